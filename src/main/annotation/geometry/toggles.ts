import { finishRaster, type Raster, type RasterStore, reserve, walk } from './raster.ts';
import { TooComplex } from './too-complex.ts';

/**
 * The border of an area as points at which a walk down a column steps in or out: pixels from `row` on are turned over.
 * Kept from one polygon to the next, so that none allocates.
 */
export interface Toggles {
  columns: Int32Array;
  rows: Int32Array;
  count: number;
  /** How many lie in each column; all 0 between two polygons. */
  perColumn: Int32Array;
  /** The rows again, sorted by column. */
  sorted: Int32Array;
}

/** Two numbers each of four bytes, and sorted once more: some 200 MB at most. */
const MOST_TOGGLES = 16_000_000;

export const toggles: Toggles = {
  columns: new Int32Array(4096),
  rows: new Int32Array(4096),
  count: 0,
  perColumn: new Int32Array(4096),
  sorted: new Int32Array(4096),
};

/**
 * Makes room for at most so many toggles on a frame of so many columns.
 * @throws TooComplex if nobody can have drawn that many
 */
export function startToggles(most: number, width: number, store: RasterStore): void {
  if (most > MOST_TOGGLES) throw new TooComplex();
  walk(store, most);
  toggles.count = 0;
  if (toggles.columns.length < most) {
    const room = Math.max(most, toggles.columns.length * 2);
    toggles.columns = new Int32Array(room);
    toggles.rows = new Int32Array(room);
    toggles.sorted = new Int32Array(room);
  }
  if (toggles.perColumn.length < width + 1) toggles.perColumn = new Int32Array(width * 2 + 1);
}

/** The area within: even-odd, so that two toggles at one place are none. Leaves `toggles` empty. */
export function enclosed(store: RasterStore): Raster {
  const { columns, rows, count, perColumn, sorted } = toggles;
  let left = Number.POSITIVE_INFINITY;
  let right = -1;
  for (let index = 0; index < count; index++) {
    const column = columns[index] as number;
    perColumn[column] = (perColumn[column] as number) + 1;
    if (column < left) left = column;
    if (column > right) right = column;
  }
  if (right < 0) left = 0;
  const width = right + 1 - left;
  // A counting sort by column: from here on perColumn is where the next toggle of a column goes.
  let sum = 0;
  for (let column = left; column <= right; column++) {
    const here = perColumn[column] as number;
    perColumn[column] = sum;
    sum += here;
  }
  for (let index = 0; index < count; index++) {
    const column = columns[index] as number;
    const at = perColumn[column] as number;
    sorted[at] = rows[index] as number;
    perColumn[column] = at + 1;
  }
  const data = reserve(store, width + 1 + count);
  const { used } = store;
  let out = used + width + 1;
  let at = 0;
  for (let column = left; column <= right; column++) {
    const end = perColumn[column] as number;
    perColumn[column] = 0;
    data[used + column - left] = out;
    sortRows(sorted, at, end);
    // Toggles come in pairs in each column, for an outline that goes over must come back.
    for (; at + 1 < end; at += 2) {
      const from = sorted[at] as number;
      const to = sorted[at + 1] as number;
      if (from === to) continue;
      // A span that goes on where the last one of this column ended is one with it.
      if (out > (data[used + column - left] as number) && data[out - 1] === from) data[out - 1] = to;
      else {
        data[out] = from;
        data[out + 1] = to;
        out += 2;
      }
    }
    at = end;
  }
  data[used + width] = out;
  toggles.count = 0;
  return finishRaster(store, left, width, out);
}

/** By insertion: most columns have two or four; many are left to the library. */
function sortRows(rows: Int32Array, from: number, to: number): void {
  if (to - from > 24) {
    rows.subarray(from, to).sort();
    return;
  }
  for (let index = from + 1; index < to; index++) {
    const row = rows[index] as number;
    let hole = index - 1;
    while (hole >= from && (rows[hole] as number) > row) {
      rows[hole + 1] = rows[hole] as number;
      hole--;
    }
    rows[hole + 1] = row;
  }
}
