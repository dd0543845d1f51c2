import type { Size } from '../../../shared/rules/annotations.ts';
import type { Raster, RasterStore } from './raster.ts';
import { enclosed, startToggles, toggles } from './toggles.ts';

/**
 * The pixels of a frame whose center lies within a ring, even-odd. A center on the outline belongs to the side below
 * or right of it, so that areas which share an edge share no pixel and leave none out.
 * @param ring x, y, x, y … in pixels; closes itself
 */
export function rasterizeRing(ring: Float64Array, frame: Size, store: RasterStore): Raster {
  const { width, height } = frame;
  startToggles(crossedColumns(ring, width), width, store);
  const { columns, rows } = toggles;
  let count = 0;
  let fromX = ring[ring.length - 2] ?? 0;
  let fromY = ring[ring.length - 1] ?? 0;
  for (let point = 0; point + 1 < ring.length; point += 2) {
    const toX = ring[point] as number;
    const toY = ring[point + 1] as number;
    // From left to right whichever way it was drawn: a shared edge gives both areas the same border, bit for bit.
    const forward = fromX < toX;
    const startX = forward ? fromX : toX;
    const startY = forward ? fromY : toY;
    const endX = forward ? toX : fromX;
    const endY = forward ? toY : fromY;
    fromX = toX;
    fromY = toY;
    const first = startX > 0.5 ? Math.ceil(startX - 0.5) : 0;
    const end = endX - 0.5 < width ? Math.ceil(endX - 0.5) : width;
    if (!(first < end)) continue;
    // Multiplied first, divided last: where a center lies on the outline of whole or half coordinates nothing is rounded.
    const across = endX - startX;
    const down = endY - startY;
    for (let column = first; column < end; column++) {
      const row = Math.ceil(startY + ((column + 0.5 - startX) * down) / across - 0.5);
      columns[count] = column;
      rows[count] = row <= 0 ? 0 : row >= height ? height : row;
      count++;
    }
  }
  toggles.count = count;
  return enclosed(store);
}

/** How many centers of columns the edges go over: an upper bound of the toggles. */
function crossedColumns(ring: Float64Array, width: number): number {
  let sum = 0;
  let from = clamped(ring[ring.length - 2] ?? 0, width);
  for (let point = 0; point + 1 < ring.length; point += 2) {
    const to = clamped(ring[point] as number, width);
    sum += (from < to ? to - from : from - to) + 1;
    from = to;
  }
  return Math.ceil(sum);
}

const clamped = (x: number, width: number): number => (x > 0 ? (x < width ? x : width) : 0);
