import { IconAlertTriangle, IconMessageQuestion } from '@tabler/icons-react';
import { type KeyboardEvent, memo, useEffect, useRef } from 'react';
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
const rowHeight = 30;

/**
 * Names, heads and final grades stay where they are. The grid has the focus and names the cell in it; the final grade
 * is the last column.
 */
export function GradebookGrid({ data, rows, place, onPlace, onOpen }: Props) {
  const t = useWords();
  const grid = useRef<HTMLDivElement>(null);
  const columns = data.assessments.length + 1;
  useEffect(() => grid.current?.focus({ preventScroll: true }), []);
  useEffect(() => {
    grid.current
      ?.querySelector(`#${cellId(place.row, place.column)}`)
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [place.row, place.column]);
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
      aria-activedescendant={rows.length > 0 ? cellId(place.row, place.column) : undefined}
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
      {rows.map((row, index) => (
        <GridRow
          key={row.learnerId}
          row={row}
          index={index}
          active={index === place.row ? place.column : -1}
          onPoint={point}
          onOpen={enter}
        />
      ))}
    </div>
  );
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
      <div role="rowheader" className={styles.name} dir="auto">
        {row.name}
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
