import { expect, it } from 'vitest';
import { waitBeforeTry } from '../../src/main/bundles/backoff.ts';

it.each([
  [1, 0, 30_000],
  [1, 0.5, 22_500],
  [2, 0, 60_000],
  [5, 0, 480_000],
  [10, 0, 15_360_000],
  [11, 0, 21_600_000],
  [1000, 0, 21_600_000],
  [1000, 0.999, 10_810_800],
])('after %i failures, chance %f, it waits %i ms', (failures, chance, wait) => {
  expect(waitBeforeTry(failures, chance)).toBe(wait);
});
