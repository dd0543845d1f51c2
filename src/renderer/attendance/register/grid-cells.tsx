import { memo } from 'react';
import type { Status } from '../../../shared/rules/statuses.ts';
import { type Cell, cellOf } from './cells.ts';
import type { Column } from './filters.ts';
import styles from './grid.module.css';
import type { Looks } from './looks.ts';
import type { Row } from './rows.ts';
import { columnWidth } from './window.ts';

export const cellId = (row: number, column: number): string => `register-${row}-${column}`;

interface Props {
  row: Row;
  index: number;
  columns: readonly Column[];
  from: number;
  to: number;
  statuses: ReadonlyMap<string, Status>;
  looks: Looks;
  say: (cell: Cell) => string;
  /** Column in focus if it is one of these, else -1. */
  focus: number;
}

const signs: Record<Exclude<Cell['kind'], 'mark'>, string> = {
  blank: '',
  to_come: '',
  excused_ahead: '',
  not_held: '/',
  before: '–',
  after: '–',
  paused: '=',
  never: '',
};

/** A few cells of one row. Plain elements, placed together: a screen full of them is drawn while somebody scrolls. */
export const GridCells = memo(function GridCells(props: Props) {
  const { row, index, columns, from, to, statuses, looks, say, focus } = props;
  const cells = columns.slice(from, to).map(({ session, place }, offset) => {
    const column = from + offset;
    const cell = cellOf(row, session, place, statuses);
    const look = cell.kind === 'mark' && cell.status ? looks.get(cell.status.code) : undefined;
    const meant = row.meant.get(place);
    const state = meant?.failure ? 'failed' : meant && !meant.stored ? 'pending' : undefined;
    return (
      <div
        key={session.id}
        id={cellId(index, column)}
        role="gridcell"
        aria-colindex={column + 4}
        aria-selected={column === focus || undefined}
        aria-label={say(cell)}
        className={styles.cell}
        data-column={column}
        data-kind={look?.quiet ? 'quiet' : cell.kind}
        data-color={look?.status.color}
        data-active={column === focus || undefined}
        data-state={state}
        data-conflict={row.learner.conflicts.includes(place) || undefined}
      >
        {look ? (
          look.quiet ? (
            '•'
          ) : (
            <span>{look.letter}</span>
          )
        ) : cell.kind === 'mark' ? (
          <span>?</span>
        ) : (
          signs[cell.kind]
        )}
      </div>
    );
  });
  return (
    <div role="presentation" className={styles.group} style={{ insetInlineStart: from * columnWidth }}>
      {cells}
    </div>
  );
});
