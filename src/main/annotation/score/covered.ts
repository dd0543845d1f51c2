import { combine } from '../geometry/combine.ts';
import { sharedPixels } from '../geometry/overlap.ts';
import { mark, rasterStore, release } from '../geometry/raster.ts';
import { TooComplex } from '../geometry/too-complex.ts';
import type { Comparison, Matched } from './outcomes.ts';
import { forEachMeeting } from './pairs-by-box.ts';
import type { Member } from './side.ts';

/** Pairs of which one is in front of the other, on one image. */
const MOST_PAIRS = 500_000;
/** A region of which less can be seen is covered: CVAT's preset. */
const VISIBLE = 0.05;

/**
 * Regions of the learner of which next to nothing can be seen, each with the shape in front that hides most of it. One
 * shape is in front of another if the file says so: where all have one z order, none is. What the reference covers in
 * the same way is as it should be.
 */
export function coveredBy({ family, reference, learner }: Comparison, matched: Matched): [number, number][] {
  if (family !== 'region' || !hasOrder(learner)) return [];
  const hidden = coveredAmong(learner);
  if (hidden.size === 0) return [];
  const hiddenReference = hasOrder(reference) ? coveredAmong(reference) : new Map<number, number>();
  const matchOf = new Map(matched.matches.map((pair) => [pair.learner, pair.reference]));
  return [...hidden].filter(([other]) => !hiddenReference.has(matchOf.get(other) ?? -1));
}

const hasOrder = (members: readonly Member[]): boolean =>
  members.some(({ shape }) => shape.zOrder !== members[0]?.shape.zOrder);

function coveredAmong(members: readonly Member[]): Map<number, number> {
  const inFront = new Map<number, number[]>();
  const boxes = members.map(({ raster }) => ({
    x: raster.left,
    y: raster.top,
    width: raster.right - raster.left,
    height: raster.bottom - raster.top,
  }));
  let pairs = 0;
  forEachMeeting(boxes, boxes, (one, other) => {
    const [first, second] = [members[one], members[other]];
    if (!first || !second || second.shape.zOrder <= first.shape.zOrder) return;
    if (++pairs > MOST_PAIRS) throw new TooComplex();
    const list = inFront.get(one);
    if (list) list.push(other);
    else inFront.set(one, [other]);
  });
  const store = rasterStore();
  const covered = new Map<number, number>();
  for (const one of [...inFront.keys()].sort((a, b) => a - b)) {
    const before = mark(store);
    const hider = hiderOf(one, inFront.get(one) ?? [], members, store);
    if (hider !== null) covered.set(one, hider);
    release(store, before);
  }
  return covered;
}

function hiderOf(
  one: number,
  others: number[],
  members: readonly Member[],
  store: ReturnType<typeof rasterStore>,
): number | null {
  const whole = members[one]?.raster;
  if (!whole || whole.area === 0) return null;
  let visible = whole;
  let most = 0;
  let hider = -1;
  for (const other of others.sort((a, b) => a - b)) {
    const front = members[other]?.raster;
    if (!front) continue;
    const shared = sharedPixels(whole, front);
    if (shared > most) {
      most = shared;
      hider = other;
    }
    if (shared > 0) visible = combine(visible, front, 'difference', store);
  }
  return hider !== -1 && visible.area < VISIBLE * whole.area ? hider : null;
}
