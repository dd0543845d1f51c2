import { describe, expect, it } from 'vitest';
import { ScoreRefused } from '../../../src/main/annotation/score/score.ts';
import type { Shape } from '../../../src/shared/rules/annotations.ts';
import { box, image, polygonGeometry, rectangle, scored, set, shape } from '../build.ts';

const many = (count: number, make: (index: number) => Shape): Shape[] =>
  Array.from({ length: count }, (_, index) => make(index));

const refused = (
  reference: readonly Shape[],
  learner: readonly Shape[],
  size = { width: 100, height: 80 },
) => {
  try {
    scored(
      set([image(reference, { size, name: 'bad.jpg' })]),
      set([image(learner, { size, name: 'bad.jpg' })]),
    );
  } catch (error) {
    return error instanceof ScoreRefused ? `${error.code} ${error.image}` : error;
  }
  return 'scored';
};

describe('what nobody draws is refused by name of the image, soon', () => {
  it('thousands of shapes on one place', () => {
    const same = many(1000, (index) => box(`${index}`, 'cat', [0, 0, 50, 50]));
    expect(refused(same, same)).toBe('too_complex bad.jpg');
  });

  it('masks of the whole image by the ten thousand', () => {
    const size = { width: 20_000, height: 10_000 };
    const runs = { ...size, counts: Uint32Array.of(0, 200_000_000) };
    const masks = many(1500, (index) => shape(`${index}`, 'cat', { kind: 'mask', runs }));
    expect(refused(masks, [], size)).toBe('too_complex bad.jpg');
  });

  it('an outline to and fro across the image', () => {
    const size = { width: 100_000, height: 2000 };
    const ring = Array.from({ length: 2000 }, (_, index) => (index % 4 < 2 ? 0 : 100_000));
    expect(refused([shape('a', 'cat', polygonGeometry(ring))], [], size)).toBe('too_complex bad.jpg');
  });

  it('but a crowded image is scored', () => {
    const crowd = many(3000, (index) =>
      rectangle(`${index}`, 'cat', [(index % 60) * 10, Math.floor(index / 60) * 10, 12, 12]),
    );
    expect(refused(crowd, crowd, { width: 700, height: 600 })).toBe('scored');
  });

  it('and coordinates far out harm nothing', () => {
    const far = [1e7, 1e7, 1e7, -1e7, -1e7, -1e7, -1e7, 1e7];
    expect(
      refused([shape('a', 'cat', polygonGeometry(far))], [box('1', 'cat', [-1e7, -1e7, 2e7, 2e7])]),
    ).toBe('scored');
    const { figures } = scored(
      set([image([shape('a', 'cat', polygonGeometry(far))], { size: null })]),
      set([image([shape('1', 'cat', polygonGeometry(far))], { size: null })]),
    );
    expect(figures.totals).toMatchObject({ valid: 1, quality: 1 });
  });
});
