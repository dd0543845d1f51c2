import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rasterStore } from '../../../src/main/annotation/geometry/raster.ts';
import { candidatesOf } from '../../../src/main/annotation/score/candidates.ts';
import { createMatcher } from '../../../src/main/annotation/score/match.ts';
import { toMember } from '../../../src/main/annotation/score/side.ts';
import type { Geometry, Shape } from '../../../src/shared/rules/annotations.ts';
import { boxGeometry, frame, image, scored, set, shape } from '../build.ts';

const place = fc.double({ min: -5, max: 105, noNaN: true });
const length = fc.double({ min: 0, max: 60, noNaN: true });
const ring = fc
  .array(place, { minLength: 6, maxLength: 16 })
  .map((numbers) => Float64Array.from(numbers.slice(0, numbers.length & ~1)));

const boxes = fc.record({
  kind: fc.constant('box' as const),
  x: place,
  y: place,
  width: length,
  height: length,
  rotation: fc.constantFrom(0, 0, 30, 90),
});
const regions: fc.Arbitrary<Geometry> = fc.oneof(
  fc.array(ring, { minLength: 1, maxLength: 2 }).map((rings) => ({
    kind: 'polygon' as const,
    parts: rings.map((outline) => ({ outline, holes: [] })),
  })),
  fc.record({
    kind: fc.constant('ellipse' as const),
    x: place,
    y: place,
    radiusX: length,
    radiusY: length,
    rotation: fc.constantFrom(0, 45),
  }),
);
const lines = ring.map((points) => ({ kind: 'line' as const, points }));

const shapes = (geometry: fc.Arbitrary<Geometry>, maxLength = 8): fc.Arbitrary<Shape[]> =>
  fc
    .array(fc.record({ geometry, label: fc.constantFrom('cat', 'dog', 'bird'), wide: fc.boolean() }), {
      maxLength,
    })
    .map((all) => all.map(({ geometry: one, label }, index) => shape(`s${index}`, label, one)));

const anyShapes = shapes(fc.oneof(boxes, regions, lines));

/** A learner who copies the reference with a shaky hand, so that shapes do match. */
const shaky = fc
  .tuple(shapes(boxes), fc.infiniteStream(fc.integer({ min: -4, max: 4 })))
  .map(([reference, noise]) => {
    const next = (): number => noise.next().value ?? 0;
    const learner = reference.flatMap((one, index): Shape[] => {
      const { geometry } = one;
      if (geometry.kind !== 'box' || next() === 4) return [];
      const { x, y, width, height, rotation } = geometry;
      const label = next() === 4 ? 'dog' : one.label;
      return [
        shape(
          `l${index}`,
          label,
          boxGeometry([x + next(), y + next(), width + Math.abs(next()), height], rotation),
        ),
      ];
    });
    return { reference, learner };
  });

const sides = (reference: readonly Shape[], learner: readonly Shape[]) =>
  scored(set([image(reference)]), set([image(learner)]));

describe('any score', () => {
  it('of a file against itself is full', () => {
    fc.assert(
      fc.property(anyShapes, (all) => {
        const { totals, averageF1, dice, boundaryIou } = sides(all, all).figures;
        expect(totals).toMatchObject({
          valid: all.length,
          wrongLabel: 0,
          missing: 0,
          extra: 0,
          precision: 1,
          recall: 1,
          f1: 1,
          accuracy: 1,
          labelAccuracy: 1,
          quality: 1,
          taskScore: 1,
        });
        expect([averageF1, dice, boundaryIou ?? 1]).toEqual([1, 1, 1]);
      }),
      { numRuns: 60 },
    );
  });

  it('swapped has missing for extra, and the rest as it was', () => {
    fc.assert(
      fc.property(shaky, ({ reference, learner }) => {
        const one = sides(reference, learner).figures.totals;
        const other = sides(learner, reference).figures.totals;
        expect(other).toEqual({
          ...one,
          missing: one.extra,
          extra: one.missing,
          precision: one.recall,
          recall: one.precision,
        });
      }),
    );
  });

  it('does not hang on the order of shapes and images', () => {
    fc.assert(
      fc.property(shaky, shaky, (first, second) => {
        const of = (key: 'reference' | 'learner', turn: boolean) => {
          const images = [image(first[key]), image(second[key], { name: 'two.jpg' })];
          return set(
            turn ? images.toReversed().map((one) => ({ ...one, shapes: one.shapes.toReversed() })) : images,
            { labels: ['cat', 'dog', 'bird'] },
          );
        };
        const { images: _, ...straight } = scored(of('reference', false), of('learner', false)).figures;
        const { images: __, ...turned } = scored(of('reference', true), of('learner', true)).figures;
        expect(turned).toEqual(straight);
      }),
    );
  });

  it('is the same again, byte for byte', () => {
    fc.assert(
      fc.property(anyShapes, anyShapes, (reference, learner) => {
        expect(JSON.stringify(sides(reference, learner))).toBe(JSON.stringify(sides(reference, learner)));
      }),
      { numRuns: 20 },
    );
  });

  it('has IoUs from 0 to 1 that are the same in either order', () => {
    fc.assert(
      fc.property(shapes(regions, 4), shapes(regions, 4), (reference, learner) => {
        const store = rasterStore();
        const members = (all: readonly Shape[]) =>
          all.map((one) => toMember(one, one.label, frame, 'default', store));
        const [first, second] = [members(reference), members(learner)];
        const there = candidatesOf('region', first, second, frame, 1e-9);
        const back = candidatesOf('region', second, first, frame, 1e-9);
        expect(there.every(({ iou }) => iou > 0 && iou <= 1)).toBe(true);
        const turned = back.map(({ reference: one, learner: other, iou }) => ({
          reference: other,
          learner: one,
          iou,
        }));
        expect(turned.sort((a, b) => a.reference - b.reference || a.learner - b.learner)).toEqual(there);
      }),
    );
  });
});

describe('matching in two stages', () => {
  /** The greatest total of any way to pair rows with columns. */
  function greatest(
    rows: number[],
    columns: number[],
    worthOf: (row: number, column: number) => number,
  ): number {
    const [row, ...rest] = rows;
    if (row === undefined) return 0;
    const ways = columns.map((column) => {
      const worth = worthOf(row, column);
      const others = columns.filter((one) => one !== column);
      return worth > 0 ? worth + greatest(rest, others, worthOf) : 0;
    });
    return Math.max(greatest(rest, columns, worthOf), ...ways);
  }

  it('is the same as by brute force', () => {
    const label = fc.constantFrom('a', 'b');
    const overlap = fc.integer({ min: 0, max: 1024 }).map((share) => share / 1024);
    const overlaps = fc.array(fc.array(overlap, { minLength: 4, maxLength: 4 }), {
      minLength: 4,
      maxLength: 4,
    });
    const four = fc.array(label, { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(four, four, overlaps, fc.constantFrom(0.1, 0.5), (labels, given, iou, threshold) => {
        const candidates = iou.flatMap((row, reference) =>
          row.flatMap((worth, learner) => (worth > 0 ? [{ reference, learner, iou: worth }] : [])),
        );
        const matches = createMatcher(
          { labels, isOut: [] },
          { labels: given, isOut: [] },
          candidates,
        )(threshold);
        const valid = matches.filter(({ sameLabel }) => sameLabel);
        const wrong = matches.filter(({ sameLabel }) => !sameLabel);
        const sum = (of: typeof matches): number => of.reduce((total, pair) => total + pair.iou, 0);
        const worth = (isSame: boolean) => (row: number, column: number) => {
          const here = iou[row]?.[column] ?? 0;
          return here >= threshold && (labels[row] === given[column]) === isSame ? here : 0;
        };
        expect(sum(valid)).toBe(greatest([0, 1, 2, 3], [0, 1, 2, 3], worth(true)));
        const left = (taken: number[]) => [0, 1, 2, 3].filter((one) => !taken.includes(one));
        const rows = left(valid.map(({ reference }) => reference));
        const columns = left(valid.map(({ learner }) => learner));
        expect(sum(wrong)).toBe(greatest(rows, columns, worth(false)));
        expect(
          wrong.every(({ reference, learner }) => rows.includes(reference) && columns.includes(learner)),
        ).toBe(true);
        expect(valid.every(({ reference, learner }) => labels[reference] === given[learner])).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
