import { expect, it } from 'vitest';
import { findingKey } from '../../../src/shared/rules/annotation-accepted.ts';
import { figuresOf } from '../../../src/shared/rules/annotation-figures.ts';
import { image, polygon, scored, set, shape } from '../build.ts';

type Four = readonly [x: number, y: number, width: number, height: number];

/** A segment of one or more rectangles. */
const segment = (id: string, label: string, places: readonly Four[], crowd = false) =>
  shape(
    id,
    label,
    {
      kind: 'polygon',
      parts: places.map(([x, y, width, height]) => ({
        outline: Float64Array.of(x, y, x + width, y, x + width, y + height, x, y + height),
        holes: [],
      })),
    },
    { crowd },
  );

const size = { width: 10, height: 10 };
/** Ten rows of ten pixels: 0 to 3 cat A, 4 and 5 cat B, 6 and 7 a crowd of dogs, 8 and 9 void. */
const reference = set([
  image(
    [
      segment('A', 'cat', [[0, 0, 10, 4]]),
      segment('B', 'cat', [[0, 4, 10, 2]]),
      segment('C', 'dog', [[0, 6, 10, 2]], true),
    ],
    { size, isPartition: true },
  ),
]);
const learner = set([
  image(
    [
      // Rows 0 to 2, and row 8 in void.
      segment('P1', 'cat', [
        [0, 0, 10, 3],
        [0, 8, 10, 1],
      ]),
      // Row 4, and row 9 in void.
      segment('P2', 'cat', [
        [0, 4, 10, 1],
        [0, 9, 10, 1],
      ]),
      // Row 6 in the crowd, and half of row 3 in A.
      segment('P3', 'dog', [
        [0, 6, 10, 1],
        [0, 3, 5, 1],
      ]),
      // The other half of row 3.
      segment('P4', 'dog', [[5, 3, 5, 1]]),
    ],
    { size },
  ),
]);

it('leaves void out of unions and of errors, as panopticapi does, by hand', () => {
  const { panoptic } = scored(reference, learner).figures;
  // segment | area | in void | shares       | IoU without void     | becomes
  // P1      | 40   | 10      | 30 of A (40) | 30 / (40+40-30-10)   | match, .75 (.6 with void)
  // P2      | 20   | 10      | 10 of B (20) | 10 / (20+20-10-10)   | .5 is no match; half in void is not more: extra
  // P3      | 15   | 0       | 10 of C, 5 A | C is a crowd         | 10 / 15 in the crowd of dogs: no error
  // P4      | 5    | 0       | 5 of A       | 5 / 40, another label| extra
  // B is missing; C is a crowd and never is.
  // cat: .75 / (1 + 1/2 + 1/2); dog: 0 / (0 + 1/2)
  expect(panoptic?.perClass).toEqual([
    { label: 'cat', quality: 0.375, segmentation: 0.75, recognition: 0.5 },
    { label: 'dog', quality: 0, segmentation: 0, recognition: 0 },
  ]);
  expect(panoptic?.quality).toBe(0.1875);
});

it('counts what nobody labeled where the reference is no partition', () => {
  const [plain] = reference.images;
  if (!plain) throw new Error('no image');
  const { isPartition: _isPartition, ...drawn } = plain;
  const { panoptic } = scored(set([drawn]), learner).figures;
  // P1 matches A by 30 / 50.
  expect(panoptic?.perClass[0]?.segmentation).toBe(0.6);
});

it('is 1 for the same segments, and a wrong name is an error on each side until it is accepted as fine', () => {
  expect(scored(reference, reference).figures.panoptic).toMatchObject({ quality: 1, recognition: 1 });
  const all = (label: string) => [polygon('1', label, [0, 0, 10, 0, 10, 10, 0, 10])];
  const { result, figures } = scored(
    set([image(all('cat'), { size, isPartition: true })]),
    set([image(all('dog'), { size })]),
  );
  expect(figures.panoptic).toMatchObject({ quality: 0 });
  const [scoredImage] = result.images;
  const wrong = scoredImage?.findings.find(({ code }) => code === 'wrong_label');
  if (!scoredImage || !wrong) throw new Error('no finding');
  const accepted = new Set([findingKey(scoredImage.name, wrong)]);
  expect(figuresOf(result, accepted).panoptic).toMatchObject({ quality: 1 });
});
