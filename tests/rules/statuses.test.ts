import { expect, test } from 'vitest';
import { isStatusKey } from '../../src/shared/rules/roll-keys.ts';
import { statusFaults } from '../../src/shared/rules/status-set.ts';
import { defaultStatuses, type Status } from '../../src/shared/rules/statuses.ts';

test('every status has a key of its own that no command of the roll uses', () => {
  const keys = defaultStatuses.map((status) => status.key);
  expect(new Set(keys).size).toBe(keys.length);
  for (const key of keys) expect(isStatusKey(key)).toBe(true);
});

test('codes are one of a kind, and only what counts in part says which end is missing', () => {
  expect(new Set(defaultStatuses.map((status) => status.code)).size).toBe(defaultStatuses.length);
  for (const status of defaultStatuses) expect(status.missing !== undefined).toBe(status.countsAs === 'part');
});

test('"rest present" and excuses have a status to use', () => {
  expect(defaultStatuses.find((status) => status.countsAs === 'present')?.code).toBe('present');
  expect(defaultStatuses.find((status) => status.countsAs === 'excused')?.code).toBe('excused');
});

test('the default set has no fault', () => {
  expect(statusFaults(defaultStatuses)).toEqual({});
});

const online: Status = {
  code: 'online',
  key: 'KeyQ',
  countsAs: 'present',
  color: 'remote',
  label: { uk: 'Онлайн' },
};
const withOne = (change: Partial<Status>) => statusFaults([...defaultStatuses, { ...online, ...change }]);

test.each<[string, Partial<Status>, Record<string, string>]>([
  ['a status of one’s own', {}, {}],
  ['a key of the roll', { key: 'KeyF' }, { 'statuses.6.key': 'key_reserved' }],
  ['a digit', { key: 'Digit1' }, { 'statuses.6.key': 'key_reserved' }],
  ['a key twice', { key: 'KeyP' }, { 'statuses.6.key': 'key_taken' }],
  ['a code twice', { code: 'late' }, { 'statuses.6.code': 'code_taken' }],
  ['a code with spaces', { code: 'on line' }, { 'statuses.6.code': 'code_invalid' }],
  ['no name', { label: { en: ' ' } }, { 'statuses.6.label': 'label_missing' }],
  ['part of a class without an end', { countsAs: 'part' }, { 'statuses.6.missing': 'end_missing' }],
  ['hidden, with the key of another', { hidden: true, key: 'KeyP' }, {}],
])('%s', (_name, change, faults) => {
  expect(withOne(change)).toEqual(faults);
});

test('a set needs a status to be present with and one to be absent with, that are not hidden', () => {
  const without = (countsAs: Status['countsAs']) =>
    defaultStatuses.map((status) => (status.countsAs === countsAs ? { ...status, hidden: true } : status));
  expect(statusFaults(without('present'))).toEqual({ statuses: 'present_missing' });
  expect(statusFaults(without('absent'))).toEqual({ statuses: 'absent_missing' });
  expect(statusFaults(without('excused'))).toEqual({});
});
