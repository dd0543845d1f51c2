import { describe, expect, it } from 'vitest';
import { findingKey } from '../../../src/shared/rules/annotation-accepted.ts';
import { figuresOf } from '../../../src/shared/rules/annotation-figures.ts';
import { box, image, labelMap, points, rectangle, scored, scoredImage, set, tag } from '../build.ts';

/**
 * Two images. On the first: cat found with IoU .8, cat found wholly, a dog called cat with IoU 1, a dog missing. On the
 * second: a cat found with IoU .5, an extra bird. V = 3, W = 1, M = 1, X = 1; IoUs .8 + 1 + .5 = 2.3.
 */
const reference = set([
  image([
    box('a', 'cat', [0, 0, 10, 10]),
    box('b', 'cat', [20, 0, 10, 10]),
    box('c', 'dog', [40, 0, 10, 10]),
    box('d', 'dog', [60, 0, 10, 10]),
  ]),
  image([box('e', 'cat', [0, 0, 10, 10])], { name: 'two.jpg' }),
]);
const learner = set([
  image([box('1', 'cat', [0, 0, 10, 8]), box('2', 'cat', [20, 0, 10, 10]), box('3', 'cat', [40, 0, 10, 10])]),
  image([box('4', 'cat', [0, 0, 10, 5]), box('5', 'bird', [50, 50, 10, 10])], { name: 'two.jpg' }),
]);

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

describe('figures of tags', () => {
  const tagged = (...images: string[][]) =>
    set(
      images.map((labels, index) =>
        image([], { name: `${index}.jpg`, tags: labels.map((label) => tag(label, label)) }),
      ),
    );

  it('by hand', () => {
    // image      reference    learner        right  missing  extra  exact
    // 0          day, rain    rain, day      2                      yes
    // 1          day          day, snow      1               1
    // 2          night, fog   night          1      1
    // 3                                                             yes
    // 4          day          night                 1        1
    const { tags } = scored(
      tagged(['day', 'rain'], ['day'], ['night', 'fog'], [], ['day']),
      tagged(['rain', 'day'], ['day', 'snow'], ['night'], [], ['night']),
    ).figures;
    expect(tags?.precision).toBeCloseTo(4 / 6, 12);
    expect(tags?.recall).toBeCloseTo(4 / 6, 12);
    expect(tags?.f1).toBeCloseTo(8 / 12, 12);
    expect(tags?.exactMatch).toBeCloseTo(2 / 5, 12);
  });

  it('are none where nobody has tags', () => {
    expect(scored(tagged([]), tagged([])).figures.tags).toBeNull();
  });
});

describe('figures of points', () => {
  // Deviation of any point .09: exp(-d² / (2 area .18²)). In an area of 400, one pixel off gives exp(-1 / 25.92).
  const one = Math.exp(-1 / (2 * 400 * 0.18 ** 2));

  it('by hand: the area of the points’ box', () => {
    const reference = [points('a', 'leg', [10, 10, 30, 30, 10, 30])];
    const learner = [points('1', 'leg', [10, 11, 30, 30, 13, 34])];
    // One pixel off, none, five.
    expect(scoredImage(reference, learner).figures.oks).toBeCloseTo((one + 1 + one ** 25) / 3, 12);
  });

  it('by the declared area, only over labeled points', () => {
    const reference = [points('a', 'leg', [10, 10, 0, 0, 30, 30], [2, 0, 1], { area: 400 })];
    const learner = [points('1', 'leg', [11, 10, 99, 99, 30, 30])];
    expect(scoredImage(reference, learner).figures.oks).toBeCloseTo((one + 1) / 2, 12);
  });

  it('a point that one side lacks counts nothing', () => {
    const reference = [points('a', 'leg', [10, 10, 30, 30])];
    expect(scoredImage(reference, [points('1', 'leg', [10, 10, 30, 30, 50, 50])]).figures.oks).toBeCloseTo(
      2 / 3,
      12,
    );
    const three = [points('a', 'leg', [10, 10, 30, 30, 10, 30])];
    expect(scoredImage(three, [points('1', 'leg', [10, 10, 30, 30])]).figures.oks).toBeCloseTo(2 / 3, 12);
  });

  it('seventeen are a person, each with COCO’s own deviation', () => {
    const place = Array.from({ length: 34 }, (_, at) => (at % 2 === 0 ? 2 * at : at));
    const moved = place.with(0, 1);
    const reference = [points('a', 'person', place, new Array(17).fill(2), { area: 400 })];
    const nose = Math.exp(-1 / (2 * 400 * 0.052 ** 2));
    expect(scoredImage(reference, [points('1', 'person', moved)]).figures.oks).toBeCloseTo(
      (nose + 16) / 17,
      12,
    );
  });

  it('a single point is judged by a hundredth of the image', () => {
    // 100 x 80 / 100 = 80
    const away = Math.exp(-4 / (2 * 80 * 0.18 ** 2));
    const { figures } = scoredImage([points('a', 'eye', [10, 10])], [points('1', 'eye', [10, 12])], {
      iou: 0.4,
    });
    expect(figures.oks).toBeCloseTo(away, 12);
  });
});

describe('figures of pixels', () => {
  const labels = ['road', 'sky', 'tree'];
  const mapped = (rows: string[], own = labels) =>
    set([image([], { size: null, semantic: labelMap(rows, own) })]);
  // reference   learner
  // s s s s     s s s t      sky 8: 6 sky, 2 tree
  // s s s s     s s s t      road 7: 5 road, 1 sky, 1 void
  // r r r r     r r s r      void 1, whatever the learner says
  // r r r .     r . r t      tree: learner 2
  const wanted = mapped(['ssss', 'ssss', 'rrrr', 'rrr.']);
  const given = mapped(['ssst', 'ssst', 'rrsr', 'r.rt']);

  it('by hand', () => {
    const { semantic } = scored(wanted, given).figures;
    expect(semantic?.pixelAccuracy).toBeCloseTo(11 / 15, 12);
    expect(semantic?.perClass).toMatchObject([
      { label: 'road', reference: 7, learner: 5, shared: 5, iou: 5 / 7, dice: 10 / 12 },
      { label: 'sky', reference: 8, learner: 7, shared: 6, iou: 6 / 9, dice: 12 / 15 },
      { label: 'tree', reference: 0, learner: 2, shared: 0, iou: 0, dice: 0 },
    ]);
    expect(semantic?.meanIou).toBeCloseTo((5 / 7 + 6 / 9) / 3, 12);
    expect(semantic?.meanDice).toBeCloseTo((10 / 12 + 12 / 15) / 3, 12);
    expect(semantic?.frequencyWeightedIou).toBeCloseTo((7 * (5 / 7) + 8 * (6 / 9)) / 15, 12);
  });

  it('count labels as regions beside', () => {
    const { totals } = scored(wanted, given).figures;
    expect(totals).toMatchObject({ valid: 2, missing: 0, extra: 1 });
    expect(totals.quality).toBeCloseTo((5 / 7 + 6 / 9) / 2, 12);
  });

  it('do not hang on the order in which a file numbers its labels', () => {
    const other = mapped(['ssst', 'ssst', 'rrsr', 'r.rt'], ['tree', 'road', 'sky']);
    expect(scored(wanted, other).figures).toEqual(scored(wanted, given).figures);
  });

  it('what a smaller map does not reach is not given', () => {
    const { semantic } = scored(wanted, mapped(['sss', 'sss'])).figures;
    expect(semantic?.perClass).toMatchObject([
      { label: 'road', reference: 7, learner: 0, shared: 0 },
      { label: 'sky', reference: 8, learner: 6, shared: 6 },
    ]);
    expect(scored(wanted, set([image([])])).figures.semantic?.pixelAccuracy).toBe(0);
  });

  it('compare polygons painted in their order with a map', () => {
    const learner = set([image([rectangle('1', 'sky', [0, 0, 4, 4]), rectangle('2', 'road', [0, 2, 4, 2])])]);
    const { figures } = scored(wanted, learner);
    expect(figures.semantic?.pixelAccuracy).toBe(1);
    expect(figures.totals).toMatchObject({ valid: 2, missing: 0, extra: 0, quality: 1 });
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
