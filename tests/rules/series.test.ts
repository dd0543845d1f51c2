import { describe, expect, test } from 'vitest';
import { clockChange } from '../../src/shared/rules/clock-change.ts';
import { firstFree, type Wanted } from '../../src/shared/rules/free-slot.ts';
import { owedMinutes } from '../../src/shared/rules/outcome.ts';
import { occurrencesOf, shiftSlots, weekdayOf } from '../../src/shared/rules/series.ts';

const at = (weekday: number, startsAt = '10:00', endsAt = '12:00') => ({ weekday, startsAt, endsAt });

describe('the dates of a pattern', () => {
  test.each([
    ['one weekday, both ends included', '2026-03-02', '2026-03-16', [at(1)], ['03-02', '03-09', '03-16']],
    ['two weekdays', '2026-03-03', '2026-03-13', [at(4), at(1)], ['03-05', '03-09', '03-12']],
    ['Sunday is the last day of its week', '2026-03-01', '2026-03-08', [at(7)], ['03-01', '03-08']],
    ['over the leap day', '2028-02-28', '2028-03-01', [at(1), at(2), at(3)], ['02-28', '02-29', '03-01']],
    ['none in a range without that day', '2026-03-03', '2026-03-05', [at(1)], []],
    ['none in a range that ends before it begins', '2026-03-16', '2026-03-02', [at(1)], []],
    ['over a change of the clocks', '2026-03-22', '2026-04-05', [at(7)], ['03-22', '03-29', '04-05']],
  ])('%s', (_name, from, to, slots, expected) => {
    expect(occurrencesOf({ from, to, slots }).map((one) => one.date.slice(5))).toEqual(expected);
  });

  test('each with the times of its weekday', () => {
    const slots = [at(1, '09:00', '10:30'), at(2, '14:00', '16:00')];
    expect(occurrencesOf({ from: '2026-03-02', to: '2026-03-03', slots })).toEqual([
      { date: '2026-03-02', startsAt: '09:00', endsAt: '10:30' },
      { date: '2026-03-03', startsAt: '14:00', endsAt: '16:00' },
    ]);
  });

  test.each([
    [1, [2, 5]],
    [-1, [3, 7]],
    [7, [1, 4]],
    [-8, [3, 7]],
    [4, [1, 5]],
  ])('shifted by %i days, Monday and Thursday are %j', (days, expected) => {
    expect(shiftSlots([at(1), at(4)], days).map((slot) => slot.weekday)).toEqual(expected);
  });

  test('weekdays are those of ISO 8601', () => {
    expect(['2026-03-02', '2026-03-07', '2026-03-08'].map(weekdayOf)).toEqual([1, 6, 7]);
  });
});

describe('a class on the day the clocks change', () => {
  test.each([
    ['before the change', '2026-03-29', '00:30', '02:00', 'Europe/Kyiv', null],
    ['over the skipped hour', '2026-03-29', '02:30', '04:30', 'Europe/Kyiv', 'forward'],
    ['beginning in the skipped hour', '2026-03-29', '03:30', '05:00', 'Europe/Kyiv', 'forward'],
    ['ending in the skipped hour', '2026-03-29', '02:00', '03:30', 'Europe/Kyiv', 'forward'],
    ['after the change', '2026-03-29', '10:00', '12:00', 'Europe/Kyiv', null],
    ['over the doubled hour', '2026-10-25', '02:30', '04:30', 'Europe/Kyiv', 'back'],
    ['within the doubled hour', '2026-10-25', '03:10', '03:50', 'Europe/Kyiv', 'back'],
    ['beginning when the doubled hour is over', '2026-10-25', '04:00', '06:00', 'Europe/Kyiv', null],
    ['by half an hour', '2026-04-05', '01:00', '03:00', 'Australia/Lord_Howe', 'back'],
    ['on any other day', '2026-03-28', '02:30', '04:30', 'Europe/Kyiv', null],
    ['in a zone that changes nothing', '2026-03-29', '02:30', '04:30', 'Asia/Amman', null],
    ['on the last day there is', '9999-12-31', '10:00', '12:00', 'Europe/Kyiv', null],
  ])('%s', (_name, date, startsAt, endsAt, timeZone, expected) => {
    expect(clockChange({ date, startsAt, endsAt }, timeZone)).toBe(expected);
  });
});

describe('the first free slot', () => {
  const wanted: Wanted = {
    minutes: 80,
    from: '2026-03-13',
    days: 27,
    weekdays: new Set([1, 2, 3, 4, 5]),
    starts: ['14:00', '10:00'],
    holidays: new Set(),
    busy: [],
  };
  const slot = (date: string, startsAt: string, endsAt: string) => ({ date, startsAt, endsAt });
  const friday = (startsAt: string, endsAt: string) => slot('2026-03-13', startsAt, endsAt);

  test.each<[string, Partial<Wanted>, ReturnType<typeof slot> | null]>([
    ['is the earliest usual time of the first day', {}, friday('10:00', '11:20')],
    ['passes over what overlaps by a minute', { busy: [friday('09:00', '10:01')] }, friday('14:00', '15:20')],
    [
      'may touch what is before and after',
      { busy: [friday('09:00', '10:00'), friday('11:20', '12:00')] },
      friday('10:00', '11:20'),
    ],
    ['passes over a weekend', { busy: [friday('08:00', '20:00')] }, slot('2026-03-16', '10:00', '11:20')],
    [
      'passes over a holiday',
      { holidays: new Set(['2026-03-13', '2026-03-16']) },
      slot('2026-03-17', '10:00', '11:20'),
    ],
    ['never ends late in the evening', { starts: ['19:50'], days: 4 }, null],
    ['ends at the last minute allowed', { starts: ['19:40'], days: 4 }, friday('19:40', '21:00')],
    ['is none where every day is taken', { weekdays: new Set([6]), days: 1 }, null],
  ])('%s', (_name, part, expected) => {
    expect(firstFree({ ...wanted, ...part })).toEqual(expected);
  });
});

describe('minutes owed', () => {
  const session = { startsAt: '10:00', endsAt: '12:00' };
  const gaps = [
    { from: '10:10', to: '10:50' },
    { from: '10:40', to: '11:00' },
  ];
  test.each([
    ['a class that was held', { kind: 'held', gaps: [], stoppedAt: null }, 0, 0],
    ['one that is still planned', { kind: 'planned', gaps: [], stoppedAt: null }, 0, 0],
    ['one with two gaps that overlap', { kind: 'interrupted', gaps, stoppedAt: null }, 0, 50],
    ['one that stopped after a gap', { kind: 'stopped_early', gaps, stoppedAt: '11:30' }, 0, 80],
    ['one that stopped within a gap', { kind: 'stopped_early', gaps, stoppedAt: '10:45' }, 0, 110],
    ['one that was cancelled', { kind: 'cancelled', gaps: [], stoppedAt: null }, 0, 120],
    ['one that was moved', { kind: 'moved', gaps: [], stoppedAt: null }, 0, 0],
    ['one of which 80 minutes are made up', { kind: 'cancelled', gaps: [], stoppedAt: null }, 80, 40],
    ['one that is made up twice', { kind: 'cancelled', gaps: [], stoppedAt: null }, 240, 0],
  ])('%s', (_name, outcome, madeUp, expected) => {
    expect(owedMinutes(session, outcome, madeUp)).toBe(expected);
  });
});
