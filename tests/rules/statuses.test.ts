import { expect, test } from 'vitest';
import { defaultStatuses, rollCommandKeys } from '../../src/shared/rules/statuses.ts';

test('every status has a key of its own that no command of the roll uses', () => {
  const keys = defaultStatuses.map((status) => status.key);
  expect(new Set(keys).size).toBe(keys.length);
  for (const key of keys) expect(rollCommandKeys).not.toContain(key);
});

test('codes are one of a kind, and only what counts in part says which end is missing', () => {
  expect(new Set(defaultStatuses.map((status) => status.code)).size).toBe(defaultStatuses.length);
  for (const status of defaultStatuses) expect(status.missing !== undefined).toBe(status.countsAs === 'part');
});

test('"rest present" and excuses have a status to use', () => {
  expect(defaultStatuses.find((status) => status.countsAs === 'present')?.code).toBe('present');
  expect(defaultStatuses.find((status) => status.countsAs === 'excused')?.code).toBe('excused');
});
