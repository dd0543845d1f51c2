import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, daysBetween, minutesOf, mondayOf, timeOf, wallClock } from '../../src/shared/rules/time.ts';
import { runs } from '../support/runs.ts';

const dates = fc
  .integer({ min: Date.parse('1990-01-01'), max: Date.parse('2090-12-31') })
  .map((instant) => new Date(instant).toISOString().slice(0, 10));

describe('wall time', () => {
  test.each([
    ['00:00', 0],
    ['00:01', 1],
    ['10:05', 605],
    ['23:59', 1439],
  ])('%s is minute %i of the day, and back', (time, minutes) => {
    expect(minutesOf(time)).toBe(minutes);
    expect(timeOf(minutes)).toBe(time);
  });

  test.each([
    [-1, '00:00'],
    [1440, '23:59'],
    [9999, '23:59'],
    [604.6, '10:05'],
  ])('minute %d stays inside the day: %s', (minutes, time) => {
    expect(timeOf(minutes)).toBe(time);
  });
});

describe('the clock on the wall of a center', () => {
  test.each([
    ['Kyiv in winter', '2026-03-12T08:05:00Z', 'Europe/Kyiv', '2026-03-12', '10:05'],
    ['Kyiv in summer', '2026-07-12T08:05:00Z', 'Europe/Kyiv', '2026-07-12', '11:05'],
    [
      'Kyiv, the last minute before summer time',
      '2026-03-29T00:59:00Z',
      'Europe/Kyiv',
      '2026-03-29',
      '02:59',
    ],
    ['Kyiv, the first minute of summer time', '2026-03-29T01:00:00Z', 'Europe/Kyiv', '2026-03-29', '04:00'],
    ['Kyiv, the hour that comes twice, first', '2026-10-25T00:30:00Z', 'Europe/Kyiv', '2026-10-25', '03:30'],
    ['Kyiv, the hour that comes twice, again', '2026-10-25T01:30:00Z', 'Europe/Kyiv', '2026-10-25', '03:30'],
    ['a date that UTC has not reached', '2026-03-12T22:30:00Z', 'Europe/Kyiv', '2026-03-13', '00:30'],
    ['midnight is 00, not 24', '2026-03-11T22:00:00Z', 'Europe/Kyiv', '2026-03-12', '00:00'],
    ['Kathmandu, a quarter of an hour off', '2026-03-12T08:05:00Z', 'Asia/Kathmandu', '2026-03-12', '13:50'],
    ['Honolulu, still yesterday', '2026-03-12T08:05:00Z', 'Pacific/Honolulu', '2026-03-11', '22:05'],
    ['Kiritimati, already tomorrow', '2026-03-12T10:05:00Z', 'Pacific/Kiritimati', '2026-03-13', '00:05'],
    ['Amman', '2026-03-12T08:05:00Z', 'Asia/Amman', '2026-03-12', '11:05'],
    ['UTC', '2026-03-12T08:05:59.999Z', 'UTC', '2026-03-12', '08:05'],
  ])('%s', (_name, instant, zone, date, time) => {
    expect(wallClock(Date.parse(instant), zone)).toEqual({ date, time });
  });
});

describe('calendar dates', () => {
  test.each([
    ['2026-03-12', 1, '2026-03-13'],
    ['2026-03-28', 2, '2026-03-30'],
    ['2026-02-28', 1, '2026-03-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2026-01-01', -1, '2025-12-31'],
    ['2026-03-12', 0, '2026-03-12'],
  ])('%s and %i days is %s', (date, days, expected) => {
    expect(addDays(date, days)).toBe(expected);
  });

  test.each([
    ['2026-03-09', '2026-03-09'],
    ['2026-03-12', '2026-03-09'],
    ['2026-03-15', '2026-03-09'],
    ['2026-03-16', '2026-03-16'],
    ['2026-01-01', '2025-12-29'],
    ['2026-03-29', '2026-03-23'],
  ])('%s is in the week of Monday %s', (date, monday) => {
    expect(mondayOf(date)).toBe(monday);
  });

  test('going and coming back is where one was, and the days between are those one went', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: -4000, max: 4000 }), (date, days) => {
        const there = addDays(date, days);
        expect(addDays(there, -days)).toBe(date);
        expect(daysBetween(date, there)).toBe(days);
      }),
      { numRuns: runs(300) },
    );
  });

  test('a Monday is never more than six days back, and its own', () => {
    fc.assert(
      fc.property(dates, (date) => {
        const monday = mondayOf(date);
        expect(daysBetween(monday, date)).toBeGreaterThanOrEqual(0);
        expect(daysBetween(monday, date)).toBeLessThanOrEqual(6);
        expect(mondayOf(monday)).toBe(monday);
        expect(new Date(`${monday}T12:00:00Z`).getUTCDay()).toBe(1);
      }),
      { numRuns: runs(300) },
    );
  });
});
