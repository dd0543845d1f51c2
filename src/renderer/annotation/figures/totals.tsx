import type { Output } from '../../../shared/contract/index.ts';
import { numberText, useWords } from '../../app/words.ts';
import { withComma } from '../../ui/with-comma.ts';
import { figureText } from '../figure-text.ts';
import styles from './figures.module.css';

const shown = ['f1', 'precision', 'recall', 'taskScore', 'quality', 'labelAccuracy'] as const;

/** The figures that people compare, and before them what they come from, in words. */
export function Totals({ score }: { score: Output<'annotation.scoreOf'> }) {
  const t = useWords();
  const { totals } = score;
  const { valid, wrongLabel, missing, extra, ignored } = totals;
  return (
    <section className={styles.part} aria-label={t('scores:totals.title')}>
      <p className={styles.words} data-totals-words>
        <b>
          {t('scores:totals.right', {
            right: numberText(valid),
            all: numberText(valid + wrongLabel + missing),
          })}
        </b>
        <span>
          {withComma(
            t('scores:totals.wrong', { number: numberText(wrongLabel) }),
            t('scores:totals.missing', { number: numberText(missing) }),
            t('scores:totals.extra', { number: numberText(extra) }),
            ignored > 0 && t('scores:totals.ignored', { number: numberText(ignored) }),
          )}
        </span>
      </p>
      <dl className={styles.totals}>
        {shown.map((figure) => (
          <div key={figure} data-figure={figure}>
            <dt>{t(`assessments:figures.${figure}`)}</dt>
            <dd>{figureText(totals[figure])}</dd>
            <dd className={styles.explain}>{t(`scores:explain.${figure}`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
