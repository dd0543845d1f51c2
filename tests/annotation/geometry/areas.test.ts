import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundaryDistance, boundaryOf } from '../../../src/main/annotation/geometry/boundary.ts';
import { boundsOf } from '../../../src/main/annotation/geometry/bounds.ts';
import { type Box, boxIou } from '../../../src/main/annotation/geometry/boxes.ts';
import { combine } from '../../../src/main/annotation/geometry/combine.ts';
import { rasterIou, sharedPixels } from '../../../src/main/annotation/geometry/overlap.ts';
import { mark, type Raster, rasterStore, release } from '../../../src/main/annotation/geometry/raster.ts';
import { rasterizeRing } from '../../../src/main/annotation/geometry/rasterize.ts';
import { rasterOfRuns, runsOfRaster } from '../../../src/main/annotation/geometry/runs.ts';
import type { Size } from '../../../src/shared/rules/annotations.ts';
import { drawn, plainIou, plainOf } from '../plain-masks.ts';

const upright = (x: number, y: number, width: number, height: number, rotation = 0): Box => ({
  x,
  y,
  width,
  height,
  rotation,
});

describe('boxes', () => {
  it.each([
    ['itself', upright(1.1, 2.2, 3.3, 4.4), upright(1.1, 2.2, 3.3, 4.4), 1],
    ['one half beside it', upright(0, 0, 4, 4), upright(2, 0, 4, 4), 1 / 3],
    ['one that only touches', upright(0, 0, 4, 4), upright(4, 0, 4, 4), 0],
    ['one inside', upright(0, 0, 4, 4), upright(1, 1, 2, 2), 0.25],
    ['one without area', upright(0, 0, 4, 4), upright(1, 1, 0, 2), 0],
    ['itself without area', upright(1, 1, 0, 2), upright(1, 1, 0, 2), 1],
    // A square of side 2 turned by 45 degrees about the same center: an octagon of 8 (sqrt 2 - 1).
    [
      'itself turned by 45 degrees',
      upright(0, 0, 2, 2),
      upright(0, 0, 2, 2, 45),
      (Math.SQRT2 - 1) / (2 - Math.SQRT2),
    ],
    ['itself turned by a quarter', upright(0, 0, 4, 2), upright(0, 0, 4, 2, 90), 1 / 3],
    ['the same box told otherwise', upright(0, 0, 4, 2, 90), upright(1, -1, 2, 4), 1],
    [
      'both turned, half beside',
      upright(0, 0, 4, 4, 30),
      upright(2 * Math.cos(Math.PI / 6), 2 * Math.sin(Math.PI / 6), 4, 4, 30),
      1 / 3,
    ],
  ])('against %s', (_, one, other, iou) => {
    expect(boxIou(one, other)).toBeCloseTo(iou, 12);
  });

  const side = fc.double({ min: 0, max: 20, noNaN: true });
  const anyBox = fc.record({
    x: side,
    y: side,
    width: side,
    height: side,
    rotation: fc.oneof(fc.constant(0), fc.double({ min: -180, max: 180, noNaN: true })),
  });

  it('overlap by 0 to 1, the same in either order to the last bit, and wholly with themselves', () => {
    fc.assert(
      fc.property(anyBox, anyBox, (one, other) => {
        const iou = boxIou(one, other);
        expect(iou).toBeGreaterThanOrEqual(0);
        expect(iou).toBeLessThanOrEqual(1);
        expect(boxIou(other, one)).toBe(iou);
        expect(boxIou(one, one)).toBe(1);
      }),
    );
  });

  it('turned, as their pixels do on a fine grid', () => {
    const frame = { width: 900, height: 900 };
    const fine = ({ x, y, width, height, rotation }: Box): Raster => {
      const [cos, sin] = [Math.cos((rotation * Math.PI) / 180), Math.sin((rotation * Math.PI) / 180)];
      const ring = [-1, -1, 1, -1, 1, 1, -1, 1].map((_, at, signs) => {
        const [right = 0, down = 0] = [signs[at & ~1], signs[at | 1]];
        const [along, across] = [(right * width) / 2, (down * height) / 2];
        return at % 2 === 0
          ? x + width / 2 + along * cos - across * sin
          : y + height / 2 + along * sin + across * cos;
      });
      return rasterizeRing(
        Float64Array.from(ring, (value) => 300 + value * 15),
        frame,
        rasterStore(),
      );
    };
    const large = fc.record({
      x: side,
      y: side,
      width: fc.double({ min: 8, max: 20, noNaN: true }),
      height: fc.double({ min: 8, max: 20, noNaN: true }),
      rotation: fc.double({ min: -180, max: 180, noNaN: true }),
    });
    fc.assert(
      fc.property(large, large, (one, other) => {
        expect(Math.abs(boxIou(one, other) - rasterIou(fine(one), fine(other)))).toBeLessThan(0.02);
      }),
      { numRuns: 40 },
    );
  });
});

const size: Size = { width: 9, height: 7 };
const anyMask = fc
  .array(fc.boolean(), { minLength: 63, maxLength: 63 })
  .map((pixels) => pixels.map((pixel) => (pixel ? 1 : 0)));

function rasterOf(pixels: readonly number[]): Raster {
  const counts: number[] = [0];
  let value = 0;
  for (const pixel of pixels) {
    if (pixel !== value) counts.push(0);
    value = pixel;
    counts[counts.length - 1] = (counts.at(-1) ?? 0) + 1;
  }
  return rasterOfRuns({ ...size, counts: Uint32Array.from(counts) }, size, rasterStore());
}

const columnsOf = (raster: Raster): number[] => {
  const { pixels } = plainOf(raster, size);
  return Array.from({ length: 63 }, (_, at) => pixels[(at % 7) * 9 + Math.floor(at / 7)] ?? 0);
};

describe('sets of pixels', () => {
  it('unite, intersect and differ pixel by pixel', () => {
    fc.assert(
      fc.property(anyMask, anyMask, (one, other) => {
        const [first, second] = [rasterOf(one), rasterOf(other)];
        const both = (operation: 'union' | 'intersection' | 'difference') =>
          combine(first, second, operation, rasterStore());
        expect(columnsOf(both('union'))).toEqual(one.map((pixel, at) => pixel | (other[at] ?? 0)));
        expect(columnsOf(both('intersection'))).toEqual(one.map((pixel, at) => pixel & (other[at] ?? 0)));
        expect(columnsOf(both('difference'))).toEqual(one.map((pixel, at) => pixel & ~(other[at] ?? 0)));
        expect(sharedPixels(first, second)).toBe(both('intersection').area);
        expect(rasterIou(first, second)).toBe(plainIou(plainOf(first, size), plainOf(second, size)));
        expect(rasterIou(first, second)).toBe(rasterIou(second, first));
      }),
    );
  });

  it('keep the box of their pixels', () => {
    fc.assert(
      fc.property(anyMask, (pixels) => {
        const raster = rasterOf(pixels);
        const places = pixels.flatMap((pixel, at) => (pixel ? [[Math.floor(at / 7), at % 7] as const] : []));
        const bounds =
          places.length > 0
            ? {
                left: Math.min(...places.map(([column]) => column)),
                right: Math.max(...places.map(([column]) => column)) + 1,
                top: Math.min(...places.map(([, row]) => row)),
                bottom: Math.max(...places.map(([, row]) => row)) + 1,
              }
            : { left: 0, right: 0, top: 0, bottom: 0 };
        expect(raster).toMatchObject({ ...bounds, area: places.length });
      }),
    );
  });

  it('outlive the release of what was laid after them', () => {
    const store = rasterStore();
    const ring = (from: number) => Float64Array.of(from, 0, from + 3, 0, from + 3, 5, from, 5);
    const first = rasterizeRing(ring(0), size, store);
    const before = mark(store);
    const second = rasterizeRing(ring(2), size, store);
    combine(first, second, 'union', store);
    release(store, before);
    const third = rasterizeRing(ring(4), size, store);
    expect(first.area + third.area).toBe(30);
    expect(sharedPixels(first, third)).toBe(0);
    expect([...runsOfRaster(first, size).counts]).toEqual([0, 5, 2, 5, 2, 5, 44]);
  });
});

describe('boundaries', () => {
  it('at a distance of a pixel: only the middle is no boundary', () => {
    const rows = ['..###', '.###.', '.###.', '.####', '...#.'];
    const frame = { width: 5, height: 5 };
    const counts: number[] = [0];
    let value = '.';
    for (let at = 0; at < 25; at++) {
      const pixel = rows[at % 5]?.[Math.floor(at / 5)] ?? '.';
      if (pixel !== value) counts.push(0);
      value = pixel;
      counts[counts.length - 1] = (counts.at(-1) ?? 0) + 1;
    }
    const raster = rasterOfRuns({ ...frame, counts: Uint32Array.from(counts) }, frame, rasterStore());
    expect(drawn(plainOf(raster, frame))).toEqual(rows);
    expect(drawn(plainOf(boundaryOf(raster, 1, rasterStore()), frame))).toEqual([
      '..###',
      '.###.',
      '.#.#.',
      '.####',
      '...#.',
    ]);
  });

  it('are what a square around the pixel does not wholly lie in, at any distance', () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { minLength: 63, maxLength: 63 }),
        fc.integer({ min: 1, max: 4 }),
        (seeds, distance) => {
          // Mostly full, so that something is left inside.
          const pixels = seeds.map((_, at) =>
            seeds[(at * 7) % 63] && seeds[(at * 11) % 63] && at % 5 === 0 ? 0 : 1,
          );
          const at = (column: number, row: number): number =>
            column < 0 || row < 0 || column >= 9 || row >= 7 ? 0 : (pixels[column * 7 + row] ?? 0);
          const expected = pixels.map((pixel, place) => {
            const [column, row] = [Math.floor(place / 7), place % 7];
            let inside = pixel === 1;
            for (let x = -distance; x <= distance; x++)
              for (let y = -distance; y <= distance; y++) if (!at(column + x, row + y)) inside = false;
            return pixel && !inside ? 1 : 0;
          });
          expect(columnsOf(boundaryOf(rasterOf(pixels), distance, rasterStore()))).toEqual(expected);
        },
      ),
    );
  });

  it('reach 2 % of the diagonal, at least a pixel', () => {
    expect(boundaryDistance({ width: 1920, height: 1080 })).toBe(44);
    expect(boundaryDistance({ width: 3, height: 4 })).toBe(1);
  });
});

describe('bounds', () => {
  it.each([
    [{ kind: 'box', x: 1, y: 2, width: 3, height: 4, rotation: 0 } as const, [1, 2, 3, 4]],
    [{ kind: 'box', x: 0, y: 0, width: 4, height: 2, rotation: 90 } as const, [1, -1, 2, 4]],
    [{ kind: 'ellipse', x: 5, y: 5, radiusX: 4, radiusY: 1, rotation: 0 } as const, [1, 4, 8, 2]],
    [{ kind: 'ellipse', x: 5, y: 5, radiusX: 3, radiusY: 3, rotation: 33 } as const, [2, 2, 6, 6]],
    [{ kind: 'line', points: Float64Array.of(3, 9, 1, 4) } as const, [1, 4, 2, 5]],
    [
      { kind: 'points', points: Float64Array.of(3, 3, 0, 0, 5, 9), visible: Uint8Array.of(2, 0, 1) } as const,
      [3, 3, 2, 6],
    ],
    [{ kind: 'mask', runs: { width: 4, height: 3, counts: Uint32Array.of(4, 2, 6) } } as const, [1, 1, 1, 2]],
  ])('of %j', (geometry, [x, y, width, height]) => {
    const bounds = boundsOf(geometry);
    expect(bounds.x).toBeCloseTo(x ?? 0, 12);
    expect(bounds.y).toBeCloseTo(y ?? 0, 12);
    expect(bounds.width).toBeCloseTo(width ?? 0, 12);
    expect(bounds.height).toBeCloseTo(height ?? 0, 12);
  });
});
