import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { onScale, percentOf, type Scale, scaleFaults } from '../../src/shared/rules/scales.ts';
import { toTenths } from '../../src/shared/rules/tenths.ts';

const at = (id: string, from: number) => ({ id, title: { en: id }, from });
const letters: Scale = { kind: 'letters', levels: [at('A', 90), at('B', 75), at('C', 60), at('F', 0)] };
const points: Scale = { kind: 'points', outOf: 30 };
const pass: Scale = { kind: 'pass', from: 60 };

describe('tenths', () => {
  it.each([
    [0.05, 0.1],
    [0.15, 0.2],
    [1.005, 1],
    [66.66666, 66.7],
    [99.95, 100],
    [8.25, 8.3],
    [0.35, 0.4],
  ])('%d is %d', (value, rounded) => expect(toTenths(value)).toBe(rounded));
});

describe('a percentage on a scale', () => {
  it.each([
    [90, letters, 'A'],
    [89.9, letters, 'B'],
    [0, letters, 'F'],
    [100, letters, 'A'],
  ])('%d is %s', (percent, scale, id) => expect(onScale(percent, scale)).toMatchObject({ id }));

  it('in points, percent, pass', () => {
    expect(onScale(56.7, points)).toEqual({ kind: 'points', points: 17, outOf: 30 });
    expect(onScale(56.7, { kind: 'percent' })).toEqual({ kind: 'percent', percent: 56.7 });
    expect(onScale(60, pass)).toEqual({ kind: 'pass', passed: true });
    expect(onScale(59.9, pass)).toEqual({ kind: 'pass', passed: false });
  });
});

describe('what was given by hand', () => {
  it.each([
    [{ points: 17 }, points, 56.7],
    [{ points: 31 }, points, null],
    [{ points: 56.7 }, { kind: 'percent' as const }, 56.7],
    [{ points: 5 }, letters, null],
    // The middle of 75 and 90.
    [{ level: 'B' }, letters, 82.5],
    [{ level: 'A' }, letters, 95],
    [{ level: 'F' }, letters, 30],
    [{ level: 'E' }, letters, null],
    [{ passed: true }, pass, 100],
    [{ passed: false }, pass, 0],
    [{ passed: true }, letters, null],
  ])('%j is %s', (entered, scale, percent) => expect(percentOf(entered, scale)).toBe(percent));

  it('comes back as it was given, on every scale', () => {
    const bounds = fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(bounds, (from) => {
        const levels = [...from.sort((a, b) => b - a), 0].map((one) => at(`L${one}`, one));
        const scale: Scale = { kind: 'levels', levels };
        expect(scaleFaults(scale)).toEqual({});
        for (const { id } of levels)
          expect(onScale(percentOf({ level: id }, scale) ?? -1, scale)).toMatchObject({ id });
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.nat(1000), (outOf, given) => {
        fc.pre(given <= outOf);
        const scale: Scale = { kind: 'points', outOf };
        const percent = percentOf({ points: given }, scale) ?? -1;
        expect(percent).toBeGreaterThanOrEqual(0);
        expect(percent).toBeLessThanOrEqual(100);
        // A tenth of a percent of so many points is the most that rounding can move it by.
        expect(Math.abs(onScaleOf(percent, scale) - given)).toBeLessThanOrEqual(outOf / 2000 + 0.05);
      }),
    );
  });
});

const onScaleOf = (percent: number, scale: Scale): number => {
  const shown = onScale(percent, scale);
  return shown.kind === 'points' ? shown.points : Number.NaN;
};

describe('what is wrong with a scale', () => {
  it.each([
    [letters, {}],
    [{ kind: 'pass' as const, from: 0 }, { from: 'pass_at_zero' }],
    [{ kind: 'letters' as const, levels: [at('A', 0)] }, { levels: 'levels_missing' }],
    [{ kind: 'letters' as const, levels: [at('A', 50), at('A', 0)] }, { 'levels.1.id': 'level_taken' }],
    [
      { kind: 'letters' as const, levels: [at('B', 50), at('A', 60)] },
      { 'levels.1.from': 'levels_unordered' },
    ],
    [
      { kind: 'letters' as const, levels: [at('A', 50), at('B', 10)] },
      { 'levels.1.from': 'lowest_above_zero' },
    ],
    [
      { kind: 'levels' as const, levels: [{ id: 'a', title: {}, from: 50 }, at('b', 0)] },
      { 'levels.0.title': 'level_untitled' },
    ],
  ])('%j', (scale, faults) => expect(scaleFaults(scale)).toEqual(faults));
});
