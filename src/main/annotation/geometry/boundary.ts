import type { Size } from '../../../shared/rules/annotations.ts';
import { combine } from './combine.ts';
import { sharedPixels } from './overlap.ts';
import {
  emptyRaster,
  finishRaster,
  mark,
  type Raster,
  type RasterStore,
  release,
  reserve,
} from './raster.ts';

/** How far from the outline the boundary reaches on an image: 2 % of its diagonal, at least a pixel (boundary IoU, CVPR 2021). */
export const boundaryDistance = ({ width, height }: Size): number =>
  Math.max(1, Math.round(0.02 * Math.hypot(width, height)));

/**
 * Pixels at most so far from one that is not of the raster, in any of eight directions; beyond the image nothing is.
 * @param distance whole pixels, at least 1
 */
export function boundaryOf(raster: Raster, distance: number, store: RasterStore): Raster {
  return combine(raster, eroded(raster, distance, store), 'difference', store);
}

/** Intersection over union of two boundaries, 0 to 1. */
export function boundaryIou(one: Raster, other: Raster, distance: number, store: RasterStore): number {
  const before = mark(store);
  const [inner, otherInner] = [eroded(one, distance, store), eroded(other, distance, store)];
  // A boundary is a raster without its inner part, so that what two share follows from what their parts share.
  const shared =
    sharedPixels(one, other) -
    sharedPixels(inner, other) -
    sharedPixels(one, otherInner) +
    sharedPixels(inner, otherInner);
  release(store, before);
  return shared === 0 ? 0 : shared / (one.area - inner.area + other.area - otherInner.area - shared);
}

/** Pixels of which a whole square of 2 distance + 1 belongs to the raster. */
function eroded(raster: Raster, distance: number, store: RasterStore): Raster {
  const side = 2 * distance + 1;
  if (raster.right - raster.left < side || raster.bottom - raster.top < side) return emptyRaster;
  let window = shortened(raster, distance, store);
  let columns = 1;
  while (columns * 2 <= side) {
    window = combine(window, moved(window, -columns), 'intersection', store);
    columns *= 2;
  }
  if (columns < side) window = combine(window, moved(window, columns - side), 'intersection', store);
  return window.area === 0 ? window : moved(window, distance);
}

const moved = (raster: Raster, columns: number): Raster =>
  raster.area === 0 ? raster : { ...raster, left: raster.left + columns, right: raster.right + columns };

/** Each span without so many rows at both ends. */
function shortened({ data, starts, left, right }: Raster, rows: number, store: RasterStore): Raster {
  const width = right - left;
  const from = data[starts] as number;
  const numbers = (data[starts + width] as number) - from;
  const target = reserve(store, width + 1 + numbers);
  const { used } = store;
  let out = used + width + 1;
  let at = from;
  for (let column = 0; column < width; column++) {
    target[used + column] = out;
    const end = data[starts + column + 1] as number;
    for (; at < end; at += 2) {
      const first = (data[at] as number) + rows;
      const after = (data[at + 1] as number) - rows;
      if (first >= after) continue;
      target[out] = first;
      target[out + 1] = after;
      out += 2;
    }
  }
  target[used + width] = out;
  return finishRaster(store, left, width, out);
}
