import type { GradebookRow } from './gradebook.tsx';

export const gradebookFilters = ['all', 'not_graded', 'review', 'here'] as const;
export type GradebookFilter = (typeof gradebookFilters)[number];

function isAmong(row: GradebookRow, filter: GradebookFilter): boolean {
  if (filter === 'not_graded')
    return row.grades.some((one) => ['partly', 'to_grade', 'nothing'].includes(one.state));
  if (filter === 'review') return row.grades.some((one) => one.review);
  return filter === 'all' || !row.readOnly;
}

/** Learners whose name has each word that was typed somewhere in it. */
export function rowsOf(rows: readonly GradebookRow[], filter: GradebookFilter, text: string): GradebookRow[] {
  const words = text.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter(
    (row) => isAmong(row, filter) && words.every((word) => row.name.toLocaleLowerCase().includes(word)),
  );
}

export interface Place {
  row: number;
  column: number;
}

/** Where a key of the gradebook leads, or null if it leads nowhere. */
export function moveBy(
  { code, ctrl }: { code: string; ctrl: boolean },
  { row, column }: Place,
  size: { rows: number; columns: number; page: number; rightToLeft: boolean },
): Place | null {
  const clamp = (value: number, most: number): number => Math.max(0, Math.min(most - 1, value));
  const to = (nextRow: number, nextColumn: number): Place => ({
    row: clamp(nextRow, size.rows),
    column: clamp(nextColumn, size.columns),
  });
  const side = size.rightToLeft ? -1 : 1;
  switch (code) {
    case 'ArrowDown':
      return to(row + 1, column);
    case 'ArrowUp':
      return to(row - 1, column);
    case 'ArrowRight':
      return to(row, column + side);
    case 'ArrowLeft':
      return to(row, column - side);
    case 'PageDown':
      return to(row + size.page, column);
    case 'PageUp':
      return to(row - size.page, column);
    case 'Home':
      return ctrl ? to(0, 0) : to(row, 0);
    case 'End':
      return ctrl ? to(size.rows, size.columns) : to(row, size.columns);
    default:
      return null;
  }
}
