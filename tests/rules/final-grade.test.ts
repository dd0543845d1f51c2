import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Category, type Entry, finalGrade } from '../../src/shared/rules/final-grade.ts';
import { toPercent } from '../../src/shared/rules/tenths.ts';

const category = (id: string, weight: number, dropLowest = 0): Category => ({ id, weight, dropLowest });
const entry = (
  id: string,
  categoryId: string | null,
  percent: number | null,
  more: Partial<Entry> = {},
): Entry => ({
  ...{ assessmentId: id, categoryId, percent, weight: 1, excused: false, ...more },
});

describe('a final grade', () => {
  it('is spelled out: 0.4 x 86 + 0.6 x 71 = 77', () => {
    const final = finalGrade(
      [category('quizzes', 40), category('projects', 60)],
      [entry('a', 'quizzes', 86), entry('b', 'projects', 71)],
    );
    expect(final).toMatchObject({
      percent: 77,
      weightSum: 100,
      parts: [
        { categoryId: 'quizzes', weight: 40, percent: 86 },
        { categoryId: 'projects', weight: 60, percent: 71 },
      ],
      notGraded: 0,
    });
  });

  it.each<[string, Category[], Entry[], number | null]>([
    ['nothing graded is nothing, not 0', [category('p', 100)], [entry('a', 'p', null)], null],
    ['a blank is no zero', [category('p', 100)], [entry('a', 'p', 80), entry('b', 'p', null)], 80],
    [
      'an excuse is out',
      [category('p', 100)],
      [entry('a', 'p', 80), entry('b', 'p', 0, { excused: true })],
      80,
    ],
    ['zero counts', [category('p', 100)], [entry('a', 'p', 80), entry('b', 'p', 0)], 40],
    // (1 x 50 + 3 x 90) / 4
    [
      'weights within a category',
      [category('p', 100)],
      [entry('a', 'p', 50), entry('b', 'p', 90, { weight: 3 })],
      80,
    ],
    [
      'the lowest is dropped',
      [category('p', 1, 1)],
      [entry('a', 'p', 50), entry('b', 'p', 90), entry('c', 'p', 70)],
      80,
    ],
    ['one always stays', [category('p', 1, 9)], [entry('a', 'p', 50), entry('b', 'p', 90)], 90],
    [
      'a category without a grade leaves its weight to the others',
      [category('p', 60), category('q', 40)],
      [entry('a', 'p', 70)],
      70,
    ],
    ['what belongs nowhere is out', [category('p', 60)], [entry('a', 'p', 70), entry('b', null, 10)], 70],
    [
      'a category of weight 0 is out',
      [category('p', 60), category('q', 0)],
      [entry('a', 'p', 70), entry('b', 'q', 10)],
      70,
    ],
    // 71.25 is shown as 71.3, and what is shown is what goes on: (1 x 71.3 + 1 x 50) / 2 = 60.65
    [
      'each step goes on from what is shown',
      [category('p', 1), category('q', 1)],
      [entry('a', 'p', 71.2), entry('b', 'p', 71.3), entry('c', 'q', 50)],
      60.7,
    ],
  ])('%s', (_what, categories, entries, percent) => {
    expect(finalGrade(categories, entries).percent).toBe(percent);
  });

  it('says what was dropped, excused and is not graded yet', () => {
    const { categories, notGraded } = finalGrade(
      [category('p', 1, 1)],
      [
        entry('low', 'p', 10),
        entry('high', 'p', 90),
        entry('blank', 'p', null),
        entry('out', 'p', 50, { excused: true }),
      ],
    );
    expect(categories).toEqual([
      {
        ...{ categoryId: 'p', weight: 1, percent: 90, counted: ['high'], dropped: ['low'] },
        ...{ notGraded: ['blank'], excused: ['out'] },
      },
    ]);
    expect(notGraded).toBe(1);
  });
});

describe('whatever was graded', () => {
  const percents = fc.option(fc.integer({ min: 0, max: 1000 }).map((value) => value / 10));
  const entries = fc
    .array(
      fc.record({
        categoryId: fc.constantFrom('p', 'q', 'r', null),
        percent: percents,
        weight: fc.integer({ min: 1, max: 50 }).map((value) => value / 10),
        excused: fc.boolean(),
      }),
      { maxLength: 14 },
    )
    .map((list) => list.map((one, index): Entry => ({ assessmentId: `a${index}`, ...one })));
  const categories = fc
    .tuple(fc.nat(100), fc.nat(100), fc.nat(100), fc.nat(4), fc.nat(4))
    .map(([p, q, r, first, second]): Category[] => [
      category('p', p, first),
      category('q', q, second),
      category('r', r),
    ]);

  it('is 0 to 100 or nothing, and the printed formula comes to it', () => {
    fc.assert(
      fc.property(categories, entries, (by, list) => {
        const { percent, parts, weightSum } = finalGrade(by, list);
        if (percent === null) expect(parts).toEqual([]);
        else {
          expect(percent).toBeGreaterThanOrEqual(0);
          expect(percent).toBeLessThanOrEqual(100);
          const printed = parts.reduce((total, part) => total + part.weight * part.percent, 0) / weightSum;
          expect(toPercent(printed)).toBeCloseTo(percent, 5);
        }
      }),
    );
  });

  it('does not depend on the order in which assessments come', () => {
    fc.assert(
      fc.property(categories, entries, (by, list) => {
        expect(finalGrade(by, [...list].reverse()).percent).toBe(finalGrade(by, list).percent);
      }),
    );
  });

  it('dropping the lowest never lowers it', () => {
    fc.assert(
      fc.property(categories, entries, fc.nat(5), (by, list, more) => {
        const kept = finalGrade(by, list).percent;
        const dropping = by.map((one) => ({ ...one, dropLowest: one.dropLowest + more }));
        const after = finalGrade(dropping, list).percent;
        if (kept === null) expect(after).toBeNull();
        else expect(after).toBeGreaterThanOrEqual(kept);
      }),
    );
  });

  it('excusing from something and never having had it come to the same', () => {
    fc.assert(
      fc.property(categories, entries, (by, list) => {
        const without = list.filter((one) => !one.excused);
        expect(finalGrade(by, list).percent).toBe(finalGrade(by, without).percent);
      }),
    );
  });
});
