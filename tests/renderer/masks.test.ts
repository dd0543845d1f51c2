import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  coverage,
  maskBounds,
  maskHas,
  patchOf,
  rimOf,
  sampledLabels,
} from '../../src/renderer/annotation/viewer/mask-runs.ts';
import { runs } from '../support/runs.ts';

/** A mask of 1 and 0, row by row, as runs down its columns. */
function runsOf(pixels: readonly number[], width: number, height: number): number[] {
  const counts = [0];
  let value = 0;
  for (let x = 0; x < width; x++)
    for (let y = 0; y < height; y++) {
      if ((pixels[y * width + x] ?? 0) !== value) {
        counts.push(0);
        value = 1 - value;
      }
      counts[counts.length - 1] = (counts.at(-1) ?? 0) + 1;
    }
  return counts;
}

const masks = fc
  .record({ width: fc.integer({ min: 1, max: 9 }), height: fc.integer({ min: 1, max: 9 }) })
  .chain(({ width, height }) =>
    fc.record({
      ...{ width: fc.constant(width), height: fc.constant(height) },
      pixels: fc.array(fc.integer({ min: 0, max: 1 }), {
        ...{ minLength: width * height, maxLength: width * height },
      }),
    }),
  );

describe('a mask', () => {
  it('is painted pixel for pixel, within its own box', () => {
    fc.assert(
      fc.property(masks, ({ width, height, pixels }) => {
        const mask = { width, height, counts: runsOf(pixels, width, height) };
        const bounds = maskBounds(mask.counts, height);
        expect(bounds === null).toBe(!pixels.includes(1));
        if (!bounds) return;
        const covered = coverage(mask, patchOf(bounds));
        for (let y = 0; y < height; y++)
          for (let x = 0; x < width; x++) {
            const [column, row] = [x - bounds.x, y - bounds.y];
            const isIn = column >= 0 && row >= 0 && column < bounds.width && row < bounds.height;
            expect(isIn ? covered[row * bounds.width + column] : 0).toBe(pixels[y * width + x]);
            expect(maskHas(mask, x, y)).toBe(pixels[y * width + x] === 1);
          }
      }),
      { numRuns: runs(200) },
    );
  });

  it('that is large is painted on fewer pixels, and nothing thin is lost', () => {
    // One column of 4000 pixels, and one pixel far off.
    const counts = [0, 4000, 4000 * 5998, 1, 3999];
    const bounds = maskBounds(counts, 4000);
    expect(bounds).toEqual({ x: 0, y: 0, width: 6000, height: 4000 });
    const patch = patchOf({ x: 0, y: 0, width: 6000, height: 4000 }, 600);
    expect(patch.pixels).toEqual({ width: 600, height: 400 });
    const covered = coverage({ width: 6000, height: 4000, counts }, patch);
    expect(covered.reduce((sum, one) => sum + one, 0)).toBe(401);
    expect(covered[599]).toBe(1);
  });

  it('has a rim that is its own', () => {
    const square = Uint8Array.from({ length: 49 }, (_, at) =>
      at % 7 > 0 && at % 7 < 6 && at >= 7 && at < 42 ? 1 : 0,
    );
    const rim = rimOf(square, { width: 7, height: 7 }, 1);
    expect(rim.reduce((sum, one) => sum + one, 0)).toBe(16);
    expect(rim.every((one, at) => one <= (square[at] ?? 0))).toBe(true);
    expect(rimOf(square, { width: 7, height: 7 }, 2).reduce((sum, one) => sum + one, 0)).toBe(24);
  });
});

describe('a map of labels', () => {
  const labels = fc.array(fc.integer({ min: -1, max: 2 }), { minLength: 30, maxLength: 30 });
  const asRuns = (values: readonly number[]): number[] => values.flatMap((value) => [value, 1]);

  it('is sampled at the middle of each pixel', () => {
    const sizes = fc.record({
      width: fc.integer({ min: 1, max: 12 }),
      height: fc.integer({ min: 1, max: 10 }),
    });
    fc.assert(
      fc.property(labels, sizes, (values, pixels) => {
        const sampled = sampledLabels({ width: 6, height: 5, runs: asRuns(values) }, pixels);
        for (let y = 0; y < pixels.height; y++)
          for (let x = 0; x < pixels.width; x++) {
            const row = Math.floor(((y + 0.5) * 5) / pixels.height);
            const column = Math.floor(((x + 0.5) * 6) / pixels.width);
            expect(sampled[y * pixels.width + x]).toBe(values[row * 6 + column]);
          }
      }),
      { numRuns: runs(200) },
    );
  });

  it('may be told in long runs', () => {
    const sampled = sampledLabels(
      { width: 4, height: 4, runs: [1, 6, -1, 4, 2, 6] },
      { width: 4, height: 4 },
    );
    expect([...sampled]).toEqual([1, 1, 1, 1, 1, 1, -1, -1, -1, -1, 2, 2, 2, 2, 2, 2]);
  });
});
