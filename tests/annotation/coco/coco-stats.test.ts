import { describe, expect, it } from 'vitest';
import type { CocoStats } from '../../../src/shared/rules/annotation-score.ts';
import type { Shape } from '../../../src/shared/rules/annotations.ts';
import { box, image, rectangle, scored, set } from '../build.ts';
import { hasFixtures, readFixture } from '../read/support.ts';

const names = [
  'AP',
  'AP50',
  'AP75',
  'APsmall',
  'APmedium',
  'APlarge',
  'AR1',
  'AR10',
  'AR100',
  'ARsmall',
  'ARmedium',
  'ARlarge',
];

const stats = (reference: readonly Shape[], learner: readonly Shape[]): Record<string, number> => {
  const { box: found } = scored(set([image(reference)]), set([image(learner)])).result.cocoStats ?? {};
  return Object.fromEntries(names.map((name, index) => [name, found?.[index] ?? Number.NaN]));
};

const found = (id: string, place: readonly [number, number, number, number], score: number, label = 'cat') =>
  box(id, label, place, { score });

describe('COCO statistics', () => {
  it('by hand: right, wrong, right', () => {
    // Recall .5 at precision 1, then .5 at 1/2, then 1 at 2/3: 51 recalls of 101 see precision 1, 50 see 2/3.
    const reference = [box('a', 'cat', [0, 0, 10, 10]), box('b', 'cat', [40, 0, 10, 10])];
    const learner = [
      found('1', [0, 0, 10, 10], 0.9),
      found('2', [80, 60, 10, 10], 0.8),
      found('3', [40, 0, 10, 10], 0.7),
    ];
    const precision = (51 + 50 * (2 / 3)) / 101;
    expect(stats(reference, learner)).toEqual({
      AP: expect.closeTo(precision, 12),
      AP50: expect.closeTo(precision, 12),
      AP75: expect.closeTo(precision, 12),
      APsmall: expect.closeTo(precision, 12),
      APmedium: -1,
      APlarge: -1,
      AR1: 0.5,
      AR10: 1,
      AR100: 1,
      ARsmall: 1,
      ARmedium: -1,
      ARlarge: -1,
    });
  });

  it('thresholds: an IoU of just .5 is right at the first only', () => {
    const half = stats([box('a', 'cat', [0, 0, 10, 10])], [found('1', [0, 0, 10, 5], 1)]);
    expect(half).toMatchObject({ AP50: expect.closeTo(1, 12), AP75: 0, AR100: 0.1 });
    expect(half.AP).toBeCloseTo(0.1, 12);
  });

  it('a crowd is in nobody’s way', () => {
    const reference = [box('a', 'cat', [0, 0, 10, 10]), box('c', 'cat', [40, 0, 30, 30], { crowd: true })];
    const learner = [
      found('1', [40, 0, 10, 10], 0.9),
      found('2', [50, 0, 10, 10], 0.8),
      found('3', [0, 0, 10, 10], 0.7),
    ];
    expect(stats(reference, learner)).toMatchObject({ AP: expect.closeTo(1, 12), AR10: 1 });
  });

  it('sizes go by the declared area', () => {
    const reference = [box('a', 'cat', [0, 0, 10, 10], { area: 2000 })];
    expect(stats(reference, [found('1', [0, 0, 10, 10], 1)])).toMatchObject({
      APsmall: -1,
      APmedium: expect.closeTo(1, 12),
      ARmedium: 1,
    });
  });

  it('each class counts the same, one that nothing is of not at all', () => {
    const reference = [box('a', 'cat', [0, 0, 10, 10]), box('b', 'dog', [40, 0, 10, 10])];
    const learner = [found('1', [0, 0, 10, 10], 0.9), found('2', [80, 0, 10, 10], 0.9, 'bird')];
    expect(stats(reference, learner).AP50).toBeCloseTo(0.5, 12);
  });

  it('come only where the file carries scores or somebody asks', () => {
    const one = set([image([rectangle('a', 'cat', [0, 0, 10, 10])])]);
    expect(scored(one, one).result.cocoStats).toBeNull();
    expect(scored(one, one, { cocoStats: true }).result.cocoStats).toMatchObject({
      box: null,
      region: expect.arrayContaining([expect.closeTo(1, 12)]),
    });
  });

  /** Of pycocotools on 100 images of COCO's val2014. */
  const published = {
    bbox: [
      0.5045806987249628, 0.6969727247299577, 0.5729816669904824, 0.5856257209410443, 0.5193996948036719,
      0.5013978986347466, 0.38681277964578054, 0.5936795762842003, 0.595352982877607, 0.6398109626113442,
      0.5664205978994309, 0.5642905982905982,
    ],
    segm: [
      0.3195452758576433, 0.5622883972521636, 0.29892653412086784, 0.3873740315997838, 0.31018272403369485,
      0.3269339071005138, 0.2682297225711534, 0.41544868114906375, 0.4168394992198818, 0.4694498622754236,
      0.37675922666197265, 0.3814715099715099,
    ],
  };

  it.skipIf(!hasFixtures).each([
    ['bbox', 'box'],
    ['segm', 'region'],
  ] as const)('as pycocotools on a hundred images: %s', async (kind, family) => {
    const reference = await readFixture('coco100/instances_val2014_100.json');
    const learner = await readFixture(`coco100/instances_val2014_fake${kind}100_results.json`);
    const { cocoStats } = scored(reference.set, learner.set, { family }).result;
    const given: CocoStats = cocoStats?.[family] ?? [];
    expect(given).toHaveLength(12);
    for (const [index, value] of given.entries())
      expect(Math.abs(value - (published[kind][index] ?? Number.NaN))).toBeLessThan(1e-9);
  });
});
