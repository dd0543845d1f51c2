import { Button } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { useWrite } from '../app/client.ts';
import { useWords } from '../app/words.ts';
import styles from './notices.module.css';

/** Over everything in the sample center: that it is one, and the way out. */
export function SampleBanner() {
  const t = useWords();
  const leave = useWrite('center.leaveSample');
  return (
    <aside className={styles.sample} aria-labelledby="sample">
      <IconEye size={16} stroke={1.7} aria-hidden />
      <span id="sample">{t('center:sample.banner')}</span>
      <Button size="compact-xs" variant="default" loading={leave.isPending} onClick={() => leave.mutate({})}>
        {t('center:sample.leave')}
      </Button>
    </aside>
  );
}
