import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AttemptPolicy,
  attemptPolicies,
  type GradeRule,
  gradeOf,
  type Work,
} from '../../src/shared/rules/grade.ts';

const rule = (more: Partial<GradeRule> = {}): GradeRule => ({
  ...{ scale: { kind: 'percent' }, due: null, counts: 'best', ...more },
});
const work = (number: number, percent: number | null, more: Partial<Work> = {}): Work => ({
  ...{ number, percent, handedIn: { on: '2026-03-10', at: '10:00' }, begun: percent !== null, ...more },
});
const late = { perDay: 10, floor: 40, graceMinutes: 0 };

describe('the grade of several attempts', () => {
  const three = [work(1, 60), work(2, 90), work(3, 70)];
  it.each<[AttemptPolicy, number, number[]]>([
    ['best', 90, [2]],
    ['last', 70, [3]],
    // (60 + 90 + 70) / 3 = 73.33
    ['mean', 73.3, [1, 2, 3]],
  ])('by the %s', (counts, percent, counted) => {
    expect(gradeOf(three, rule({ counts }))).toMatchObject({ state: 'graded', percent, counted });
  });

  it('of two that are equally good the later one counts', () => {
    expect(gradeOf([work(1, 80), work(2, 80)], rule()).counted).toEqual([2]);
  });

  it('being late is taken off each attempt before they are compared', () => {
    const due = { on: '2026-03-10', at: '12:00', late };
    const second = work(2, 90, { handedIn: { on: '2026-03-12', at: '13:00' } });
    // 90 - 3 x 10 = 60 is less than 70 in time.
    expect(gradeOf([work(1, 70), second], rule({ due }))).toMatchObject({
      percent: 70,
      counted: [1],
      attempts: [
        { number: 1, given: 70, daysLate: 0, percent: 70 },
        { number: 2, given: 90, daysLate: 3, percent: 60 },
      ],
    });
  });
});

describe('the state of a grade', () => {
  const nothing = work(1, null, { handedIn: null });
  it.each([
    ['neither handed in nor graded', [nothing], undefined, 'nothing', null],
    ['handed in', [work(1, null)], undefined, 'to_grade', null],
    ['begun', [work(1, null, { begun: true })], undefined, 'partly', null],
    ['graded without being handed in', [work(1, 50, { handedIn: null })], undefined, 'graded', 50],
    ['a newer attempt waits, the older counts', [work(1, 50), work(2, null)], undefined, 'to_grade', 50],
    ['excused', [work(1, 50)], { override: null, excused: true }, 'excused', null],
    ['decided by a person', [work(1, 50)], { override: { points: 80 }, excused: false }, 'overridden', 80],
    ['decided without any work', [nothing], { override: { points: 0 }, excused: false }, 'overridden', 0],
    ['excused before decided', [nothing], { override: { points: 80 }, excused: true }, 'excused', null],
    [
      'a decision off the scale counts as none',
      [work(1, 50)],
      { override: { level: 'A' }, excused: false },
      'graded',
      50,
    ],
  ] as const)('%s', (_what, attempts, decided, state, percent) => {
    expect(gradeOf(attempts, rule(), decided)).toMatchObject({ state, percent });
  });

  it('what is computed is kept beside a decision', () => {
    const decided = { override: { points: 80 }, excused: false };
    expect(gradeOf([work(1, 50)], rule(), decided)).toMatchObject({ percent: 80, computed: 50 });
  });
});

it('is 0 to 100 or nothing, between the worst and the best, in whatever order attempts were graded', () => {
  const percents = fc.option(fc.integer({ min: 0, max: 1000 }).map((value) => value / 10));
  const lists = fc.array(percents, { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(lists, fc.constantFrom(...attemptPolicies), (given, counts) => {
      const attempts = given.map((percent, index) => work(index + 1, percent));
      const { percent, ...rest } = gradeOf(attempts, rule({ counts }));
      expect(gradeOf([...attempts].reverse(), rule({ counts }))).toEqual({ percent, ...rest });
      const graded = given.filter((one) => one !== null);
      if (graded.length === 0) expect(percent).toBeNull();
      else {
        expect(percent).toBeGreaterThanOrEqual(Math.min(...graded));
        expect(percent).toBeLessThanOrEqual(Math.max(...graded));
      }
    }),
  );
});
