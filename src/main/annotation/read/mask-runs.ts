import type { RunLengths, Size } from '../../../shared/rules/annotations.ts';
import type { Budget } from './budget.ts';
import { MAX_RUNS } from './limits.ts';

/** Books the runs of a mask: a line across a large image is two numbers in one direction and thousands in the other. */
export const bookRuns = (budget: Budget, count: number): void => budget.spend('runs', count, MAX_RUNS, '');

/** Where the runs of a bitmap lie in the image: a box of its own, or all of it. */
export interface Window {
  left: number;
  top: number;
  width: number;
}

/** Gathers the runs of a figure row by row, left to right and down, and gives them down the columns. */
export interface RowRuns {
  /** Pixels of the window, counted row by row, from `from` up to, not with, `to`. */
  add(from: number, to: number): void;
  finish(): RunLengths;
}

/**
 * Where a column changes is where a row differs from the one above it: the work is that of the runs on both sides, and
 * not that of the pixels, of which a file can claim any number in a few bytes.
 */
export function createRowRuns(image: Size, { left, top, width }: Window, budget: Budget): RowRuns {
  /** Pixels, counted down the columns, at which the figure begins or ends. */
  const changes: number[] = [];
  let above: number[] = [];
  let current: number[] = [];
  let row = -1;

  const change = (from: number, to: number, at: number): void => {
    bookRuns(budget, to - from);
    for (let x = from; x < to; x += 1) changes.push(x * image.height + at);
  };
  /** Every end of a run in either of the rows turns "differs" on or off. */
  const compare = (upper: readonly number[], lower: readonly number[], at: number): void => {
    let [u, l, start, differs] = [0, 0, 0, false];
    while (u < upper.length || l < lower.length) {
      const next = Math.min(upper[u] ?? Number.POSITIVE_INFINITY, lower[l] ?? Number.POSITIVE_INFINITY);
      if (differs && next > start) change(start, next, at);
      while (upper[u] === next) [u, differs] = [u + 1, !differs];
      while (lower[l] === next) [l, differs] = [l + 1, !differs];
      start = next;
    }
  };
  const endRow = (): void => {
    compare(above, current, row);
    [above, current] = [current, []];
  };

  const addToRow = (at: number, from: number, to: number): void => {
    if (at !== row) {
      if (row >= 0) endRow();
      if (row >= 0 && at > row + 1) {
        compare(above, [], row + 1);
        above = [];
      }
      row = at;
    }
    // A run that begins where the last one ends is the same one.
    if (current.at(-1) === from) current[current.length - 1] = to;
    else current.push(from, to);
  };

  return {
    add: (from, to) => {
      for (let at = from; at < to; ) {
        const line = Math.floor(at / width);
        const end = Math.min(to, (line + 1) * width);
        bookRuns(budget, 1);
        addToRow(top + line, left + at - line * width, left + end - line * width);
        at = end;
      }
    },
    finish: () => {
      if (row >= 0) {
        endRow();
        compare(above, [], row + 1);
      }
      return { ...image, counts: toCounts(changes, image) };
    },
  };
}

/** Runs of the whole image, the first of background, between the changes. */
function toCounts(changes: readonly number[], { width, height }: Size): Uint32Array {
  const places = Float64Array.from(changes).sort();
  const counts = new Uint32Array(places.length + 1);
  const total = width * height;
  let [length, before] = [0, 0];
  for (let index = 0; index < places.length; index += 1) {
    const place = places[index] ?? 0;
    // A figure at the foot of a column that goes on at the head of the next is one run.
    if (places[index + 1] === place) {
      index += 1;
      continue;
    }
    counts[length] = place - before;
    length += 1;
    before = place;
  }
  // One that ends with the image needs no background behind it.
  if (before < total) {
    counts[length] = total - before;
    length += 1;
  }
  return counts.slice(0, length);
}
