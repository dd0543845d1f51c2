import { Button } from '@mantine/core';
import { IconListDetails } from '@tabler/icons-react';
import { Link } from 'wouter';
import { useCall } from '../../app/client.ts';
import { useWords } from '../../app/words.ts';
import { Waiting } from '../../ui/waiting.tsx';
import styles from './brief.module.css';
import { CollectionList } from './collection-list.tsx';

/** Where scores stand for other projects: what everybody collected, and the way to what is asked for. */
export function CollectionsCard({ assessmentId }: { assessmentId: string }) {
  const t = useWords();
  const { data } = useCall('annotation.collections', { assessmentId });
  if (!data) return <Waiting />;
  return (
    <div className={styles.alone}>
      <CollectionList assessmentId={assessmentId} data={data} />
      <div>
        <Button
          component={Link}
          href={`/grading/${assessmentId}/brief`}
          variant="default"
          leftSection={<IconListDetails size={16} aria-hidden />}
        >
          {t('collection:brief.title')}
        </Button>
      </div>
    </div>
  );
}
