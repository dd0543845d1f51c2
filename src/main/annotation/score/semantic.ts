import type { SemanticCounts } from '../../../shared/rules/annotation-score.ts';
import type { LabelMap } from '../../../shared/rules/annotations.ts';

/**
 * Pixels by the label of the reference and that of the learner, for a reference and a learner's map of any size: what
 * the learner's does not reach is void there. Row and column 0 are void, label k is at k + 1.
 */
export function pixelConfusion(reference: LabelMap, learner: LabelMap): Float64Array {
  const columns = learner.labels.length + 1;
  const counts = new Float64Array((reference.labels.length + 1) * columns);
  if (reference.width === learner.width) {
    const shared = Math.min(reference.pixels.length, learner.pixels.length);
    countPixels(reference.pixels.subarray(0, shared), learner.pixels.subarray(0, shared), counts, columns);
    countVoid(reference.pixels.subarray(shared), counts, columns);
    return counts;
  }
  const width = Math.min(reference.width, learner.width);
  for (let row = 0; row < reference.height; row++) {
    const from = row * reference.width;
    const there = row * learner.width;
    const reach = row < learner.height ? width : 0;
    countPixels(
      reference.pixels.subarray(from, from + reach),
      learner.pixels.subarray(there, there + reach),
      counts,
      columns,
    );
    countVoid(reference.pixels.subarray(from + reach, from + reference.width), counts, columns);
  }
  return counts;
}

function countVoid(pixels: Int16Array, counts: Float64Array, columns: number): void {
  for (const pixel of pixels) {
    const at = (pixel + 1) * columns;
    counts[at] = (counts[at] as number) + 1;
  }
}

/**
 * Two pixels at a time: where both are as the two before, which is nearly everywhere, only a number is counted up. A
 * counter in memory for every pixel would wait for itself.
 */
function countPixels(
  reference: Int16Array,
  learner: Int16Array,
  counts: Float64Array,
  columns: number,
): void {
  const length = reference.length;
  const aligned = reference.byteOffset % 4 === 0 && learner.byteOffset % 4 === 0;
  const pairs = aligned ? length >> 1 : 0;
  const ones = new Int32Array(
    aligned ? reference.buffer : new ArrayBuffer(0),
    aligned ? reference.byteOffset : 0,
    pairs,
  );
  const others = new Int32Array(
    aligned ? learner.buffer : new ArrayBuffer(0),
    aligned ? learner.byteOffset : 0,
    pairs,
  );
  let one = 0;
  let other = 0;
  let repeated = 0;
  const add = (at: number, pixels: number): void => {
    counts[at] = (counts[at] as number) + pixels;
  };
  for (let pair = 0; pair < pairs; pair++) {
    const here = ones[pair] as number;
    const there = others[pair] as number;
    if (here === one && there === other) {
      repeated++;
      continue;
    }
    const left = (here << 16) >> 16;
    const right = here >> 16;
    const leftThere = (there << 16) >> 16;
    const rightThere = there >> 16;
    if (left === right && leftThere === rightThere) {
      if (repeated > 0) add((((one << 16) >> 16) + 1) * columns + ((other << 16) >> 16) + 1, 2 * repeated);
      one = here;
      other = there;
      repeated = 1;
    } else {
      add((left + 1) * columns + leftThere + 1, 1);
      add((right + 1) * columns + rightThere + 1, 1);
    }
  }
  if (repeated > 0) add((((one << 16) >> 16) + 1) * columns + ((other << 16) >> 16) + 1, 2 * repeated);
  for (let at = pairs * 2; at < length; at++)
    add(((reference[at] as number) + 1) * columns + (learner[at] as number) + 1, 1);
}

/**
 * The cells that are not 0, by labels after aliases. Void of the reference is outside of every figure.
 * @param rename a label of the learner as the reference calls it
 */
export function semanticCounts(
  reference: LabelMap,
  learner: LabelMap,
  rename: (label: string) => string,
): SemanticCounts {
  const counts = pixelConfusion(reference, learner);
  const names = learner.labels.map(rename);
  const cells = new Map<string, [string, string | null, number]>();
  reference.labels.forEach((label, row) => {
    for (let column = 0; column <= names.length; column++) {
      const pixels = counts[(row + 1) * (names.length + 1) + column] ?? 0;
      if (pixels === 0) continue;
      const given = column === 0 ? null : (names[column - 1] ?? null);
      const key = JSON.stringify([label, given]);
      const cell = cells.get(key);
      if (cell) cell[2] += pixels;
      else cells.set(key, [label, given, pixels]);
    }
  });
  return { cells: [...cells.values()] };
}
