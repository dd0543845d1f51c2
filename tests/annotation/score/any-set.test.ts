import { describe, expect, it } from 'vitest';
import { findingKey } from '../../../src/shared/rules/annotation-accepted.ts';
import { figuresOf, type Totals } from '../../../src/shared/rules/annotation-figures.ts';
import type { ScoreSettings } from '../../../src/shared/rules/annotation-score.ts';
import { anySets } from '../any-set.ts';
import { scored } from '../build.ts';

const shares = ['precision', 'recall', 'f1', 'accuracy', 'labelAccuracy', 'quality', 'taskScore'] as const;

function expectShares(totals: Totals, seed: number): void {
  for (const name of shares) {
    expect(totals[name], `${name}, seed ${seed}`).toBeGreaterThanOrEqual(0);
    expect(totals[name], `${name}, seed ${seed}`).toBeLessThanOrEqual(1);
  }
}

const settings = (seed: number): Partial<ScoreSettings> => ({
  iou: [0.5, 0.4, 0.01, 1][seed % 4] ?? 0.5,
  mode: seed % 3 === 0 ? 'coco' : 'default',
  family: ([null, null, 'box', 'region', 'point', 'line', 'tag'] as const)[seed % 7] ?? null,
  cocoStats: seed % 5 === 0,
});

describe('whatever readers can give', () => {
  it('has figures from 0 to 1, numbers everywhere, also with findings accepted', () => {
    for (let seed = 0; seed < 300; seed++) {
      const next = anySets(seed);
      const { result, figures } = scored(next(), next(), settings(seed));
      expectShares(figures.totals, seed);
      const accepted = new Set(
        result.images.flatMap(({ name, findings }) =>
          findings.filter((_, index) => index % 2 === 0).map((found) => findingKey(name, found)),
        ),
      );
      const after = figuresOf(result, accepted);
      expectShares(after.totals, seed);
      // JSON writes null for what is no number; these alone may be none.
      const { boundaryIou, attributes, tags, oks, semantic, panoptic, ...rest } = after;
      expect(
        JSON.stringify([
          rest,
          result.images.map(({ outcomes, sweep }) => [outcomes.map(({ iou }) => iou), sweep]),
        ]),
        `seed ${seed}`,
      ).not.toContain('null');
    }
  });

  it('scores full against itself', () => {
    for (let seed = 1000; seed < 1300; seed++) {
      const set = anySets(seed)();
      const { totals, imageMean, averageF1, semantic } = scored(set, set, settings(seed)).figures;
      expect(
        [totals.taskScore, totals.f1, imageMean, averageF1, semantic?.meanIou ?? 1],
        `seed ${seed}`,
      ).toEqual([1, 1, 1, 1, 1]);
    }
  });
});
