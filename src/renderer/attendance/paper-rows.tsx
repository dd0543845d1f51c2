import type { Status } from '../../shared/rules/statuses.ts';
import { numberText, useWords } from '../app/words.ts';
import { StatusTag } from './status-tag.tsx';
import styles from './type-paper.module.css';
import type { PaperRow } from './use-paper.ts';
import type { Mark } from './use-roll.ts';

interface Props {
  title: string;
  rows: readonly PaperRow[];
  statuses: readonly Status[];
  /** What the line gives, by row number. */
  marks: ReadonlyMap<number, Mark>;
  restPresent: boolean;
}

/** The sheet as it will be: what is stored already, and, dashed, what is about to be. */
export function PaperRows({ title, rows, statuses, marks, restPresent }: Props) {
  const t = useWords();
  const codeOf = (counts: string): string =>
    statuses.find(({ countsAs }) => countsAs === counts)?.code ?? counts;
  const meantFor = (row: PaperRow): Pick<Mark, 'status' | 'minutesMissed'> | null => {
    if (row.number === null) return null;
    const typed = marks.get(row.number);
    if (typed) return typed;
    if (!restPresent || row.mark || !row.onRoll) return null;
    return { status: codeOf(row.excused ? 'excused' : 'present') };
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys too.
    <section className={styles.rows} tabIndex={0} aria-label={title}>
      {rows.map((row) => {
        const meant = meantFor(row);
        const shown = meant ?? row.mark;
        return (
          <div
            key={row.number ?? row.learnerId}
            className={styles.row}
            data-named={(row.number !== null && marks.has(row.number)) || undefined}
            data-off={!row.onRoll || undefined}
          >
            <span className={styles.rowNumber}>{row.number === null ? '–' : numberText(row.number)}</span>
            <span>
              <bdi>{row.name}</bdi>
            </span>
            {shown ? (
              <StatusTag mark={shown} statuses={statuses} meant={meant !== null} />
            ) : (
              <span className={styles.before}>
                {t(row.number === null ? 'paper:type.not_on_sheet' : 'attendance:not_recorded')}
              </span>
            )}
          </div>
        );
      })}
    </section>
  );
}
