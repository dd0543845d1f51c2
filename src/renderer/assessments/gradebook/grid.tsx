import { IconAlertTriangle, IconMessageQuestion } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, memo, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { Link } from 'wouter';
import { useStable } from '../../app/use-stable.ts';
import { numberText, useWords } from '../../app/words.ts';
import { gradePercent, shownText } from '../shown.ts';
import { said } from '../wording.ts';
import styles from './gradebook.module.css';
import type { GradebookData, GradebookRow } from './gradebook.tsx';
import { moveBy, type Place } from './rows.ts';

interface Props {
  data: GradebookData;
  rows: readonly GradebookRow[];
  place: Place;
  onPlace: (place: Place) => void;
  onOpen: (row: number, column: number) => void;
}

const cellId = (row: number, column: number): string => `grade-${row}-${column}`;
/** As in the style sheet, pixels. */
const [headHeight, rowHeight] = [54, 30];

/**
 * Names, heads and final grades stay where they are. The grid has the focus and names the cell in it; the final grade
 * is the last column.
 */
export function GradebookGrid({ data, rows, place, onPlace, onOpen }: Props) {
  const t = useWords();
  const grid = useRef<HTMLDivElement>(null);
  const columns = data.assessments.length + 1;
  useEffect(() => grid.current?.focus({ preventScroll: true }), []);
  const printing = usePrinting();
  const lines = useVirtualizer({
    ...{ count: rows.length, getScrollElement: () => grid.current, estimateSize: () => rowHeight },
    ...{ overscan: 8, scrollMargin: headHeight, scrollPaddingStart: headHeight },
  });
  const drawn = lines.getVirtualItems();
  const [from, to] = printing ? [0, rows.length] : [drawn[0]?.index ?? 0, (drawn.at(-1)?.index ?? -1) + 1];
  const isDrawn = place.row >= from && place.row < to;

  // A row that is far away comes first, then its cell is there to be brought into sight.
  const wanted = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the focus goes to another cell
  useEffect(() => {
    wanted.current = true;
    lines.scrollToIndex(place.row, { align: 'auto' });
  }, [lines, place.row, place.column]);
  useEffect(() => {
    if (!isDrawn || !wanted.current) return;
    wanted.current = false;
    grid.current
      ?.querySelector(`#${cellId(place.row, place.column)}`)
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.metaKey || event.target !== grid.current) return;
    if (event.code === 'Enter' || event.code === 'NumpadEnter') {
      event.preventDefault();
      onOpen(place.row, place.column);
      return;
    }
    const page = Math.max(1, Math.floor((grid.current?.clientHeight ?? 400) / rowHeight) - 2);
    const next = moveBy({ code: event.code, ctrl: event.ctrlKey }, place, {
      ...{ rows: rows.length, columns, page, rightToLeft: document.documentElement.dir === 'rtl' },
    });
    if (!next) return;
    event.preventDefault();
    onPlace(next);
  };
  const point = useStable((row: number, column: number) => onPlace({ row, column }));
  const enter = useStable(onOpen);
  return (
    <div
      ref={grid}
      role="grid"
      tabIndex={0}
      aria-label={t('assessments:gradebook.title')}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns + 1}
      aria-activedescendant={isDrawn ? cellId(place.row, place.column) : undefined}
      className={styles.grid}
      data-gradebook
      onKeyDown={onKeyDown}
    >
      <div role="row" className={styles.head}>
        <div role="columnheader" className={styles.name}>
          {t('assessments:gradebook.name')}
        </div>
        {data.assessments.map((one) => (
          <div key={one.id} role="columnheader" className={styles.column}>
            <Link href={`/grading/${one.id}`} tabIndex={-1} title={said(one.title)}>
              <bdi>{said(one.title)}</bdi>
            </Link>
            <small>
              {numberText(one.progress.graded)}/{numberText(one.progress.learners)}
            </small>
          </div>
        ))}
        <div role="columnheader" className={styles.final}>
          {t('assessments:gradebook.final')}
        </div>
      </div>
      <div
        role="rowgroup"
        style={{ paddingBlock: `${from * rowHeight}px ${Math.max(0, rows.length - to) * rowHeight}px` }}
      >
        {rows.slice(from, to).map((row, offset) => (
          <GridRow
            key={row.learnerId}
            row={row}
            index={from + offset}
            active={from + offset === place.row ? place.column : -1}
            onPoint={point}
            onOpen={enter}
          />
        ))}
      </div>
    </div>
  );
}

/** Paper has every row. */
function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const begin = (): void => flushSync(() => setPrinting(true));
    const end = (): void => setPrinting(false);
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    return () => {
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
    };
  }, []);
  return printing;
}

interface RowProps {
  row: GradebookRow;
  index: number;
  /** The column of the cell in focus, or -1. */
  active: number;
  onPoint: (row: number, column: number) => void;
  onOpen: (row: number, column: number) => void;
}

const GridRow = memo(function GridRow({ row, index, active, onPoint, onOpen }: RowProps) {
  const t = useWords();
  const dropped = new Set(row.final.categories.flatMap((one) => one.dropped));
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className={styles.row}
      data-active={active >= 0 || undefined}
      data-gone={row.readOnly || undefined}
    >
      {/* A name of the other direction must not turn the side that its cell keeps to. */}
      <div role="rowheader" className={styles.name}>
        <bdi>{row.name}</bdi>
      </div>
      {row.grades.map((one, column) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the grid's.
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its column
          key={column}
          id={cellId(index, column)}
          role="gridcell"
          className={styles.cell}
          data-state={one.state}
          data-active={column === active || undefined}
          aria-selected={column === active}
          onClick={() => onPoint(index, column)}
          onDoubleClick={() => onOpen(index, column)}
        >
          {one.state === 'excused'
            ? t('assessments:desk.excused_short')
            : one.shown
              ? shownText(t, one.shown)
              : t(`assessments:gradebook.sign.${one.state}`)}
          {one.daysLate > 0 && one.shown && (
            <small title={t('assessments:desk.days_late', { count: one.daysLate })}>
              {t('assessments:gradebook.late_sign')}
            </small>
          )}
          {one.review && (
            <IconMessageQuestion size={13} color="var(--late)" aria-label={t('assessments:review.open')} />
          )}
          {one.contested && (
            <IconAlertTriangle size={13} color="var(--late)" aria-label={t('assessments:desk.contested')} />
          )}
        </div>
      ))}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the grid's. */}
      <div
        id={cellId(index, row.grades.length)}
        role="gridcell"
        className={styles.final}
        data-active={active === row.grades.length || undefined}
        data-dropped={dropped.size > 0 || undefined}
        aria-selected={active === row.grades.length}
        onClick={() => onPoint(index, row.grades.length)}
      >
        <b>{row.final.shown ? shownText(t, row.final.shown) : '–'}</b>
        {row.final.shown && row.final.shown.kind !== 'percent' && row.final.percent !== null && (
          <small>{gradePercent(row.final.percent)}</small>
        )}
      </div>
    </div>
  );
});
