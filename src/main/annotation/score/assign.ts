import { type Duals, fromBothSides, type Graph } from './assign-graph.ts';
import { preferFirst } from './assign-ties.ts';
import { createColumnHeap } from './column-heap.ts';

/** Pairs of a row and a column with what they are worth together, 0 to 1; each pair at most once. */
export interface Pairs {
  rows: Int32Array;
  columns: Int32Array;
  worth: Float64Array;
}

/**
 * Steps in which worth is counted: sums of whole numbers are exact in any order, so that what is a tie does not hang on
 * rounding. A step is less than the least difference of two IoUs that anybody can see.
 */
const STEPS = 2 ** 40;

/**
 * The assignment of greatest total worth: for each row its column, -1 for none. Of several such, the one whose best
 * pair is better, then the one whose best pair has the earlier row, then column; then its second best, and so on.
 *
 * Shortest augmenting paths over reduced costs (Jonker and Volgenant, 1987) on the pairs that there are, with leaving a
 * row out as one more way for each: never a square matrix.
 */
export function assign(rowCount: number, columnCount: number, pairs: Pairs): Int32Array {
  const graph = fromBothSides(rowCount, columnCount, pairs, STEPS);
  const duals: Duals = { row: new Float64Array(rowCount), column: new Float64Array(columnCount) };
  const columnOf = new Int32Array(rowCount).fill(-1);
  const rowOf = new Int32Array(columnCount).fill(-1);
  const search = createSearch(graph, duals, columnOf, rowOf);
  for (let row = 0; row < rowCount; row++) search(row);
  preferFirst(graph, duals, columnOf, rowOf);
  return columnOf;
}

/** Brings one more row in, changing earlier matches along the path that costs least. */
function createSearch(graph: Graph, duals: Duals, columnOf: Int32Array, rowOf: Int32Array) {
  const { starts, columns, weights } = graph;
  const distance = new Float64Array(rowOf.length).fill(Number.POSITIVE_INFINITY);
  /** The row from which a column was reached. */
  const via = new Int32Array(rowOf.length);
  const seen: number[] = [];
  const reached: { row: number; at: number }[] = [];
  const heap = createColumnHeap(distance);

  return (start: number): void => {
    let best = 0;
    for (let edge = starts[start] ?? 0; edge < (starts[start + 1] ?? 0); edge++)
      best = Math.max(best, (weights[edge] ?? 0) - (duals.column[columns[edge] ?? 0] ?? 0));
    duals.row[start] = best;
    if (best === 0) return;
    seen.length = 0;
    reached.length = 0;
    // The cheapest end known so far: a column that is free, or a row on the way that is left out.
    let bound = best;
    let leftOut = start;
    let end = -1;
    let row = start;
    let at = 0;
    for (;;) {
      reached.push({ row, at });
      const mine = duals.row[row] ?? 0;
      if (at + mine < bound) {
        bound = at + mine;
        leftOut = row;
        end = -1;
      }
      for (let edge = starts[row] ?? 0; edge < (starts[row + 1] ?? 0) && at < bound; edge++) {
        const column = columns[edge] ?? 0;
        const there = at + mine + (duals.column[column] ?? 0) - (weights[edge] ?? 0);
        const known = distance[column] ?? 0;
        if (there >= known || there >= bound) continue;
        if (known === Number.POSITIVE_INFINITY) seen.push(column);
        distance[column] = there;
        via[column] = row;
        if (rowOf[column] === -1) {
          bound = there;
          end = column;
        } else heap.put(column, there);
      }
      if (at >= bound) break;
      const next = heap.take();
      if (next === -1 || (distance[next] ?? 0) >= bound) break;
      at = distance[next] ?? 0;
      row = rowOf[next] ?? 0;
    }
    for (const { row: passed, at: when } of reached)
      if (when < bound) duals.row[passed] = (duals.row[passed] ?? 0) - (bound - when);
    for (const column of seen) {
      const when = distance[column] ?? 0;
      if (when < bound) duals.column[column] = (duals.column[column] ?? 0) + (bound - when);
      distance[column] = Number.POSITIVE_INFINITY;
    }
    heap.clear();
    // Back along the path, each row takes the column it was reached for; without an end the row left out gives up its own.
    let free = end === -1 ? (columnOf[leftOut] ?? -1) : end;
    if (end === -1) columnOf[leftOut] = -1;
    while (free !== -1) {
      const taker = via[free] ?? 0;
      const before = taker === start ? -1 : (columnOf[taker] ?? -1);
      columnOf[taker] = free;
      rowOf[free] = taker;
      free = before;
    }
  };
}
