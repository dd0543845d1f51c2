import { describe, expect, it } from 'vitest';
import { box, image, rectangle, scored, scoredImage, set } from '../build.ts';
import { learner, reference } from './two-images.ts';

describe('figures of shapes', () => {
  const { figures } = scored(reference, learner);

  it('are pooled over the images', () => {
    const { totals } = figures;
    expect(totals).toMatchObject({ valid: 3, wrongLabel: 1, missing: 1, extra: 1, ignored: 0 });
    expect(totals.precision).toBeCloseTo(3 / 5, 12);
    expect(totals.recall).toBeCloseTo(3 / 5, 12);
    expect(totals.f1).toBeCloseTo(6 / 10, 12);
    expect(totals.accuracy).toBeCloseTo(3 / 6, 12);
    expect(totals.labelAccuracy).toBeCloseTo(3 / 4, 12);
    expect(totals.quality).toBeCloseTo(2.3 / 3, 12);
    expect(totals.taskScore).toBeCloseTo(2.3 / (3 + 1 + 0.5 + 0.5), 12);
  });

  it('also by image, and their mean', () => {
    const [one, two] = figures.images.map(({ totals }) => totals.taskScore);
    expect(one).toBeCloseTo(1.8 / (2 + 1 + 0.5), 12);
    expect(two).toBeCloseTo(0.5 / (1 + 0.5), 12);
    expect(figures.imageMean).toBeCloseTo((1.8 / 3.5 + 0.5 / 1.5) / 2, 12);
  });

  it('F1 over thresholds: from .55 on the half is lost, from .85 on the .8', () => {
    // .5: V 3 of 5 + 5. .55 to .8: V 2 of 5 + 5. .85 to .95: V 1 of 5 + 5.
    expect(figures.f1ByThreshold.map((value) => Math.round(value * 10))).toEqual([
      6, 4, 4, 4, 4, 4, 4, 2, 2, 2,
    ]);
    expect(figures.averageF1).toBeCloseTo((0.6 + 6 * 0.4 + 3 * 0.2) / 10, 12);
  });

  it('Dice', () => {
    // 2 x 80 / (100 + 80), 1, 2 x 50 / (100 + 50)
    expect(figures.dice).toBeCloseTo((160 / 180 + 1 + 100 / 150) / 3, 12);
  });

  it('by class, micro and macro, and confusion with "none"', () => {
    // cat: V 3, reference 3, learner 4. dog: V 0, reference 2, learner 0. bird: learner 1.
    expect(figures.perClass).toMatchObject([
      {
        label: 'cat',
        valid: 3,
        wrongLabel: 0,
        wronglyGiven: 1,
        missing: 0,
        extra: 0,
        precision: 3 / 4,
        recall: 1,
        f1: 6 / 7,
      },
      {
        label: 'dog',
        valid: 0,
        wrongLabel: 1,
        wronglyGiven: 0,
        missing: 1,
        extra: 0,
        precision: 0,
        recall: 0,
        f1: 0,
      },
      { label: 'bird', valid: 0, wrongLabel: 0, missing: 0, extra: 1, precision: 0, recall: 0, f1: 0 },
    ]);
    expect(figures.macro.precision).toBeCloseTo(0.75 / 3, 12);
    expect(figures.macro.recall).toBeCloseTo(1 / 3, 12);
    expect(figures.macro.f1).toBeCloseTo(6 / 7 / 3, 12);
    expect(figures.confusion).toEqual({
      labels: ['cat', 'dog', 'bird'],
      rows: [
        [3, 0, 0, 0],
        [1, 0, 0, 1],
        [0, 0, 0, 0],
        [0, 0, 1, 0],
      ],
    });
  });

  it('CVAT’s columns', () => {
    expect(figures.cvat).toMatchObject({
      validCount: 3,
      missingCount: 1,
      extraCount: 1,
      totalCount: 6,
      dsCount: 5,
      gtCount: 5,
    });
    expect(figures.cvat.accuracy).toBeCloseTo(3 / 6, 12);
    expect(figures.cvat.shapeAccuracy).toBeCloseTo(4 / 6, 12);
    expect(figures.cvat.meanIou).toBeCloseTo(3.3 / 4, 12);
  });

  it('panoptic quality: a half is no match there, a wrong label two errors', () => {
    const regions = (shapes: typeof reference) =>
      set(
        shapes.images.map((one) => ({
          ...one,
          shapes: one.shapes.map((shape) => {
            if (shape.geometry.kind !== 'box') throw new Error('boxes only');
            const { x, y, width, height } = shape.geometry;
            return rectangle(shape.id, shape.label, [x, y, width, height]);
          }),
        })),
      );
    const { panoptic } = scored(regions(reference), regions(learner)).figures;
    // cat: TP .8 and 1, FN e, FP 3 and 4. dog: FN c and d. bird: FP 5.
    expect(panoptic?.perClass.map(({ label }) => label)).toEqual(['bird', 'cat', 'dog']);
    expect(panoptic?.perClass[1]?.quality).toBeCloseTo(1.8 / (2 + 1.5), 12);
    expect(panoptic?.perClass[1]?.segmentation).toBeCloseTo(0.9, 12);
    expect(panoptic?.perClass[1]?.recognition).toBeCloseTo(2 / 3.5, 12);
    expect(panoptic?.quality).toBeCloseTo(1.8 / 3.5 / 3, 12);
    // Another threshold of the score does not move it.
    expect(scored(regions(reference), regions(learner), { iou: 0.9 }).figures.panoptic).toEqual(panoptic);
  });

  it('boundary IoU of regions', () => {
    // 40 x 40 and its left 36 columns on 100 x 80: the boundary reaches 3 pixels in. It is 40² - 34² = 444 of the one,
    // 36 x 40 - 30 x 34 = 420 of the other. Both have the 3 columns at the left and 3 rows at top and bottom up to
    // column 36: 3 x 40 + 2 x 3 x 33 = 318.
    const { figures: some } = scoredImage(
      [rectangle('a', 'x', [10, 10, 40, 40])],
      [rectangle('1', 'x', [10, 10, 36, 40])],
    );
    expect(some.boundaryIou).toBeCloseTo(318 / (444 + 420 - 318), 12);
    expect(figures.boundaryIou).toBeNull();
  });

  it('attributes: share equal over V, by what the reference gives', () => {
    const wanted = [
      box('a', 'cat', [0, 0, 10, 10], { attributes: { color: 'black', asleep: 'true' } }),
      box('b', 'cat', [20, 0, 10, 10], { attributes: { color: 'white' } }),
      box('c', 'dog', [40, 0, 10, 10], { attributes: { color: 'red' } }),
    ];
    const given = [
      // One of two; one the reference does not have is no matter.
      box('1', 'cat', [0, 0, 10, 10], { attributes: { color: 'black', asleep: 'false', collar: 'yes' } }),
      // Not given at all.
      box('2', 'cat', [20, 0, 10, 10]),
      // A wrong label has no attributes to be right in.
      box('3', 'cat', [40, 0, 10, 10], { attributes: { color: 'red' } }),
    ];
    const { figures: some, findings } = scoredImage(wanted, given);
    expect(some.attributes).toEqual({ all: 3, equal: 1, share: 1 / 3 });
    expect(findings.filter(({ code }) => code === 'attribute_differs').map(({ params }) => params)).toEqual([
      { attribute: 'asleep', expected: 'true', given: 'false' },
      { attribute: 'color', expected: 'white', given: '' },
    ]);
    expect(figures.attributes.share).toBeNull();
  });
});

describe('where nothing is', () => {
  it('both sides empty is right', () => {
    const { figures } = scoredImage([], []);
    expect(figures.totals).toMatchObject({
      precision: 1,
      recall: 1,
      f1: 1,
      accuracy: 1,
      labelAccuracy: 1,
      quality: 1,
      taskScore: 1,
    });
    expect([figures.imageMean, figures.averageF1, figures.dice, figures.macro.f1]).toEqual([1, 1, 1, 1]);
  });

  it('an empty hand-in where something is wanted is nothing, and so is the reverse', () => {
    const some = [box('a', 'cat', [0, 0, 10, 10])];
    for (const { figures } of [scoredImage(some, []), scoredImage([], some)])
      expect(figures.totals).toMatchObject({
        precision: 0,
        recall: 0,
        f1: 0,
        accuracy: 0,
        labelAccuracy: 0,
        quality: 0,
        taskScore: 0,
      });
  });

  it('an image that both leave empty counts', () => {
    const both = [image([box('a', 'cat', [0, 0, 10, 10])]), image([], { name: 'empty.jpg' })];
    const none = [image([]), image([], { name: 'empty.jpg' })];
    expect(scored(set(both), set(none)).figures.imageMean).toBe(0.5);
  });
});
