import type { Raster } from './raster.ts';

/** Pixels that two rasters share. */
export function sharedPixels(one: Raster, other: Raster): number {
  const first = one.left > other.left ? one.left : other.left;
  const end = one.right < other.right ? one.right : other.right;
  if (first >= end || one.top >= other.bottom || other.top >= one.bottom) return 0;
  const oneData = one.data;
  const otherData = other.data;
  let oneStart = one.starts + first - one.left;
  let otherStart = other.starts + first - other.left;
  let here = oneData[oneStart] as number;
  let there = otherData[otherStart] as number;
  let sum = 0;
  for (let column = first; column < end; column++) {
    const hereEnd = oneData[++oneStart] as number;
    const thereEnd = otherData[++otherStart] as number;
    while (here < hereEnd && there < thereEnd) {
      const from = oneData[here] as number;
      const to = oneData[here + 1] as number;
      const otherFrom = otherData[there] as number;
      const otherTo = otherData[there + 1] as number;
      const both = (to < otherTo ? to : otherTo) - (from > otherFrom ? from : otherFrom);
      if (both > 0) sum += both;
      if (to < otherTo) here += 2;
      else there += 2;
    }
    here = hereEnd;
    there = thereEnd;
  }
  return sum;
}

/** Intersection over union, 0 to 1; 0 where both are empty. */
export function rasterIou(one: Raster, other: Raster): number {
  const shared = sharedPixels(one, other);
  return shared === 0 ? 0 : shared / (one.area + other.area - shared);
}

/** The share of `one` that lies within `crowd`: what COCO calls the IoU with a crowd. */
export function shareWithin(one: Raster, crowd: Raster): number {
  const shared = sharedPixels(one, crowd);
  return shared === 0 ? 0 : shared / one.area;
}
