import type { RunLengths } from '../../../shared/rules/annotations.ts';
import type { PlacedBitmap } from '../run-lengths.ts';

/** The smallest bitmap that holds a mask's figure, with its place; null where it has no pixel. */
export function cropMask({ counts, height }: RunLengths): PlacedBitmap | null {
  let [left, right, top, bottom] = [Number.POSITIVE_INFINITY, -1, Number.POSITIVE_INFINITY, -1];
  eachRun(counts, (from, to) => {
    const [first, last] = [Math.floor(from / height), Math.floor((to - 1) / height)];
    [left, right] = [Math.min(left, first), Math.max(right, last)];
    // A run that goes on in the next column is at the lower edge of one and the upper of the other.
    [top, bottom] =
      last > first ? [0, height - 1] : [Math.min(top, from % height), Math.max(bottom, (to - 1) % height)];
  });
  if (right < 0) return null;
  const [width, high] = [right - left + 1, bottom - top + 1];
  const pixels = new Uint8Array(width * high);
  eachRun(counts, (from, to) => {
    for (let at = from; at < to; at += 1)
      pixels[((at % height) - top) * width + Math.floor(at / height) - left] = 1;
  });
  return { left, top, width, height: high, pixels };
}

function eachRun(counts: Uint32Array, take: (from: number, to: number) => void): void {
  let at = 0;
  for (const [index, count] of counts.entries()) {
    if (index % 2 === 1 && count > 0) take(at, at + count);
    at += count;
  }
}
