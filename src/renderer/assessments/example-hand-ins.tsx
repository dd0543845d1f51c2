import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDownload } from '@tabler/icons-react';
import { Link } from 'wouter';
import { bridge } from '../app/bridge.ts';
import { useCall, useWrite } from '../app/client.ts';
import { useFault } from '../app/use-fault.ts';
import { useMay } from '../app/use-may.ts';
import { useWords } from '../app/words.ts';
import room from '../roster/room.module.css';
import styles from './grading.module.css';
import type { Listed } from './grading.tsx';
import { said } from './wording.ts';

/** In the sample center: what a whole cohort would hand in, to be saved and dropped on the project it is for. */
export function ExampleHandIns({ assessments }: { assessments: readonly Listed[] }) {
  const t = useWords();
  const fault = useFault();
  const mayGrade = useMay('grade.give');
  const example = useCall('assessments.example', {});
  const save = useWrite('assessments.exampleHandIns', {
    onSuccess: ({ blob, name }) => {
      const link = document.createElement('a');
      link.href = bridge.blobAddress(blob);
      link.download = name;
      link.click();
    },
    onError: (error) => notifications.show({ message: fault(error), color: 'red' }),
  });
  const project = assessments.find((one) => one.id === example.data?.assessmentId);
  if (!project || !mayGrade) return null;
  return (
    <section className={room.card} aria-label={t('center:sample.tryTitle')} data-example>
      <div className={styles.none}>
        <p>{t('center:sample.tryText', { title: said(project.title) })}</p>
        <span className={styles.actions}>
          <Button
            size="compact-md"
            leftSection={<IconDownload size={15} aria-hidden />}
            loading={save.isPending}
            onClick={() => save.mutate({})}
          >
            {t('center:sample.trySave')}
          </Button>
          <Button component={Link} href={`/grading/${project.id}`} size="compact-md" variant="default">
            {t('center:sample.tryOpen')}
          </Button>
        </span>
      </div>
    </section>
  );
}
