/** Edges of a graph between rows and columns, row after row; weights are whole numbers above 0. */
export interface Graph {
  /** Where the edges of a row begin; one more than there are rows. */
  starts: Int32Array;
  columns: Int32Array;
  weights: Float64Array;
  /** What the pairs are worth before it is counted in steps: tells apart what is the same step. */
  worth: Float64Array;
}

/** Prices: those of a row and a column together are at least the weight of their edge, and just that in a match. */
export interface Duals {
  row: Float64Array;
  column: Float64Array;
}

/** Sorted by row, in the order given within a row; pairs worth nothing are left out. */
export function fromBothSides(
  rowCount: number,
  columnCount: number,
  pairs: { rows: Int32Array; columns: Int32Array; worth: Float64Array },
  steps: number,
): Graph {
  const starts = new Int32Array(rowCount + 1);
  const weightOf = (pair: number): number => Math.round((pairs.worth[pair] ?? 0) * steps);
  for (let pair = 0; pair < pairs.rows.length; pair++) {
    const row = pairs.rows[pair] ?? 0;
    if (!((pairs.columns[pair] ?? 0) < columnCount && row < rowCount)) throw new RangeError('no such pair');
    if (weightOf(pair) > 0) starts[row + 1] = (starts[row + 1] ?? 0) + 1;
  }
  for (let row = 0; row < rowCount; row++) starts[row + 1] = (starts[row + 1] ?? 0) + (starts[row] ?? 0);
  const edges = starts[rowCount] ?? 0;
  const columns = new Int32Array(edges);
  const weights = new Float64Array(edges);
  const worth = new Float64Array(edges);
  const next = starts.slice();
  for (let pair = 0; pair < pairs.rows.length; pair++) {
    const weight = weightOf(pair);
    if (!(weight > 0)) continue;
    const row = pairs.rows[pair] ?? 0;
    const at = next[row] ?? 0;
    next[row] = at + 1;
    columns[at] = pairs.columns[pair] ?? 0;
    weights[at] = weight;
    worth[at] = pairs.worth[pair] ?? 0;
  }
  return { starts, columns, weights, worth };
}
