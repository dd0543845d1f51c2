import type { RunLengths, Size } from '../../../shared/rules/annotations.ts';
import type { Budget } from './budget.ts';
import { createRowRuns } from './mask-runs.ts';
import { Unusable } from './reading-error.ts';

/** Reads numbers of so many bits, the highest first. */
function bitReader(bytes: Uint8Array): (bits: number) => number {
  let at = 0;
  return (bits) => {
    let value = 0;
    for (let left = bits; left > 0; ) {
      const byte = bytes[at >>> 3];
      if (byte === undefined) throw new Unusable('run_lengths_damaged');
      const offset = at & 7;
      const take = Math.min(8 - offset, left);
      value = value * 2 ** take + ((byte >>> (8 - offset - take)) & ((1 << take) - 1));
      at += take;
      left -= take;
    }
    return value;
  };
}

/**
 * Unpacks a brush stroke of Label Studio (github.com/thi-ng/umbrella, rle-pack): how many values in 32 bits, bits of a
 * value less one in five, four widths of a run less one in four each; then runs: a bit whether one value is repeated,
 * two that choose the width, the length less one, and the value or values. `take` is told value by value.
 * Throws Unusable run_lengths_damaged where there are not exactly `expected` values.
 */
function unpackRuns(
  bytes: Uint8Array,
  expected: number,
  take: (value: number, from: number, to: number) => void,
): void {
  const read = bitReader(bytes);
  if (read(32) !== expected) throw new Unusable('run_lengths_damaged');
  const wordSize = read(5) + 1;
  const widths = [read(4) + 1, read(4) + 1, read(4) + 1, read(4) + 1];
  for (let at = 0; at < expected; ) {
    const isRun = read(1) === 1;
    const to = at + 1 + read(widths[read(2)] ?? 1);
    if (to > expected) throw new Unusable('run_lengths_damaged');
    if (isRun) take(read(wordSize), at, to);
    else for (; at < to; at += 1) take(read(wordSize), at, at + 1);
    at = to;
  }
}

/** All values of a packed list, for what is not a picture. */
export function unpackValues(bytes: Uint8Array, count: number): number[] {
  const values: number[] = new Array(count).fill(0);
  unpackRuns(bytes, count, (value, from, to) => values.fill(value, from, to));
  return values;
}

/** Where a stroke is: its values are those of an RGBA picture, of which alpha alone tells. */
export function unpackStroke(bytes: Uint8Array, size: Size, budget: Budget): RunLengths {
  const runs = createRowRuns(size, { left: 0, top: 0, width: size.width }, budget);
  unpackRuns(bytes, size.width * size.height * 4, (value, from, to) => {
    // Every fourth value, from the fourth on.
    if (value !== 0) runs.add(Math.floor(from / 4), Math.floor(to / 4));
  });
  return runs.finish();
}
