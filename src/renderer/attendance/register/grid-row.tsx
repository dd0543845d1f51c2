import { memo } from 'react';
import type { Status } from '../../../shared/rules/statuses.ts';
import { numberText, useWords } from '../../app/words.ts';
import { type Cell, isGone } from './cells.ts';
import { percentText, shortHours } from './figure-text.ts';
import { type Column, isBelow } from './filters.ts';
import styles from './grid.module.css';
import { GridCells } from './grid-cells.tsx';
import type { Looks } from './looks.ts';
import type { Row } from './rows.ts';
import { columnGroup, columnWidth, rowHeight } from './window.ts';

interface Props {
  row: Row;
  index: number;
  columns: readonly Column[];
  from: number;
  to: number;
  statuses: ReadonlyMap<string, Status>;
  looks: Looks;
  say: (cell: Cell) => string;
  threshold: number | null;
  /** Column in focus, -1 where this row is not. */
  focus: number;
}

/** One learner: name and percentages at the start, what she missed and is owed at the end, her marks between. */
export const GridRow = memo(function GridRow(props: Props) {
  const { row, index, columns, from, to, threshold, focus } = props;
  const t = useWords();
  const { learner, figures, checkIn } = row;
  const unreachable =
    threshold !== null && figures.highestReachable !== null && figures.highestReachable < threshold;
  const groups: number[] = [];
  for (let at = from; at < to; at += columnGroup) groups.push(at);
  const note = learner.status === null ? t('attendance:walk_in') : isGone(row) ? t('register:gone') : null;
  const spare = columns.length + 4;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={styles.row}
      data-row={index}
      data-active={focus >= 0 || undefined}
      data-gone={isGone(row) || learner.status === null || undefined}
      style={{ top: index * rowHeight }}
    >
      <div className={styles.start}>
        <div
          role="rowheader"
          aria-colindex={1}
          className={styles.name}
          dir="auto"
          title={note === null ? learner.name : `${learner.name}, ${note}`}
        >
          {checkIn.length > 0 && <i className={styles.flag} title={t('register:who.check_in')} />}
          {learner.name}
          {note !== null && <small> {note}</small>}
        </div>
        <div
          role="gridcell"
          aria-colindex={2}
          className={styles.credit}
          data-tone={isBelow(row, threshold) ? 'bad' : undefined}
        >
          {percentText(figures.percentage)}
        </div>
        <div
          role="gridcell"
          aria-colindex={3}
          className={styles.reach}
          data-tone={unreachable ? 'bad' : undefined}
        >
          {percentText(figures.highestReachable)}
        </div>
      </div>
      <div className={styles.cells} style={{ width: columns.length * columnWidth }}>
        {groups.map((at) => (
          <GridCells
            key={at}
            row={row}
            index={index}
            columns={columns}
            from={at}
            to={Math.min(to, at + columnGroup)}
            statuses={props.statuses}
            looks={props.looks}
            say={props.say}
            focus={focus >= at && focus < at + columnGroup ? focus : -1}
          />
        ))}
      </div>
      <div className={styles.end}>
        <div
          role="gridcell"
          aria-colindex={spare}
          aria-label={figures.consecutiveAbsences > 0 ? undefined : numberText(0)}
          data-tone={figures.consecutiveAbsences >= 2 ? 'bad' : undefined}
        >
          {figures.consecutiveAbsences > 0 ? numberText(figures.consecutiveAbsences) : '·'}
        </div>
        <div
          role="gridcell"
          aria-colindex={spare + 1}
          aria-label={figures.owedMinutes > 0 ? undefined : numberText(0)}
        >
          {figures.owedMinutes > 0 ? shortHours(figures.owedMinutes) : '·'}
        </div>
        <div
          role="gridcell"
          aria-colindex={spare + 2}
          aria-label={figures.notRecorded > 0 ? undefined : numberText(0)}
        >
          {figures.notRecorded > 0 ? numberText(figures.notRecorded) : '·'}
        </div>
      </div>
    </div>
  );
});
