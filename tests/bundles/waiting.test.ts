import { expect, test } from 'vitest';
import { without } from '../../src/main/bundles/waiting.ts';

test.each([
  [5, [], [[1, 5]]],
  [5, [[1, 5]], []],
  [
    5,
    [[2, 3]],
    [
      [1, 1],
      [4, 5],
    ],
  ],
  [
    9,
    [
      [1, 3],
      [2, 6],
      [2, 2],
      [8, 8],
    ],
    [
      [7, 7],
      [9, 9],
    ],
  ],
  [3, [[5, 9]], [[1, 3]]],
  [0, [], []],
])('of 1 to %i without %j is left %j', (last, ranges, left) => {
  const taken = ranges.map(([from = 0, to = 0]) => ({ from, to }));
  expect(without(last, taken)).toEqual(left);
});
