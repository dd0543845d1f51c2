import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isPausedOn,
  joinStays,
  type Pause,
  pausesUntil,
  statusOn,
  tidyPauses,
} from '../../src/shared/rules/pauses.ts';
import { addDays } from '../../src/shared/rules/time.ts';
import { runs } from '../support/runs.ts';

const pause = (from: string, to: string | null, reason: string | null = null): Pause => ({
  from,
  to,
  reason,
});
const first = '2026-03-01';
const days = Array.from({ length: 40 }, (_, index) => addDays(first, index));
const day = fc.integer({ min: 0, max: 30 }).map((offset) => addDays(first, offset));
const pauses = fc.array(
  fc.record({
    from: day,
    to: fc.option(day, { nil: null }),
    reason: fc.constantFrom('work', null),
  }),
  { maxLength: 4 },
);

describe('pauses in order', () => {
  test.each([
    ['nothing', [], []],
    ['an empty one goes', [pause('2026-03-05', '2026-03-04')], []],
    [
      'those that touch are one',
      [pause('2026-03-05', '2026-03-06', 'work'), pause('2026-03-07', '2026-03-09')],
      [pause('2026-03-05', '2026-03-09', 'work')],
    ],
    [
      'those with a day between stay two',
      [pause('2026-03-08', '2026-03-09'), pause('2026-03-05', '2026-03-06')],
      [pause('2026-03-05', '2026-03-06'), pause('2026-03-08', '2026-03-09')],
    ],
    [
      'one that lasts swallows what comes after',
      [pause('2026-03-05', null), pause('2026-03-20', '2026-03-21')],
      [pause('2026-03-05', null)],
    ],
  ])('%s', (_name, given, tidy) => {
    expect(tidyPauses(given)).toEqual(tidy);
  });

  test('cover the same days as before, and tidying again changes nothing', () => {
    fc.assert(
      fc.property(pauses, (given) => {
        const tidy = tidyPauses(given);
        const real = given.filter((one) => one.to === null || one.from <= one.to);
        for (const date of days) expect(isPausedOn(tidy, date)).toBe(isPausedOn(real, date));
        expect(tidyPauses(tidy)).toEqual(tidy);
      }),
      { numRuns: runs(100) },
    );
  });

  test('until a day leave that day and all later ones free, and the earlier ones as they were', () => {
    fc.assert(
      fc.property(pauses, day, (given, back) => {
        const left = pausesUntil(given, back);
        for (const date of days)
          expect(isPausedOn(left, date)).toBe(date < back && isPausedOn(tidyPauses(given), date));
      }),
      { numRuns: runs(100) },
    );
  });
});

describe('several stays as one', () => {
  const stay = fc.record({ startsOn: day, endsOn: fc.option(day, { nil: null }), pauses });
  const within = (one: { startsOn: string; endsOn: string | null; pauses: readonly Pause[] }, date: string) =>
    date >= one.startsOn &&
    (one.endsOn === null || date <= one.endsOn) &&
    !isPausedOn(tidyPauses(one.pauses), date);

  test('expect her on a date exactly if one of them does', () => {
    fc.assert(
      fc.property(fc.array(stay, { minLength: 1, maxLength: 3 }), (stays) => {
        const real = stays.filter((one) => one.endsOn === null || one.startsOn <= one.endsOn);
        if (!real.some((one) => days.some((date) => within(one, date)))) return;
        const joined = joinStays(stays);
        for (const date of days) {
          const expected = real.some((one) => within(one, date));
          expect([date, within(joined, date)]).toEqual([date, expected]);
        }
      }),
      { numRuns: runs(200) },
    );
  });
});

describe('the status on a date', () => {
  const paused = (...list: Pause[]) => ({ status: 'paused' as const, pauses: list });
  test.each([
    ['before the pause', paused(pause('2026-03-10', '2026-03-12')), '2026-03-09', 'enrolled'],
    ['on its first day', paused(pause('2026-03-10', '2026-03-12')), '2026-03-10', 'paused'],
    ['on its last day', paused(pause('2026-03-10', '2026-03-12')), '2026-03-12', 'paused'],
    ['after it', paused(pause('2026-03-10', '2026-03-12')), '2026-03-13', 'returned'],
    ['while it lasts', paused(pause('2026-03-10', null)), '2027-01-01', 'paused'],
    ['without dates', paused(), '2026-03-09', 'paused'],
    [
      'of who has left',
      { status: 'left' as const, pauses: [pause('2026-03-01', null)] },
      '2026-03-09',
      'left',
    ],
  ])('%s', (_name, enrollment, date, status) => {
    expect(statusOn(enrollment, date)).toBe(status);
  });
});
