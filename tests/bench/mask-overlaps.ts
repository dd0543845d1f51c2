import { rasterIou } from '../../src/main/annotation/geometry/overlap.ts';
import { clear, rasterStore } from '../../src/main/annotation/geometry/raster.ts';
import { rasterizeRing } from '../../src/main/annotation/geometry/rasterize.ts';
import { plainIou, plainRing } from '../annotation/plain-masks.ts';
import { type Bench, figureOf, type Round, timed } from './figure.ts';
import { type MaskCase, maskCases, maskFrame, starRings } from './mask-shapes.ts';

const rounds = 5;
/** Of the plain side only some of the learner's shapes are done, and the time is scaled: all would take minutes. */
const PLAIN = 10;

type Rings = readonly Float64Array[];

/** Rasterizes both sides and sums all IoUs; both ways of doing it must come to the same. */
export type Overlaps = (reference: Rings, learner: Rings) => number;

const store = rasterStore();

export const engineOverlaps =
  (rasterize: typeof rasterizeRing): Overlaps =>
  (reference, learner) => {
    clear(store);
    const wanted = reference.map((ring) => rasterize(ring, maskFrame, store));
    const given = learner.map((ring) => rasterize(ring, maskFrame, store));
    let sum = 0;
    for (const one of wanted) for (const other of given) sum += rasterIou(one, other);
    return sum;
  };

/** A byte for each pixel of the frame and every pixel looked at, but only for pairs whose boxes meet. */
const plainOverlaps: Overlaps = (reference, learner) => {
  const wanted = reference.map((ring) => ({ mask: plainRing(ring, maskFrame), box: boundsOf(ring) }));
  let sum = 0;
  for (const ring of learner) {
    const mask = plainRing(ring, maskFrame);
    const box = boundsOf(ring);
    for (const other of wanted)
      if (
        box.left < other.box.right &&
        other.box.left < box.right &&
        box.top < other.box.bottom &&
        other.box.top < box.bottom
      )
        sum += plainIou(other.mask, mask);
  }
  return sum;
};

function boundsOf(ring: Float64Array) {
  const [xs, ys] = [ring.filter((_, at) => at % 2 === 0), ring.filter((_, at) => at % 2 === 1)];
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

const overlaps = (shape: MaskCase): Bench => ({
  name: `masks-${shape.name}`,
  about: `rasterize and all IoUs of ${shape.shapes} x ${shape.shapes} polygons of ${shape.points} points on 1920 x 1080 / the same mask by mask, pairs whose boxes meet`,
  bar: 1 / 20,
  measure: async () => {
    const [reference, learner] = starRings(shape);
    const some = learner.slice(0, PLAIN);
    const run = engineOverlaps(rasterizeRing);
    if (Math.abs(run(reference, some) - plainOverlaps(reference, some)) > 1e-6)
      throw new Error('the two do not come to the same');
    const done: Round[] = [];
    for (let round = 0; round < rounds; round++) {
      const plain = await timed(() => plainOverlaps(reference, some));
      // Half of the plain work is for the reference alone, whatever the learner has: only the other half grows.
      const alone = await timed(() => plainOverlaps(reference, []));
      const baseline = alone + ((plain - alone) * learner.length) / some.length;
      for (let warm = 0; warm < 20; warm++) run(reference, learner);
      done.push({ subject: await timed(() => run(reference, learner)), baseline });
    }
    return figureOf(done);
  },
});

export const maskOverlaps: readonly Bench[] = maskCases.map(overlaps);
