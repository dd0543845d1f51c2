import { Button, Progress } from '@mantine/core';
import { bytesText, useWords } from '../../app/words.ts';
import { withComma } from '../../ui/with-comma.ts';
import { intake as current, type Intake } from './intake.ts';
import styles from './submissions.module.css';

/** Work that is handed over, looked through or taken in: how far it is, and the way out. */
export function IntakeProgress({ intake }: { intake: Intake }) {
  const t = useWords();
  const { step, name, files } = intake;
  if (step.at !== 'sending' && step.at !== 'looking' && step.at !== 'taking') return null;
  const { done, total } = step;
  const title = t(`submissions:progress.${step.at}`);
  return (
    <section className={styles.progress} aria-label={title} data-intake={step.at}>
      <h2>{title}</h2>
      <p dir="auto">
        {withComma(name, (files > 1 || name === '') && t('submissions:files', { count: files }))}
      </p>
      <Progress
        className={styles.bar}
        value={total ? (100 * done) / total : 100}
        animated={!total}
        striped={!total}
        aria-label={title}
      />
      <p className={styles.muted}>
        {total
          ? t('submissions:progress.of', { done: bytesText(done), total: bytesText(total) })
          : t('submissions:progress.starting')}
      </p>
      <p className={styles.muted}>{t(`submissions:progress.${step.at}_text`)}</p>
      <Button
        variant="default"
        autoFocus
        onClick={() => (step.at === 'taking' ? current.stopTaking() : current.drop())}
      >
        {t('submissions:progress.stop')}
      </Button>
    </section>
  );
}
