import { describe, expect, it } from 'vitest';
import { image, labelMap, points, rectangle, scored, scoredImage, set, tag } from '../build.ts';

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
