import { emptyRaster, finishRaster, type Raster, type RasterStore, reserve } from './raster.ts';

/** What of two rasters is kept. */
export type Operation = 'union' | 'intersection' | 'difference';

/** Two sets of pixels as one: all of both, what they share, or the first without the second. */
export function combine(one: Raster, other: Raster, operation: Operation, store: RasterStore): Raster {
  if (one.area === 0) return operation === 'union' ? other : emptyRaster;
  if (other.area === 0) return operation === 'intersection' ? emptyRaster : one;
  const isUnion = operation === 'union';
  const isIntersection = operation === 'intersection';
  const left = isUnion
    ? Math.min(one.left, other.left)
    : isIntersection
      ? Math.max(one.left, other.left)
      : one.left;
  const right = isUnion
    ? Math.max(one.right, other.right)
    : isIntersection
      ? Math.min(one.right, other.right)
      : one.right;
  if (left >= right) return emptyRaster;
  const width = right - left;
  const data = reserve(store, width + 1 + numbersIn(one) + numbersIn(other));
  const { used } = store;
  let out = used + width + 1;
  for (let column = left; column < right; column++) {
    data[used + column - left] = out;
    let here = startOf(one, column);
    const hereEnd = startOf(one, column + 1);
    let there = startOf(other, column);
    const thereEnd = startOf(other, column + 1);
    let within = false;
    let inOne = false;
    let inOther = false;
    // Both lists of rows are walked as toggles; an odd place in a pair steps out.
    while (here < hereEnd || there < thereEnd) {
      const nextHere = here < hereEnd ? (one.data[here] as number) : Number.POSITIVE_INFINITY;
      const nextThere = there < thereEnd ? (other.data[there] as number) : Number.POSITIVE_INFINITY;
      const row = nextHere < nextThere ? nextHere : nextThere;
      if (nextHere === row) {
        inOne = !inOne;
        here++;
      }
      if (nextThere === row) {
        inOther = !inOther;
        there++;
      }
      const now = isUnion ? inOne || inOther : isIntersection ? inOne && inOther : inOne && !inOther;
      if (now !== within) {
        data[out++] = row;
        within = now;
      }
    }
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

function numbersIn({ data, starts, left, right }: Raster): number {
  return (data[starts + right - left] as number) - (data[starts] as number);
}

function startOf({ data, starts, left, right }: Raster, column: number): number {
  return data[starts + (column < left ? 0 : column > right ? right - left : column - left)] as number;
}
