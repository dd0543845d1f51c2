import type { EnrollmentStatus } from '../../shared/rules/learner.ts';
import { useWords } from '../app/words.ts';
import styles from './status-pill.module.css';

/** The status of an enrollment as a word on its color; being enrolled is the rule and stays quiet. */
export function StatusPill({ status }: { status: EnrollmentStatus }) {
  const t = useWords();
  return (
    <span className={styles.pill} data-status={status}>
      {t(`roster:enrollment.${status}`)}
    </span>
  );
}
