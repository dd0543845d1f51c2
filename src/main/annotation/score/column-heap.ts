/** The nearest column first, the earlier of two equally near. Columns may be put again when they are nearer. */
export interface ColumnHeap {
  put(column: number, distance: number): void;
  /** -1 when none is left. */
  take(): number;
  clear(): void;
}

/** @param nearest the distance that counts; entries with an older, longer one are passed over */
export function createColumnHeap(nearest: Float64Array): ColumnHeap {
  const columns: number[] = [];
  const distances: number[] = [];

  const isBefore = (one: number, other: number): boolean => {
    const difference = (distances[one] ?? 0) - (distances[other] ?? 0);
    return difference < 0 || (difference === 0 && (columns[one] ?? 0) < (columns[other] ?? 0));
  };
  const swap = (one: number, other: number): void => {
    [columns[one], columns[other]] = [columns[other] ?? 0, columns[one] ?? 0];
    [distances[one], distances[other]] = [distances[other] ?? 0, distances[one] ?? 0];
  };
  const sink = (): void => {
    let at = 0;
    for (;;) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2])
        if (child < columns.length && isBefore(child, least)) least = child;
      if (least === at) return;
      swap(at, least);
      at = least;
    }
  };

  return {
    put: (column, distance) => {
      let at = columns.push(column) - 1;
      distances.push(distance);
      while (at > 0 && isBefore(at, (at - 1) >> 1)) {
        swap(at, (at - 1) >> 1);
        at = (at - 1) >> 1;
      }
    },
    take: () => {
      while (columns.length > 0) {
        const column = columns[0] ?? 0;
        const distance = distances[0];
        swap(0, columns.length - 1);
        columns.pop();
        distances.pop();
        sink();
        if (distance === nearest[column]) return column;
      }
      return -1;
    },
    clear: () => {
      // Cutting an array short gives its room back, even if it is short already.
      if (columns.length === 0) return;
      columns.length = 0;
      distances.length = 0;
    },
  };
}
