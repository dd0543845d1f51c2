import type { Rectangle } from '../../../shared/rules/annotations.ts';
import { TooComplex } from '../geometry/too-complex.ts';

/** Some seconds: only tens of thousands of shapes on one image come near it. */
const MOST_LOOKS = 2_000_000_000;

/**
 * Visits each pair whose boxes meet, touching ones too, without looking at all others: the second side is sorted by
 * left edges, and of what begins too far left only the part is passed in which some box still reaches far enough.
 * @throws TooComplex
 */
export function forEachMeeting(
  ones: readonly Rectangle[],
  others: readonly Rectangle[],
  visit: (one: number, other: number) => void,
): void {
  const order = [...others.keys()].sort((a, b) => (others[a]?.x ?? 0) - (others[b]?.x ?? 0) || a - b);
  const lefts = new Float64Array(order.length);
  const rights = new Float64Array(order.length);
  const tops = new Float64Array(order.length);
  const bottoms = new Float64Array(order.length);
  /** The farthest right edge up to here. */
  const reach = new Float64Array(order.length);
  let farthest = Number.NEGATIVE_INFINITY;
  order.forEach((other, at) => {
    const box = others[other];
    if (!box) return;
    lefts[at] = box.x;
    rights[at] = box.x + box.width;
    tops[at] = box.y;
    bottoms[at] = box.y + box.height;
    farthest = Math.max(farthest, box.x + box.width);
    reach[at] = farthest;
  });
  let looks = 0;
  ones.forEach(({ x, y, width, height }, one) => {
    const right = x + width;
    const bottom = y + height;
    const first = firstAtLeast(reach, x);
    for (let at = first; at < order.length && (lefts[at] as number) <= right; at++)
      if ((rights[at] as number) >= x && (tops[at] as number) <= bottom && (bottoms[at] as number) >= y)
        visit(one, order[at] as number);
    looks += order.length - first;
    if (looks > MOST_LOOKS) throw new TooComplex();
  });
}

/** First place of a value that is not below this one, in values that never fall. */
function firstAtLeast(values: Float64Array, least: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] as number) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
