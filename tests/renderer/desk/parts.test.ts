import { describe, expect, it } from 'vitest';
import { partsOf, placeOf, sameChoice, score, whole } from '../../../src/renderer/assessments/desk/parts.ts';
import { boxes, criterion } from '../../support/grades.ts';

describe('what can be graded', () => {
  it('are the criteria of a rubric, a digit for each level, the whole last', () => {
    const parts = partsOf(boxes, { kind: 'percent' });
    expect(parts.map(({ id }) => id)).toEqual(['finds', 'names', 'tight', whole]);
    expect(parts[0]?.levels.map(({ value, points }) => [value, points])).toEqual(
      [0, 1, 2, 3].map((points) => [{ level: `l${points}` }, points]),
    );
    expect(parts.at(-1)).toMatchObject({ levels: [], most: null });
  });

  it('are free points where the criterion has them', () => {
    const guide = { ...boxes, criteria: [criterion('finds', { levels: [], most: 12 })] };
    expect(partsOf(guide, { kind: 'percent' })[0]).toMatchObject({ levels: [], most: 12 });
  });

  it.each([
    [{ kind: 'points', outOf: 20 } as const, 20, []],
    [{ kind: 'percent' } as const, 100, []],
    [{ kind: 'pass' } as const, null, [{ passed: false }, { passed: true }]],
    [
      {
        kind: 'letters' as const,
        levels: [
          { id: 'A', title: {}, at: 90 },
          { id: 'B', title: {}, at: 0 },
        ],
      },
      null,
      // 1 is the lowest, whichever way the scale runs.
      [{ level: 'B' }, { level: 'A' }],
    ],
  ])('is the score without a rubric, on the scale %j', (scale, most, values) => {
    const [part] = partsOf(undefined, scale as Parameters<typeof partsOf>[1]);
    expect(part).toMatchObject({ id: score, most });
    expect(part?.levels.map(({ value }) => value)).toEqual(values);
  });
});

it('a choice is the same by what it says', () => {
  expect(sameChoice({ level: 'l1' }, { level: 'l1' })).toBe(true);
  expect(sameChoice({ level: 'l1' }, { points: 1 })).toBe(false);
  expect(sameChoice(null, { points: 0 })).toBe(false);
  expect(sameChoice(null, null)).toBe(true);
  expect(placeOf('a', 'finds', 'choice')).not.toBe(placeOf('a', 'finds', 'comment'));
});
