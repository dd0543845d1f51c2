import type { Duals, Graph } from './assign-graph.ts';

/**
 * Turns one best assignment into the first of all best ones: by the worth of the pairs, then row, then column.
 *
 * Every best assignment consists of tight edges (those whose prices are just their weight), leaves out only rows and
 * columns without price, and is reached from any other by exchanges among these. So the tight edges are tried from the
 * first on: one that an exchange can bring in stays, with its ends out of play.
 */
export function preferFirst(graph: Graph, duals: Duals, columnOf: Int32Array, rowOf: Int32Array): void {
  const edges = tightEdges(graph, duals);
  // Each match is a tight edge; with no other there is nothing to choose.
  if (edges.length === columnOf.reduce((sum, column) => sum + (column === -1 ? 0 : 1), 0)) return;
  edges.sort((one, other) => other.worth - one.worth || one.row - other.row || one.column - other.column);
  const exchange = createExchange(edges, duals, columnOf, rowOf);
  for (const { row, column } of edges) exchange(row, column);
}

interface TightEdge {
  row: number;
  column: number;
  worth: number;
}

function tightEdges({ starts, columns, weights, worth }: Graph, duals: Duals): TightEdge[] {
  const edges: TightEdge[] = [];
  for (let row = 0; row + 1 < starts.length; row++)
    for (let edge = starts[row] ?? 0; edge < (starts[row + 1] ?? 0); edge++) {
      const column = columns[edge] ?? 0;
      if ((duals.row[row] ?? 0) + (duals.column[column] ?? 0) === weights[edge])
        edges.push({ row, column, worth: worth[edge] ?? 0 });
    }
  return edges;
}

/**
 * Brings in a pair for good if some best assignment has it together with all pairs brought in before.
 *
 * To leave out is to be paired with a stand-in: each row has a stand-in column and each column a stand-in row, numbered
 * behind the real ones, and stand-ins may pair among themselves at will. So everybody is always paired, and an exchange
 * is a path that alternates between pairs and other tight edges.
 */
function createExchange(edges: readonly TightEdge[], duals: Duals, columnOf: Int32Array, rowOf: Int32Array) {
  const rows = columnOf.length;
  const columns = rowOf.length;
  const all = rows + columns;
  const mateOfRow = new Int32Array(all);
  const mateOfColumn = new Int32Array(all);
  const pair = (row: number, column: number): void => {
    mateOfRow[row] = column;
    mateOfColumn[column] = row;
    if (row < rows) columnOf[row] = column < columns ? column : -1;
    if (column < columns) rowOf[column] = row < rows ? row : -1;
  };
  const spareRows = [...rowOf.keys()].filter((column) => rowOf[column] !== -1);
  for (let row = 0; row < rows; row++) {
    const column = columnOf[row] ?? -1;
    if (column === -1) pair(row, columns + row);
    else {
      pair(row, column);
      pair(rows + (spareRows.pop() ?? 0), columns + row);
    }
  }
  for (let column = 0; column < columns; column++) if (rowOf[column] === -1) pair(rows + column, column);

  const tightColumns: number[][] = Array.from({ length: rows }, () => []);
  for (const { row, column } of edges) tightColumns[row]?.push(column);
  const fixed = new Uint8Array(columns);
  const fixedRow = new Uint8Array(rows);
  const seen = new Int32Array(all);
  const via = new Int32Array(all);
  let round = 0;

  return (row: number, column: number): void => {
    if (fixedRow[row] || fixed[column]) return;
    if (columnOf[row] !== column && !bringIn(row, column)) return;
    fixedRow[row] = 1;
    fixed[column] = 1;
  };

  function bringIn(row: number, column: number): boolean {
    const wanted = mateOfRow[row] ?? 0;
    const start = mateOfColumn[column] ?? 0;
    round++;
    seen[column] = round;
    const queue = [start];
    let standInsSeen = false;
    const reach = (target: number, from: number): void => {
      if (seen[target] === round || (target < columns && fixed[target])) return;
      seen[target] = round;
      via[target] = from;
      queue.push(mateOfColumn[target] ?? 0);
    };
    for (let at = 0; at < queue.length && seen[wanted] !== round; at++) {
      const here = queue[at] ?? 0;
      if (here < rows) {
        for (const target of tightColumns[here] ?? []) reach(target, here);
        if (duals.row[here] === 0) reach(columns + here, here);
        continue;
      }
      if (duals.column[here - rows] === 0) reach(here - rows, here);
      if (!standInsSeen) for (let target = columns; target < all; target++) reach(target, here);
      standInsSeen = true;
    }
    if (seen[wanted] !== round) return false;
    for (let target = wanted; ; ) {
      const taker = via[target] ?? 0;
      const before = mateOfRow[taker] ?? 0;
      pair(taker, target);
      if (taker === start) break;
      target = before;
    }
    pair(row, column);
    return true;
  }
}
