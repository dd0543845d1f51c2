import type { FindingCode } from '../../../shared/rules/annotation-score.ts';
import { numberText, useWords } from '../../app/words.ts';
import type { Filter } from '../filter.ts';
import { toneOf } from './tones.ts';
import type { Work } from './use-work.ts';
import styles from './viewer.module.css';

interface Props {
  work: Work;
  filter: Filter | null;
  onFilter: (filter: Filter | null) => void;
}

/** How many findings there are of each kind; a click shows these only, another one all again. */
export function CodeCounts({ work, filter, onFilter }: Props) {
  const t = useWords();
  const counts = new Map<string, number>();
  for (const { found } of work.images)
    for (const { code, accepted } of found) if (!accepted) counts.set(code, (counts.get(code) ?? 0) + 1);
  return (
    <ul className={styles.codes} aria-label={t('viewer:findings')}>
      {[...counts]
        .sort((a, b) => b[1] - a[1])
        .map(([code, count]) => {
          const isChosen = filter?.kind === 'code' && filter.code === code;
          return (
            <li key={code}>
              <button
                type="button"
                className={styles.code}
                aria-pressed={isChosen}
                data-code={code}
                onClick={() => onFilter(isChosen ? null : { kind: 'code', code })}
              >
                <span className={styles.dot} data-tone={toneOf(code)} />
                {t(`viewer:code.${code as FindingCode}`)} <b>{numberText(count)}</b>
              </button>
            </li>
          );
        })}
    </ul>
  );
}
