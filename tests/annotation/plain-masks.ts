import type { Raster } from '../../src/main/annotation/geometry/raster.ts';
import type { Size } from '../../src/shared/rules/annotations.ts';

/**
 * Masks as anybody would write them: a byte for each pixel, every pixel looked at. What the engine's run lengths are
 * checked against, and measured against.
 */
export interface PlainMask extends Size {
  /** Row by row, 0 or 1. */
  pixels: Uint8Array;
}

/**
 * The rule itself: a pixel belongs to a ring if an odd number of its edges pass above its center, or through it. Asked
 * by the sign of a product, which for coordinates of few digits is exact.
 */
export function plainRing(ring: Float64Array, { width, height }: Size): PlainMask {
  const pixels = new Uint8Array(width * height);
  for (let from = 0; from < ring.length; from += 2) {
    const to = (from + 2) % ring.length;
    const ends = [
      [ring[from] ?? 0, ring[from + 1] ?? 0],
      [ring[to] ?? 0, ring[to + 1] ?? 0],
    ].sort(([a = 0], [b = 0]) => a - b);
    const [[x0 = 0, y0 = 0] = [], [x1 = 0, y1 = 0] = []] = ends;
    for (let column = 0; column < width; column++) {
      const x = column + 0.5;
      if (x < x0 || x >= x1) continue;
      for (let row = 0; row < height; row++)
        if ((row + 0.5 - y0) * (x1 - x0) >= (x - x0) * (y1 - y0)) {
          const at = row * width + column;
          pixels[at] = 1 - (pixels[at] ?? 0);
        }
    }
  }
  return { width, height, pixels };
}

export function plainIou(one: PlainMask, other: PlainMask): number {
  let shared = 0;
  let either = 0;
  for (let pixel = 0; pixel < one.pixels.length; pixel++) {
    const [here = 0, there = 0] = [one.pixels[pixel], other.pixels[pixel]];
    shared += here & there;
    either += here | there;
  }
  return either > 0 ? shared / either : 0;
}

export function plainOf({ left, right, area, data, starts }: Raster, { width, height }: Size): PlainMask {
  const pixels = new Uint8Array(width * height);
  for (let column = left; area > 0 && column < right; column++)
    for (let at = data[starts + column - left] ?? 0; at < (data[starts + column - left + 1] ?? 0); at += 2)
      for (let row = data[at] ?? 0; row < (data[at + 1] ?? 0); row++) pixels[row * width + column] = 1;
  return { width, height, pixels };
}

/** As in a drawing: a line for each row, `#` and `.`. */
export const drawn = ({ width, height, pixels }: PlainMask): string[] =>
  Array.from({ length: height }, (_, row) =>
    [...pixels.subarray(row * width, (row + 1) * width)].map((pixel) => (pixel ? '#' : '.')).join(''),
  );
