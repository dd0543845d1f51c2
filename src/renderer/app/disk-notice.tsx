import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import { call } from './bridge.ts';
import styles from './disk-notice.module.css';
import { saving, useSaving } from './saving.ts';
import { useWords } from './words.ts';

/** Milliseconds between two looks at whether the disk takes something again. */
const pause = 5000;

/** Above every screen while the disk takes nothing: what happened, what is safe, what to do. Goes by itself. */
export function DiskNotice({ path }: { path: string }) {
  const { disk } = useSaving();
  return disk && <Standing disk={disk} path={path} />;
}

function Standing({ disk, path }: { disk: NonNullable<ReturnType<typeof useSaving>['disk']>; path: string }) {
  const t = useWords();
  const [trying, setTrying] = useState(false);
  /** Writes the least there is to write. */
  const look = useCallback(
    () => call('center.rememberScreen', { path }).then(saving.recover, () => {}),
    [path],
  );
  useEffect(() => {
    const timer = setInterval(() => void look(), pause);
    return () => clearInterval(timer);
  }, [look]);
  return (
    <div className={styles.notice} role="alert" data-disk={disk}>
      <IconAlertTriangle size={20} stroke={1.7} aria-hidden />
      <span>
        <b>{t(`disk.${disk}.title`)}</b> {t(`disk.${disk}.text`)}
      </span>
      <Button
        size="xs"
        variant="default"
        loading={trying}
        onClick={() => {
          setTrying(true);
          void look().finally(() => setTrying(false));
        }}
      >
        {t('retry')}
      </Button>
    </div>
  );
}
