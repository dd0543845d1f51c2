import { describe, expect, it } from 'vitest';
import { findingKey } from '../../../src/shared/rules/annotation-accepted.ts';
import { figuresOf } from '../../../src/shared/rules/annotation-figures.ts';
import { scored } from '../build.ts';
import { learner, reference } from './two-images.ts';

describe('a finding accepted as fine', () => {
  const { result, findings } = scored(reference, learner);
  const keyOf = (code: string, image = 'one.jpg'): string => {
    const found = result.images.find(({ name }) => name === image)?.findings.find((one) => one.code === code);
    if (!found) throw new Error(`no ${code}`);
    return findingKey(image, found);
  };
  const totalsWith = (...keys: string[]) => figuresOf(result, new Set(keys)).totals;

  it('missing and extra count for nothing', () => {
    expect(totalsWith(keyOf('missing'))).toMatchObject({ valid: 3, wrongLabel: 1, missing: 0, extra: 1 });
    expect(totalsWith(keyOf('extra', 'two.jpg'))).toMatchObject({ valid: 3, missing: 1, extra: 0 });
  });

  it('a wrong label is right', () => {
    const figures = figuresOf(result, new Set([keyOf('wrong_label')]));
    expect(figures.totals).toMatchObject({ valid: 4, wrongLabel: 0 });
    expect(figures.totals.quality).toBeCloseTo(3.3 / 4, 12);
    expect(figures.perClass.find(({ label }) => label === 'dog')).toMatchObject({
      valid: 1,
      wrongLabel: 0,
      missing: 1,
    });
    expect(figures.f1ByThreshold.map((value) => Math.round(value * 10))).toEqual([
      8, 6, 6, 6, 6, 6, 6, 4, 4, 4,
    ]);
  });

  it('an outline is as good as the reference’s', () => {
    const figures = figuresOf(result, new Set([keyOf('low_overlap', 'two.jpg')]));
    expect(figures.totals.quality).toBeCloseTo(2.8 / 3, 12);
    expect(figures.f1ByThreshold.map((value) => Math.round(value * 10))).toEqual([
      6, 6, 6, 6, 6, 6, 6, 4, 4, 4,
    ]);
  });

  it('all of them make a full score', () => {
    const all = result.images.flatMap(({ name, findings: some }) =>
      some.map((found) => findingKey(name, found)),
    );
    expect(figuresOf(result, new Set(all)).totals.taskScore).toBeCloseTo(1 - 0.2 / 4, 12);
    expect(all).toHaveLength(findings.length);
    expect(new Set(all).size).toBe(all.length);
  });

  it('none changes nothing, nor does one of another image', () => {
    expect(totalsWith()).toEqual(scored(reference, learner).figures.totals);
    expect(totalsWith(keyOf('missing').replace('one.jpg', 'two.jpg'))).toEqual(totalsWith());
  });
});
