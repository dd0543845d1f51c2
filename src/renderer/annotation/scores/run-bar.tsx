import { Button, Progress } from '@mantine/core';
import { IconCircleCheck, IconRefresh, IconRuler2 } from '@tabler/icons-react';
import type { Output } from '../../../shared/contract/index.ts';
import { useWrite } from '../../app/client.ts';
import { useFault } from '../../app/use-fault.ts';
import { useWords } from '../../app/words.ts';
import { useJob } from '../use-job.ts';
import styles from './scores.module.css';

interface Props {
  assessmentId: string;
  scores: Output<'annotation.scores'>;
  /** May have work scored. */
  may: boolean;
}

/** What is not scored yet, or not any more, and the scoring while it runs: it goes on whatever else is done meanwhile. */
export function RunBar({ assessmentId, scores, may }: Props) {
  const t = useWords();
  const fault = useFault();
  const score = useWrite('annotation.score');
  const cancel = useWrite('jobs.cancel');
  const job = useJob(scores.running);
  const count = (wanted: string): number => scores.attempts.filter(({ state }) => state === wanted).length;
  const [waiting, stale] = [count('waiting'), count('stale')];
  if (scores.running !== null) {
    const { done, total } = { done: job?.done ?? 0, total: job?.total ?? waiting + stale };
    return (
      <output className={styles.run} data-scoring>
        <span>{t('scores:run.going', { done, total: Math.max(total, done) })}</span>
        <Progress
          className={styles.runBar}
          value={total > 0 ? (100 * done) / total : 0}
          aria-label={t('scores:run.label')}
        />
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => scores.running !== null && cancel.mutate({ jobId: scores.running })}
        >
          {t('cancel')}
        </Button>
      </output>
    );
  }
  const open = waiting + stale;
  if (open === 0)
    return scores.attempts.length > 0 ? (
      <output className={styles.run} data-all-scored>
        <IconCircleCheck size={16} color="var(--present)" aria-hidden />
        {t('scores:run.all')}
      </output>
    ) : null;
  return (
    <div className={styles.run}>
      {stale > 0 && <span className={styles.stale}>{t('scores:run.stale', { count: stale })}</span>}
      {waiting > 0 && <span>{t('scores:run.waiting', { count: waiting })}</span>}
      {score.isError && (
        <span role="alert" className={styles.fault}>
          {fault(score.error)}
        </span>
      )}
      {may && (
        <Button
          loading={score.isPending}
          leftSection={
            waiting > 0 ? <IconRuler2 size={16} aria-hidden /> : <IconRefresh size={16} aria-hidden />
          }
          onClick={() => score.mutate({ assessmentId })}
        >
          {waiting > 0 ? t('scores:run.score', { count: open }) : t('scores:run.again')}
        </Button>
      )}
    </div>
  );
}
