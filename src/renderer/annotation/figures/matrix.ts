/** A cell of the confusion matrix; the last row and the last column are none. */
export interface Cell {
  row: number;
  column: number;
}

const steps: Readonly<Record<string, Cell>> = {
  ArrowUp: { row: -1, column: 0 },
  ArrowDown: { row: 1, column: 0 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
};

/** Where a key leads from a cell of a matrix of `size` rows and columns; null for other keys. */
export function stepFrom(
  { row, column }: Cell,
  code: string,
  size: number,
  rightToLeft: boolean,
): Cell | null {
  const last = size - 1;
  if (code === 'Home') return { row, column: 0 };
  if (code === 'End') return { row, column: last };
  if (code === 'PageUp') return { row: 0, column };
  if (code === 'PageDown') return { row: last, column };
  const step = steps[code];
  if (!step) return null;
  const within = (value: number): number => Math.min(last, Math.max(0, value));
  return { row: within(row + step.row), column: within(column + (rightToLeft ? -step.column : step.column)) };
}

/**
 * How strongly a count is colored, 0 to 1: by its root, so that one slip beside a hundred right ones is still seen.
 * Right ones and slips are each measured by the most of their kind.
 */
export function heatOf(rows: readonly (readonly number[])[]): (cell: Cell) => number {
  let [mostRight, mostWrong] = [0, 0];
  rows.forEach((counts, row) => {
    counts.forEach((count, column) => {
      if (row === column) mostRight = Math.max(mostRight, count);
      else mostWrong = Math.max(mostWrong, count);
    });
  });
  return ({ row, column }) => {
    const count = rows[row]?.[column] ?? 0;
    const most = row === column ? mostRight : mostWrong;
    return count === 0 ? 0 : Math.sqrt(count / most);
  };
}
