import { Button, Progress } from '@mantine/core';
import { IconEye, IconRefresh } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { Output } from '../../../shared/contract/index.ts';
import { AppError, type Failure } from '../../../shared/result.ts';
import { useWrite } from '../../app/client.ts';
import { useFault } from '../../app/use-fault.ts';
import { useWords } from '../../app/words.ts';
import { watchJob } from '../../roster/watch-job.ts';
import styles from './collection.module.css';

type Job = Output<'jobs.get'>;

interface Props {
  assessmentId: string;
  running: string | null;
  /** Null where nobody has looked through them yet. */
  state: 'scored' | 'stale' | 'failed' | 'waiting';
  may: boolean;
}

/** Looking through what everybody handed in: to begin it, how far it is, and to stop it. */
export function RunLine({ assessmentId, running, state, may }: Props) {
  const t = useWords();
  const fault = useFault();
  const [job, setJob] = useState<Job | null>(null);
  const start = useWrite('annotation.lookThrough');
  const cancel = useWrite('jobs.cancel');
  const jobId = running ?? start.data?.jobId ?? null;
  useEffect(() => {
    if (jobId === null) return;
    let here = true;
    // One that is over, and forgotten, is not news.
    watchJob(jobId, (now) => here && setJob(now)).catch(() => undefined);
    return () => {
      here = false;
    };
  }, [jobId]);
  const own = job?.id === jobId ? job : null;
  if (running !== null || own?.state === 'running') {
    const [done, total] = [own?.done ?? 0, own?.total ?? 0];
    return (
      <output className={styles.run} data-looking>
        <span>{total > 0 ? t('collection:run.going', { done, total }) : t('collection:run.begins')}</span>
        <Progress
          className={styles.bar}
          value={total > 0 ? (100 * done) / total : 0}
          aria-label={t('collection:run.label')}
        />
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => jobId !== null && cancel.mutate({ jobId })}
        >
          {t('cancel')}
        </Button>
      </output>
    );
  }
  const problem = start.error ?? (own?.failure ? new AppError(own.failure as Failure) : null);
  if (state === 'scored' || (state === 'failed' && !problem)) return null;
  return (
    <div className={styles.run}>
      <span className={styles.runText}>
        {t(state === 'stale' ? 'collection:run.stale' : 'collection:run.waiting')}
      </span>
      {problem && (
        <span role="alert" className={styles.fault}>
          {fault(problem)}
        </span>
      )}
      {may && (
        <Button
          size="compact-sm"
          loading={start.isPending}
          leftSection={
            state === 'stale' ? <IconRefresh size={15} aria-hidden /> : <IconEye size={15} aria-hidden />
          }
          onClick={() => start.mutate({ assessmentId })}
        >
          {t(state === 'stale' ? 'collection:run.again' : 'collection:run.start')}
        </Button>
      )}
    </div>
  );
}
