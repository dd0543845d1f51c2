import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterLate, type Due, daysLate } from '../../src/shared/rules/late-work.ts';

const late = { perDay: 10, floor: 50, graceMinutes: 0 };
const due = (more: Partial<Due> = {}): Due => ({ on: '2026-03-12', at: '12:00', late, ...more });

describe('days late', () => {
  it.each([
    ['in time to the minute', due(), '2026-03-12', '12:00', 0],
    ['days ahead', due(), '2026-03-01', '23:59', 0],
    ['one minute late is one day', due(), '2026-03-12', '12:01', 1],
    ['24 hours late is still one', due(), '2026-03-13', '12:00', 1],
    ['a minute more is two', due(), '2026-03-13', '12:01', 2],
    ['over the end of a month', due({ on: '2026-02-28' }), '2026-03-01', '12:00', 1],
    ['over a change of the clocks a day is a day', due({ on: '2026-03-28' }), '2026-03-29', '12:00', 1],
    ['no time is the end of the day', due({ at: null }), '2026-03-12', '23:59', 0],
    ['and midnight is late', due({ at: null }), '2026-03-13', '00:00', 1],
    ['of a day alone its beginning counts', due(), '2026-03-12', null, 0],
    ['so the next day is one late', due(), '2026-03-13', null, 1],
    ['within the grace', due({ late: { ...late, graceMinutes: 90 } }), '2026-03-12', '13:30', 0],
    ['after it', due({ late: { ...late, graceMinutes: 90 } }), '2026-03-12', '13:31', 1],
    ['counted also without a policy', due({ late: null }), '2026-03-15', '12:00', 3],
  ])('%s', (_what, by, on, at, days) => {
    expect(daysLate(by, { on, at })).toBe(days);
  });
});

describe('what being late takes off', () => {
  it.each([
    [90, 0, 90],
    [90, 1, 80],
    [90, 3, 60],
    // Never below the floor.
    [90, 9, 50],
    // What is below it already is not lowered, and not lifted either.
    [40, 9, 40],
    [50, 1, 50],
    [86.3, 2, 66.3],
  ])('%d after %d days is %d', (percent, days, after) => {
    expect(afterLate(percent, days, late)).toBe(after);
  });

  it('nothing without a policy', () => expect(afterLate(77, 30, null)).toBe(77));

  it('never lifts, never leaves 0 to 100, and a day more never helps', () => {
    const tenths = fc.integer({ min: 0, max: 1000 }).map((value) => value / 10);
    const policy = fc.record({ perDay: tenths, floor: tenths, graceMinutes: fc.constant(0) });
    fc.assert(
      fc.property(tenths, fc.nat(400), policy, (percent, days, rule) => {
        const after = afterLate(percent, days, rule);
        expect(after).toBeGreaterThanOrEqual(0);
        expect(after).toBeLessThanOrEqual(percent);
        expect(afterLate(percent, days + 1, rule)).toBeLessThanOrEqual(after);
      }),
    );
  });
});
