import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signedArea } from '../../../src/main/annotation/geometry/convex.ts';
import { rasterIou } from '../../../src/main/annotation/geometry/overlap.ts';
import { rasterStore } from '../../../src/main/annotation/geometry/raster.ts';
import { rasterizeRing } from '../../../src/main/annotation/geometry/rasterize.ts';
import { rasterize } from '../../../src/main/annotation/geometry/rasterize-shape.ts';
import { rasterOfRuns, runsOfRaster } from '../../../src/main/annotation/geometry/runs.ts';
import { TooComplex } from '../../../src/main/annotation/geometry/too-complex.ts';
import { decodeCounts, encodeCounts } from '../../../src/main/annotation/run-lengths.ts';
import type { Geometry, Size } from '../../../src/shared/rules/annotations.ts';
import { polygonGeometry } from '../build.ts';
import { drawn, plainOf, plainRing } from '../plain-masks.ts';

const draw = (geometry: Geometry, frame: Size): string[] =>
  drawn(plainOf(rasterize(geometry, frame, 'default', rasterStore()), frame));

describe('pixels whose center lies within', () => {
  it('a triangle', () => {
    expect(draw(polygonGeometry([0, 0, 6, 0, 0, 6]), { width: 6, height: 6 })).toEqual([
      '#####.',
      '####..',
      '###...',
      '##....',
      '#.....',
      '......',
    ]);
  });

  it('an outline that crosses itself: even-odd', () => {
    // Two squares in one stroke, the second one inside the first.
    const ring = [0, 0, 6, 0, 6, 6, 0, 6, 0, 0, 2, 2, 4, 2, 4, 4, 2, 4, 2, 2];
    expect(draw(polygonGeometry(ring), { width: 6, height: 6 })).toEqual([
      '######',
      '######',
      '##..##',
      '##..##',
      '######',
      '######',
    ]);
  });

  it('parts united, also where they overlap', () => {
    const parts = polygonGeometry([0, 0, 3, 0, 3, 3, 0, 3], [2, 2, 5, 2, 5, 4, 2, 4]);
    expect(draw(parts, { width: 5, height: 4 })).toEqual(['###..', '###..', '#####', '..###']);
  });

  it('a hole taken out of its own part only', () => {
    const square = (from: number, to: number) => Float64Array.of(from, from, to, from, to, to, from, to);
    const geometry: Geometry = {
      kind: 'polygon',
      parts: [
        { outline: square(0, 5), holes: [square(1, 4)] },
        { outline: square(2, 3), holes: [] },
      ],
    };
    expect(draw(geometry, { width: 5, height: 5 })).toEqual(['#####', '#...#', '#.#.#', '#...#', '#####']);
  });

  it('an ellipse, upright and turned', () => {
    const ellipse: Geometry = { kind: 'ellipse', x: 4, y: 2, radiusX: 4, radiusY: 2, rotation: 0 };
    expect(draw(ellipse, { width: 8, height: 4 })).toEqual(['.######.', '########', '########', '.######.']);
    expect(draw({ ...ellipse, x: 2, y: 4, rotation: 90 }, { width: 4, height: 8 })).toEqual(
      ['.######.', '########', '########', '.######.'].reduce<string[]>(
        (turned, row) => [...row].map((pixel, index) => (turned[index] ?? '') + pixel),
        [],
      ),
    );
  });

  it('nothing beyond the frame', () => {
    expect(draw(polygonGeometry([-5, -5, 2, -5, 2, 9, -5, 9]), { width: 4, height: 3 })).toEqual([
      '##..',
      '##..',
      '##..',
    ]);
    expect(draw(polygonGeometry([10, 10, 12, 10, 12, 12]), { width: 4, height: 1 })).toEqual(['....']);
  });

  it('shares no pixel between areas with a common edge and leaves none out', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 20, noNaN: true }), { minLength: 2, maxLength: 12 }),
        (numbers) => {
          const frame = { width: 20, height: 20 };
          const heights = numbers.map((height, index) => [(20 * index) / (numbers.length - 1), height]);
          const above = rasterizeRing(
            Float64Array.from([0, 0, ...heights.flat(), 20, 0]),
            frame,
            rasterStore(),
          );
          const below = rasterizeRing(
            Float64Array.from([0, 20, ...heights.flat(), 20, 20]),
            frame,
            rasterStore(),
          );
          expect(above.area + below.area).toBe(400);
          expect(rasterIou(above, below)).toBe(0);
        },
      ),
    );
  });

  it('as the plain rule has it, for any outline', () => {
    const coordinate = fc
      .oneof(
        fc.integer({ min: -48, max: 420 }),
        fc.integer({ min: -3, max: 26 }).map((whole) => whole * 16),
      )
      .map((value) => value / 16);
    fc.assert(
      fc.property(fc.array(coordinate, { minLength: 6, maxLength: 40 }), (numbers) => {
        const frame = { width: 24, height: 19 };
        const ring = Float64Array.from(numbers.slice(0, numbers.length & ~1));
        const raster = rasterizeRing(ring, frame, rasterStore());
        expect(drawn(plainOf(raster, frame))).toEqual(drawn(plainRing(ring, frame)));
        const rows = drawn(plainOf(raster, frame));
        expect(raster.area).toBe(rows.join('').replaceAll('.', '').length);
      }),
    );
  });

  it('an area within half a pixel of the outline, for outlines that do not cross themselves', () => {
    const star = fc.array(fc.double({ min: 2, max: 30, noNaN: true }), { minLength: 3, maxLength: 40 });
    fc.assert(
      fc.property(star, (radii) => {
        const ring = Float64Array.from(
          radii.flatMap((radius, index) => {
            const angle = (index / radii.length) * 2 * Math.PI;
            return [32 + radius * Math.cos(angle), 32 + radius * Math.sin(angle)];
          }),
        );
        let outline = 0;
        for (let at = 0; at < ring.length; at += 2) {
          const next = (at + 2) % ring.length;
          outline += Math.hypot(
            (ring[next] ?? 0) - (ring[at] ?? 0),
            (ring[next + 1] ?? 0) - (ring[at + 1] ?? 0),
          );
        }
        const { area } = rasterizeRing(ring, { width: 64, height: 64 }, rasterStore());
        expect(Math.abs(area - Math.abs(signedArea(ring)))).toBeLessThanOrEqual(outline * Math.SQRT1_2 + 1);
      }),
    );
  });

  it('refuses what nobody draws before it takes memory', () => {
    const ring = Float64Array.from({ length: 2_000 }, (_, index) => (index % 4 < 2 ? 0 : 100_000));
    expect(() => rasterizeRing(ring, { width: 100_000, height: 2_000 }, rasterStore())).toThrow(TooComplex);
  });
});

describe('run lengths', () => {
  it('become pixels and again the same runs', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 35, maxLength: 35 }), (pixels) => {
        const size = { width: 7, height: 5 };
        const counts: number[] = [0];
        let value = false;
        for (const pixel of pixels) {
          if (pixel !== value) counts.push(0);
          value = pixel;
          counts[counts.length - 1] = (counts.at(-1) ?? 0) + 1;
        }
        const raster = rasterOfRuns({ ...size, counts: Uint32Array.from(counts) }, size, rasterStore());
        expect(raster.area).toBe(pixels.filter(Boolean).length);
        const plain = plainOf(raster, size);
        expect(pixels.map((_, at) => Boolean(plain.pixels[(at % 5) * 7 + Math.floor(at / 5)]))).toEqual(
          pixels,
        );
        expect([...runsOfRaster(raster, size).counts]).toEqual(counts);
      }),
    );
  });

  it('of another size lie at the top left, and what is beyond the frame is left out', () => {
    const all = { width: 3, height: 3, counts: Uint32Array.of(0, 9) };
    expect(rasterOfRuns(all, { width: 5, height: 2 }, rasterStore())).toMatchObject({
      right: 3,
      bottom: 2,
      area: 6,
    });
    expect(rasterOfRuns(all, { width: 2, height: 5 }, rasterStore())).toMatchObject({
      right: 2,
      bottom: 3,
      area: 6,
    });
  });

  it('that overrun the mask or have empty runs do no harm', () => {
    const runs = { width: 2, height: 2, counts: Uint32Array.of(1, 1, 0, 900) };
    expect(rasterOfRuns(runs, runs, rasterStore())).toMatchObject({ left: 0, right: 2, area: 3 });
  });

  it('are read from text back, whatever their lengths', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 0xffffffff })), (lengths) => {
        const counts = Uint32Array.from(lengths);
        expect(decodeCounts(encodeCounts(counts))).toEqual(counts);
      }),
    );
  });

  it.each(['P', '0 ', 'é', '1'.padStart(40, 'o'), 'N'])('are not read from %j', (text) => {
    expect(decodeCounts(text)).toBeNull();
  });
});
