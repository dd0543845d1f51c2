import { emptyRaster, finishRaster, type Raster, type RasterStore, reserve } from './raster.ts';

/** What of two rasters is kept. */
export type Operation = 'union' | 'intersection' | 'difference';

/** Two sets of pixels as one: all of both, what they share, or the first without the second. */
export function combine(one: Raster, other: Raster, operation: Operation, store: RasterStore): Raster {
  if (operation === 'intersection') return intersection(one, other, store);
  const isUnion = operation === 'union';
  if (one.area === 0) return isUnion ? other : emptyRaster;
  if (other.area === 0) return one;
  const left = isUnion ? Math.min(one.left, other.left) : one.left;
  const width = (isUnion ? Math.max(one.right, other.right) : one.right) - left;
  const data = reserve(store, width + 1 + numbersIn(one) + numbersIn(other));
  const { used } = store;
  let out = used + width + 1;
  for (let index = 0; index < width; index++) {
    data[used + index] = out;
    out = isUnion
      ? addUnion(one, other, left + index, data, out)
      : addRest(one, other, left + index, data, out);
  }
  data[used + width] = out;
  return finishRaster(store, left, width, out);
}

/** All pixels of several rasters; by halves, so that hundreds of parts are not laid over each other one by one. */
export function unite(rasters: readonly Raster[], store: RasterStore): Raster {
  if (rasters.length <= 1) return rasters[0] ?? emptyRaster;
  const middle = rasters.length >> 1;
  return combine(unite(rasters.slice(0, middle), store), unite(rasters.slice(middle), store), 'union', store);
}

function intersection(one: Raster, other: Raster, store: RasterStore): Raster {
  const left = Math.max(one.left, other.left);
  const width = Math.min(one.right, other.right) - left;
  if (width <= 0 || one.top >= other.bottom || other.top >= one.bottom) return emptyRaster;
  const data = reserve(store, width + 1 + numbersIn(one) + numbersIn(other));
  const { used } = store;
  const oneData = one.data;
  const otherData = other.data;
  let oneStart = one.starts + left - one.left;
  let otherStart = other.starts + left - other.left;
  let here = oneData[oneStart] as number;
  let there = otherData[otherStart] as number;
  let out = used + width + 1;
  for (let index = 0; index < width; index++) {
    data[used + index] = out;
    const hereEnd = oneData[++oneStart] as number;
    const thereEnd = otherData[++otherStart] as number;
    while (here < hereEnd && there < thereEnd) {
      const from = Math.max(oneData[here] as number, otherData[there] as number);
      const to = oneData[here + 1] as number;
      const otherTo = otherData[there + 1] as number;
      const end = to < otherTo ? to : otherTo;
      if (from < end) {
        data[out] = from;
        data[out + 1] = end;
        out += 2;
      }
      if (to < otherTo) here += 2;
      else there += 2;
    }
    here = hereEnd;
    there = thereEnd;
  }
  data[used + width] = out;
  return finishRaster(store, left, width, out);
}

/** Adds the spans of both in a column, touching ones joined; returns where the next number goes. */
function addUnion(one: Raster, other: Raster, column: number, data: Int32Array, from: number): number {
  let here = startOf(one, column);
  const hereEnd = startOf(one, column + 1);
  let there = startOf(other, column);
  const thereEnd = startOf(other, column + 1);
  let out = from;
  while (here < hereEnd || there < thereEnd) {
    const isHere =
      there >= thereEnd || (here < hereEnd && (one.data[here] as number) <= (other.data[there] as number));
    const source = isHere ? one.data : other.data;
    const at = isHere ? here : there;
    if (isHere) here += 2;
    else there += 2;
    const first = source[at] as number;
    const end = source[at + 1] as number;
    if (out > from && first <= (data[out - 1] as number)) {
      if (end > (data[out - 1] as number)) data[out - 1] = end;
    } else {
      data[out] = first;
      data[out + 1] = end;
      out += 2;
    }
  }
  return out;
}

/** Adds what the other leaves of the first in a column; returns where the next number goes. */
function addRest(one: Raster, other: Raster, column: number, data: Int32Array, from: number): number {
  const hereEnd = startOf(one, column + 1);
  let there = startOf(other, column);
  const thereEnd = startOf(other, column + 1);
  let out = from;
  for (let here = startOf(one, column); here < hereEnd; here += 2) {
    let first = one.data[here] as number;
    const end = one.data[here + 1] as number;
    while (there < thereEnd && (other.data[there + 1] as number) <= first) there += 2;
    // A span of the other may reach into the next one of the first, so it is not passed here.
    for (let at = there; first < end && at < thereEnd && (other.data[at] as number) < end; at += 2) {
      const hole = other.data[at] as number;
      if (first < hole) {
        data[out] = first;
        data[out + 1] = hole;
        out += 2;
      }
      first = Math.max(first, other.data[at + 1] as number);
    }
    if (first < end) {
      data[out] = first;
      data[out + 1] = end;
      out += 2;
    }
  }
  return out;
}

function numbersIn({ data, starts, left, right }: Raster): number {
  return (data[starts + right - left] as number) - (data[starts] as number);
}

function startOf({ data, starts, left, right }: Raster, column: number): number {
  return data[starts + (column < left ? 0 : column > right ? right - left : column - left)] as number;
}
