import type { Rectangle, Size } from './view.ts';

/** A mask as it is drawn: runs down the columns, the first of background. */
export interface MaskRuns extends Size {
  counts: readonly number[];
}

/** Calls for each stretch of a mask within one column: its column, and the rows from the first to before the last. */
function eachStretch(
  counts: readonly number[],
  height: number,
  take: (column: number, from: number, to: number) => void,
): void {
  let at = 0;
  counts.forEach((length, index) => {
    const end = at + length;
    if (index % 2 === 1)
      for (let start = at; start < end; ) {
        const column = Math.floor(start / height);
        const stop = Math.min(end, (column + 1) * height);
        take(column, start - column * height, stop - column * height);
        start = stop;
      }
    at = end;
  });
}

/** The box around what is in a mask; null of an empty one. */
export function maskBounds(counts: readonly number[], height: number): Rectangle | null {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  eachStretch(counts, height, (column, from, to) => {
    left = Math.min(left, column);
    right = Math.max(right, column + 1);
    top = Math.min(top, from);
    bottom = Math.max(bottom, to);
  });
  return left === Infinity ? null : { x: left, y: top, width: right - left, height: bottom - top };
}

export function maskHas({ counts, width, height }: MaskRuns, x: number, y: number): boolean {
  if (x < 0 || y < 0 || x >= width || y >= height) return false;
  const wanted = x * height + y;
  let at = 0;
  for (const [index, length] of counts.entries()) {
    at += length;
    if (wanted < at) return index % 2 === 1;
  }
  return false;
}

/** What of an image is painted, and on how many pixels. */
export interface Patch extends Rectangle {
  pixels: Size;
}

/** Of the longer side of what is painted, pixels. */
export const MOST_PIXELS = 1600;

/** A part of an image on as many pixels as it has, or on fewer if it is large. */
export function patchOf({ x, y, width, height }: Rectangle, most = MOST_PIXELS): Patch {
  const by = Math.min(1, most / Math.max(width, height, 1));
  const pixels = {
    width: Math.max(1, Math.round(width * by)),
    height: Math.max(1, Math.round(height * by)),
  };
  return { x, y, width, height, pixels };
}

/** 1 for each pixel of the patch, row by row, that anything of the mask falls into. */
export function coverage({ counts, height }: MaskRuns, patch: Patch): Uint8Array {
  const { pixels } = patch;
  const covered = new Uint8Array(pixels.width * pixels.height);
  const across = pixels.width / patch.width;
  const down = pixels.height / patch.height;
  eachStretch(counts, height, (column, from, to) => {
    const x = Math.floor((column - patch.x) * across);
    if (x < 0 || x >= pixels.width) return;
    const first = Math.max(0, Math.floor((from - patch.y) * down));
    const last = Math.min(pixels.height - 1, Math.floor((to - 1 - patch.y) * down));
    for (let y = first; y <= last; y++) covered[y * pixels.width + x] = 1;
  });
  return covered;
}

/** Of what is covered, what lies within `thickness` pixels of the rest. */
export function rimOf(covered: Uint8Array, { width, height }: Size, thickness: number): Uint8Array {
  const rim = new Uint8Array(covered.length);
  const has = (x: number, y: number): boolean =>
    x >= 0 && y >= 0 && x < width && y < height && covered[y * width + x] === 1;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      if (covered[y * width + x] !== 1) continue;
      let isInner = true;
      for (let step = 1; isInner && step <= thickness; step++)
        isInner = has(x - step, y) && has(x + step, y) && has(x, y - step) && has(x, y + step);
      if (!isInner) rim[y * width + x] = 1;
    }
  return rim;
}

/** Pairs of an index into the labels and a number of pixels, row by row. */
export interface LabelRuns extends Size {
  runs: readonly number[];
}

/** The label of the middle of each pixel of a smaller picture of a map, row by row; -1 is void. */
export function sampledLabels({ width, height, runs }: LabelRuns, pixels: Size): Int16Array {
  const labels = new Int16Array(pixels.width * pixels.height).fill(-1);
  const across = width / pixels.width;
  const down = height / pixels.height;
  /** The first sampled line at or behind a line of the map. */
  const sampleFrom = (line: number, by: number): number => Math.max(0, Math.ceil(line / by - 0.5));
  let at = 0;
  for (let index = 0; index + 1 < runs.length; index += 2) {
    const [label = -1, length = 0] = [runs[index], runs[index + 1]];
    const end = at + length;
    if (label >= 0)
      for (let y = sampleFrom(Math.floor(at / width), down); y < pixels.height; y++) {
        const row = Math.floor((y + 0.5) * down);
        const start = row * width;
        if (start >= end) break;
        const first = sampleFrom(Math.max(0, at - start), across);
        const last = Math.min(pixels.width, sampleFrom(Math.min(width, end - start), across));
        if (first < last) labels.fill(label, y * pixels.width + first, y * pixels.width + last);
      }
    at = end;
  }
  return labels;
}
