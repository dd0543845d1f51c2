import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rasterIou, shareWithin } from '../../../src/main/annotation/geometry/overlap.ts';
import { rasterStore } from '../../../src/main/annotation/geometry/raster.ts';
import {
  rasterizeBoxAsCoco,
  rasterizeRingAsCoco,
} from '../../../src/main/annotation/geometry/rasterize-coco.ts';
import { runsOfRaster } from '../../../src/main/annotation/geometry/runs.ts';
import { decodeCounts, encodeCounts } from '../../../src/main/annotation/run-lengths.ts';
import type { Size } from '../../../src/shared/rules/annotations.ts';

describe('as pycocotools', () => {
  const frame = { width: 20, height: 20 };
  const textOf = (raster: Parameters<typeof runsOfRaster>[0]): string =>
    encodeCounts(runsOfRaster(raster, frame).counts);

  it('writes run lengths as its text', () => {
    const counts = Uint32Array.of(0, 5, 5, 5, 5, 2, 3, 5, 2, 3, 5, 2, 3, 55);
    expect(encodeCounts(counts)).toBe('05500MN3ON3ONe1');
    expect(decodeCounts('05500MN3ON3ONe1')).toEqual(counts);
  });

  it('boxes, and their overlap', () => {
    const one = rasterizeBoxAsCoco({ x: 3, y: 5, width: 4, height: 1 }, frame, rasterStore());
    const other = rasterizeBoxAsCoco({ x: 5, y: 3, width: 3, height: 5 }, frame, rasterStore());
    expect(textOf(one)).toBe('Q21c000000o7');
    expect(textOf(other)).toBe('W35?000]7');
    expect(rasterIou(one, other)).toBeCloseTo(0.11764706, 8);
    expect(shareWithin(one, other)).toBe(0.5);
    expect(shareWithin(other, one)).toBeCloseTo(0.13333333, 8);
  });

  it('a polygon', () => {
    const ring = Float64Array.of(7, 8, 9, 3, 7, 1, 5, 1, 5, 8, 3, 4, 4, 7, 7, 8);
    expect(textOf(rasterizeRingAsCoco(ring, frame, rasterStore()))).toBe('U36>1OO2Lm6');
  });

  /**
   * The algorithm as it is told in maskApi.c, point by point: slow, and the same for any outline, however it crosses
   * itself and the frame.
   */
  function pointByPoint(ring: Float64Array, { width, height }: Size): number[] {
    const int = Math.trunc;
    const x: number[] = [];
    const y: number[] = [];
    for (let at = 0; at < ring.length; at += 2) {
      x.push(int(5 * (ring[at] ?? 0) + 0.5));
      y.push(int(5 * (ring[at + 1] ?? 0) + 0.5));
    }
    const along: [number, number][] = [];
    x.forEach((xs, index) => {
      const next = (index + 1) % x.length;
      const [ys = 0, xe = 0, ye = 0] = [y[index], x[next], y[next]];
      const across = Math.abs(xe - xs);
      const down = Math.abs(ye - ys);
      const flat = across >= down;
      const flip = flat ? xs > xe : ys > ye;
      const [fromX, fromY, toX, toY] = flip ? [xe, ye, xs, ys] : [xs, ys, xe, ye];
      const slope = flat ? (toY - fromY) / across : (toX - fromX) / down;
      const steps = Math.max(across, down);
      for (let step = 0; step <= steps; step++) {
        const t = flip ? steps - step : step;
        along.push(
          flat ? [t + fromX, int(fromY + slope * t + 0.5)] : [int(fromX + slope * t + 0.5), t + fromY],
        );
      }
    });
    const places: number[] = [];
    for (let at = 1; at < along.length; at++) {
      const [[u, v], [before, above]] = [along[at] ?? [0, 0], along[at - 1] ?? [0, 0]];
      if (u === before) continue;
      const column = ((u < before ? u : u - 1) + 0.5) / 5 - 0.5;
      if (Math.floor(column) !== column || column < 0 || column > width - 1) continue;
      const row = (Math.min(v, above) + 0.5) / 5 - 0.5;
      places.push(column * height + Math.ceil(row < 0 ? 0 : row > height ? height : row));
    }
    places.push(width * height);
    places.sort((a, b) => a - b);
    const lengths = places.map((place, index) => place - (places[index - 1] ?? 0));
    const counts = [lengths[0] ?? 0];
    for (let at = 1; at < lengths.length; at++) {
      const length = lengths[at] ?? 0;
      if (length > 0) counts.push(length);
      else {
        at++;
        if (at < lengths.length) counts[counts.length - 1] = (counts.at(-1) ?? 0) + (lengths[at] ?? 0);
      }
    }
    return counts;
  }

  it('any outline, run by run', () => {
    const coordinate = fc.oneof(
      fc.integer({ min: -8, max: 40 }),
      fc.integer({ min: -80, max: 400 }).map((value) => value / 10),
      fc.double({ min: -9, max: 41, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(coordinate, { minLength: 2, maxLength: 30 }), (numbers) => {
        const size = { width: 31, height: 27 };
        const ring = Float64Array.from(numbers.slice(0, numbers.length & ~1));
        const raster = rasterizeRingAsCoco(ring, size, rasterStore());
        expect([...runsOfRaster(raster, size).counts]).toEqual(pointByPoint(ring, size));
      }),
      { numRuns: 400 },
    );
  });
});
