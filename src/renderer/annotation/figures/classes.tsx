import type { Output } from '../../../shared/contract/index.ts';
import { numberText, useWords } from '../../app/words.ts';
import { figureText } from '../figure-text.ts';
import type { Filter } from '../filter.ts';
import styles from './figures.module.css';

interface Props {
  perClass: Output<'annotation.scoreOf'>['perClass'];
  macro: Output<'annotation.scoreOf'>['macro'];
  filter: Filter | null;
  onFilter: (filter: Filter | null) => void;
}

const columns = ['precision', 'recall', 'f1', 'quality'] as const;

/** Each label by itself, the weakest first: a click shows what was found about it. */
export function Classes({ perClass, macro, filter, onFilter }: Props) {
  const t = useWords();
  if (perClass.length === 0) return null;
  const sorted = [...perClass].sort((a, b) => a.f1 - b.f1 || b.inReference - a.inReference);
  return (
    <section className={styles.part} aria-labelledby="classes-title">
      <h3 id="classes-title">{t('scores:classes.title')}</h3>
      <table className={styles.classes}>
        <thead>
          <tr>
            <th scope="col">{t('scores:classes.label')}</th>
            {columns.map((column) => (
              <th key={column} scope="col" title={t(`scores:explain.${column}`)}>
                {t(`scores:classes.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sorted.map((one) => {
            const isChosen = filter?.kind === 'class' && filter.label === one.label;
            return (
              <tr key={one.label} data-class={one.label}>
                <th scope="row">
                  <button
                    type="button"
                    className={styles.class}
                    aria-pressed={isChosen}
                    title={t('scores:classes.counts', {
                      reference: numberText(one.inReference),
                      learner: numberText(one.inLearner),
                    })}
                    onClick={() => onFilter(isChosen ? null : { kind: 'class', label: one.label })}
                  >
                    <span dir="auto">{one.label}</span>
                    <span className={styles.classBar} aria-hidden>
                      <span style={{ inlineSize: `${100 * one.f1}%` }} />
                    </span>
                  </button>
                </th>
                {columns.map((column) => (
                  <td key={column}>{figureText(one[column])}</td>
                ))}
              </tr>
            );
          })}
        </tbody>
        {perClass.length > 1 && (
          <tfoot>
            <tr>
              <th scope="row">{t('scores:classes.mean')}</th>
              {columns.map((column) => (
                <td key={column}>{figureText(macro[column])}</td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </section>
  );
}
