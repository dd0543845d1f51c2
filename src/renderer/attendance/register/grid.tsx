import {
  type KeyboardEvent,
  type PointerEvent,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { Status } from '../../../shared/rules/statuses.ts';
import { useStable } from '../../app/use-stable.ts';
import { useWords } from '../../app/words.ts';
import type { Column } from './filters.ts';
import styles from './grid.module.css';
import { cellId } from './grid-cells.tsx';
import { GridHead } from './grid-head.tsx';
import { GridRow } from './grid-row.tsx';
import type { Place } from './keys.ts';
import { type Looks, useCellWords } from './looks.ts';
import type { Row } from './rows.ts';
import { columnGroup, columnWidth, rowGroup, rowHeight, scrollTo, shownOf } from './window.ts';

interface Props {
  rows: readonly Row[];
  columns: readonly Column[];
  statuses: readonly Status[];
  looks: Looks;
  today: string;
  threshold: number | null;
  focus: Place;
  onFocus: (place: Place) => void;
  /** `page` is the number of rows that fit. */
  onKey: (event: KeyboardEvent, page: number) => void;
}

interface Shown {
  rows: { from: number; to: number };
  columns: { from: number; to: number };
}

const same = (a: Shown, b: Shown): boolean =>
  a.rows.from === b.rows.from &&
  a.rows.to === b.rows.to &&
  a.columns.from === b.columns.from &&
  a.columns.to === b.columns.to;

/** Widths of the sticky edges, as in `grid.module.css`. */
const startWidth = 312;
const endWidth = 156;
const headHeight = 46;
/** A session in focus stands at least so far from the edge. */
const columnMargin = columnWidth * 2;

/**
 * Learners by sessions. Only what shows is there; names, dates and figures stay where they are. The grid itself has the
 * focus and names the active cell (`aria-activedescendant`): a cell of its own would lose it by scrolling away.
 */
export function Grid({ rows, columns, statuses, looks, today, threshold, focus, onFocus, onKey }: Props) {
  const t = useWords();
  const say = useCellWords(looks);
  const scroller = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState<Shown>({ rows: { from: 0, to: 24 }, columns: { from: 0, to: 32 } });
  const byCode = useMemo(() => new Map(statuses.map((status) => [status.code, status])), [statuses]);

  const look = useCallback((): void => {
    const element = scroller.current;
    if (!element) return;
    const { scrollTop, scrollLeft, clientHeight, clientWidth } = element;
    const next = {
      rows: shownOf(scrollTop, clientHeight - headHeight, rowHeight, rows.length, rowGroup),
      // From right to left the browser counts below zero.
      columns: shownOf(
        Math.abs(scrollLeft),
        clientWidth - startWidth - endWidth,
        columnWidth,
        columns.length,
        columnGroup,
      ),
    };
    setShown((old) => (same(old, next) ? old : next));
  }, [rows.length, columns.length]);

  /** Brings the cell in focus between the edges that stay where they are. */
  const reveal = useStable((): void => {
    const element = scroller.current;
    if (!element) return;
    const { scrollTop, scrollLeft, clientHeight, clientWidth } = element;
    const top = scrollTo(focus.row, rowHeight, scrollTop, clientHeight - headHeight);
    const start = scrollTo(
      focus.column,
      columnWidth,
      Math.abs(scrollLeft),
      clientWidth - startWidth - endWidth,
      columnMargin,
    );
    const way = document.documentElement.dir === 'rtl' ? -1 : 1;
    if (top !== null || start !== null)
      element.scrollTo({
        top: top ?? scrollTop,
        left: start === null ? scrollLeft : start * way,
        behavior: 'instant',
      });
    look();
  });

  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const watch = new ResizeObserver(reveal);
    watch.observe(element);
    return () => watch.disconnect();
  }, [reveal]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the focus moves, or what there is to see changes
  useLayoutEffect(reveal, [reveal, focus.row, focus.column, look]);

  useEffect(() => scroller.current?.focus({ preventScroll: true }), []);

  const point = (event: PointerEvent<HTMLDivElement>): void => {
    const target = event.target instanceof Element ? event.target : null;
    const row = target?.closest('[data-row]')?.getAttribute('data-row');
    const column = target?.closest('[data-column]')?.getAttribute('data-column');
    if (row == null && column == null) return;
    onFocus({
      row: row == null ? focus.row : Number(row),
      column: column == null ? focus.column : Number(column),
    });
  };

  const page = Math.max(
    1,
    Math.floor(((scroller.current?.clientHeight ?? 500) - headHeight) / rowHeight) - 1,
  );
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={t('register:grid')}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length + 6}
      aria-activedescendant={
        rows.length > 0 && columns.length > 0 ? cellId(focus.row, focus.column) : undefined
      }
      tabIndex={0}
      className={styles.grid}
      data-register
      onScroll={look}
      onPointerDown={point}
      onKeyDown={(event) => onKey(event, page)}
    >
      <div
        role="presentation"
        className={styles.canvas}
        style={{
          width: startWidth + columns.length * columnWidth + endWidth,
          height: headHeight + rows.length * rowHeight,
        }}
      >
        <GridHead
          columns={columns}
          from={shown.columns.from}
          to={shown.columns.to}
          today={today}
          focus={focus.column}
        />
        <div role="presentation" className={styles.body}>
          {rows.slice(shown.rows.from, shown.rows.to).map((row, offset) => {
            const index = shown.rows.from + offset;
            return (
              <GridRow
                key={row.learner.learnerId}
                row={row}
                index={index}
                columns={columns}
                from={shown.columns.from}
                to={shown.columns.to}
                statuses={byCode}
                looks={looks}
                say={say}
                threshold={threshold}
                focus={index === focus.row ? focus.column : -1}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}
