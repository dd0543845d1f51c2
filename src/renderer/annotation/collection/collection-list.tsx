import { Link } from 'wouter';
import type { Output } from '../../../shared/contract/index.ts';
import { useMay } from '../../app/use-may.ts';
import { numberText, useWords } from '../../app/words.ts';
import room from '../../roster/room.module.css';
import styles from './brief.module.css';
import { RunLine } from './run-line.tsx';

interface Props {
  assessmentId: string;
  data: Output<'annotation.collections'>;
}

/** What everybody handed in, the one who lacks most first. */
export function CollectionList({ assessmentId, data }: Props) {
  const t = useWords();
  const may = useMay('grade.give');
  const { attempts, hasBrief, running } = data;
  const states = new Set(attempts.map(({ state }) => state));
  const state = states.has('waiting') ? 'waiting' : states.has('stale') ? 'stale' : 'scored';
  return (
    <section className={`${room.card} ${styles.list}`} aria-labelledby="collections-title">
      <h2 id="collections-title">{t('collection:list.title')}</h2>
      {hasBrief && attempts.length > 0 && (
        <RunLine assessmentId={assessmentId} running={running} state={state} may={may} />
      )}
      {attempts.length === 0 && <p className={styles.muted}>{t('collection:list.nobody')}</p>}
      <ul className={styles.rows}>
        {attempts.map(({ attemptId, learnerId, name, number, state: own, totals }) => (
          <li key={attemptId} data-learner={learnerId} data-state={own}>
            <Link href={`/grading/${assessmentId}?learner=${learnerId}`} className={styles.row}>
              <span className={styles.name}>
                <bdi>{name}</bdi>
                {number > 1 && (
                  <span className={styles.muted}>
                    {' '}
                    {t('assessments:desk.attempt', { number: numberText(number) })}
                  </span>
                )}
              </span>
              {totals ? (
                <>
                  <span className={styles.figure}>
                    {t('collection:pass', {
                      passing: numberText(totals.passing),
                      given: numberText(totals.given),
                    })}
                  </span>
                  <span className={styles.bar} aria-hidden>
                    <span style={{ inlineSize: `${totals.share * 100}%` }} />
                  </span>
                  <span className={styles.share}>
                    {numberText(totals.share, { style: 'percent', maximumFractionDigits: 0 })}
                  </span>
                </>
              ) : (
                <span className={styles.muted}>
                  {t(own === 'failed' ? 'collection:list.failed' : 'collection:list.waiting')}
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
