import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign } from '../../../src/main/annotation/score/assign.ts';

interface Edge {
  row: number;
  column: number;
  worth: number;
}

const assigned = (rows: number, columns: number, edges: readonly Edge[]): number[] => [
  ...assign(rows, columns, {
    rows: Int32Array.from(edges, ({ row }) => row),
    columns: Int32Array.from(edges, ({ column }) => column),
    worth: Float64Array.from(edges, ({ worth }) => worth),
  }),
];

const byWorth = (one: Edge, other: Edge): number =>
  other.worth - one.worth || one.row - other.row || one.column - other.column;

/** Every assignment there is; of those worth most the one whose sorted pairs come first. */
function bruteForce(rows: number, edges: readonly Edge[]): number[] {
  let best: Edge[] = [];
  let most = 0;
  const comesFirst = (chosen: Edge[]): boolean => {
    for (const [index, edge] of chosen.entries()) {
      const other = best[index];
      if (!other) return true;
      const order = byWorth(edge, other);
      if (order !== 0) return order < 0;
    }
    return false;
  };
  const go = (row: number, used: ReadonlySet<number>, chosen: readonly Edge[], worth: number): void => {
    if (row === rows) {
      const sorted = chosen.toSorted(byWorth);
      if (worth < most || (worth === most && !comesFirst(sorted))) return;
      most = worth;
      best = sorted;
      return;
    }
    go(row + 1, used, chosen, worth);
    for (const edge of edges)
      if (edge.row === row && !used.has(edge.column))
        go(row + 1, new Set([...used, edge.column]), [...chosen, edge], worth + edge.worth);
  };
  go(0, new Set(), [], 0);
  return Array.from({ length: rows }, (_, row) => best.find((edge) => edge.row === row)?.column ?? -1);
}

describe('the assignment of greatest total worth', () => {
  it('is not what a greedy one finds', () => {
    // The best single pair, .9, would leave row 1 with nothing; .8 and .7 together are more.
    const edges = [
      { row: 0, column: 0, worth: 0.9 },
      { row: 0, column: 1, worth: 0.8 },
      { row: 1, column: 0, worth: 0.7 },
    ];
    expect(assigned(2, 2, edges)).toEqual([1, 0]);
  });

  it('leaves out a row where that is worth more', () => {
    const edges = [
      { row: 0, column: 0, worth: 0.6 },
      { row: 1, column: 0, worth: 0.9 },
    ];
    expect(assigned(2, 1, edges)).toEqual([-1, 0]);
    expect(assigned(3, 0, [])).toEqual([-1, -1, -1]);
  });

  it('of equal totals has the better best pair, then the earlier row and column', () => {
    const square = (a: number, b: number, c: number, d: number) => [
      { row: 0, column: 0, worth: a },
      { row: 0, column: 1, worth: b },
      { row: 1, column: 0, worth: c },
      { row: 1, column: 1, worth: d },
    ];
    expect(assigned(2, 2, square(0.625, 0.75, 0.5, 0.625))).toEqual([1, 0]);
    expect(assigned(2, 2, square(0.5, 0.5, 0.5, 0.5))).toEqual([0, 1]);
  });

  it('is the same as by brute force, ties too', () => {
    const anyEdges = fc.integer({ min: 1, max: 5 }).chain((levels) =>
      fc.uniqueArray(
        fc.record({
          row: fc.nat({ max: 4 }),
          column: fc.nat({ max: 4 }),
          worth: fc.integer({ min: 1, max: levels }).map((level) => level / 8),
        }),
        { selector: ({ row, column }) => row * 5 + column, maxLength: 16 },
      ),
    );
    fc.assert(
      fc.property(anyEdges, (edges) => {
        expect(assigned(5, 5, edges)).toEqual(bruteForce(5, edges));
      }),
      { numRuns: 500 },
    );
  });

  it('does not hang on the order of the pairs', () => {
    const anyEdges = fc.uniqueArray(
      fc.record({
        row: fc.nat({ max: 11 }),
        column: fc.nat({ max: 11 }),
        worth: fc.constantFrom(0.25, 0.5, 0.75, 0.8),
      }),
      { selector: ({ row, column }) => row * 12 + column },
    );
    fc.assert(
      fc.property(anyEdges, (edges) => {
        expect(assigned(12, 12, edges.toReversed())).toEqual(assigned(12, 12, edges));
      }),
    );
  });
});
