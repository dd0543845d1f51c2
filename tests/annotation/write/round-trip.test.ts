import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { baseName, stemOf } from '../../../src/main/annotation/image-names.ts';
import { filesInMemory } from '../../../src/main/annotation/read/file-set.ts';
import { sizesOf } from '../../../src/main/annotation/read/image-index.ts';
import { makeShape, makeTag } from '../../../src/main/annotation/read/make-shape.ts';
import { readAnnotations } from '../../../src/main/annotation/read/read-annotations.ts';
import { runsOfBitmap } from '../../../src/main/annotation/run-lengths.ts';
import { writeCoco } from '../../../src/main/annotation/write/coco.ts';
import { writeCvat } from '../../../src/main/annotation/write/cvat.ts';
import { writeLabelMe } from '../../../src/main/annotation/write/labelme.ts';
import { writeVoc } from '../../../src/main/annotation/write/voc.ts';
import type { AnnotationWriter, Written } from '../../../src/main/annotation/write/writer.ts';
import { writeYolo, writeYoloOutlines } from '../../../src/main/annotation/write/yolo.ts';
import type {
  AnnotatedImage,
  AnnotationSet,
  Geometry,
  Shape,
  Size,
} from '../../../src/shared/rules/annotations.ts';
import { hasFixtures, readFixture } from '../read/support.ts';

const size: Size = { width: 60, height: 50 };
const setOf = (
  images: readonly AnnotatedImage[],
  labels: readonly string[] = ['cat', 'dog'],
): AnnotationSet => ({
  labels,
  images,
  ids: null,
  notes: [],
});
const imageOf = (shapes: readonly Shape[], more: Partial<AnnotatedImage> = {}): AnnotatedImage => ({
  name: 'a.jpg',
  size,
  shapes,
  tags: [],
  semantic: null,
  ...more,
});

async function readBack({ files }: Written, sizes?: (name: string) => Size | null): Promise<AnnotationSet> {
  const contents = Object.fromEntries(files.map(({ path, text }) => [path, text]));
  return (await readAnnotations(filesInMemory(contents), sizes ? { sizes, yoloQuads: 'polygons' } : {})).set;
}

/** Numbers to a hundred-thousandth of a pixel, lists as lists. */
const plain = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_, part) => {
      if (part instanceof Float64Array || part instanceof Uint32Array || part instanceof Uint8Array)
        return [...part];
      return typeof part === 'number' ? Math.round(part * 1e5) / 1e5 + 0 : part;
    }),
  );

const shapeOf = (shape: Shape, kept: readonly (keyof Shape)[]): unknown =>
  plain(Object.fromEntries(['label' as const, 'geometry' as const, ...kept].map((key) => [key, shape[key]])));

function same(is: AnnotationSet, must: AnnotationSet, kept: readonly (keyof Shape)[]): void {
  const short = ({ images }: AnnotationSet): unknown =>
    images.map(({ name, size: sides, shapes, tags }) => ({
      name: stemOf(baseName(name)),
      sides,
      shapes: shapes.map((shape) => shapeOf(shape, kept)),
      tags: tags.map(({ label }) => label).sort(),
    }));
  expect(short(is)).toEqual(short(must));
}

/** To a thousandth of a pixel, so that none lies where comparing rounds. */
const pixel = fc.integer({ min: -5_000, max: 60_000 }).map((one) => one / 1000);
const side = fc.integer({ min: 0, max: 40_000 }).map((one) => one / 1000);
const ring = fc
  .array(pixel, { minLength: 6, maxLength: 16 })
  .map((all) => Float64Array.from(all.slice(0, all.length & ~1)));
const box = fc
  .record({ x: pixel, y: pixel, width: side, height: side })
  .map((one): Geometry => ({ kind: 'box', ...one, rotation: 0 }));
const turned = fc
  .tuple(
    box,
    fc.integer({ min: -179_000, max: 179_000 }).map((one) => one / 1000),
  )
  .map(([one, rotation]): Geometry => ({ ...one, rotation }) as Geometry);
const oneRing = ring.map((outline): Geometry => ({ kind: 'polygon', parts: [{ outline, holes: [] }] }));
const rings = fc
  .array(ring, { minLength: 1, maxLength: 3 })
  .map((all): Geometry => ({ kind: 'polygon', parts: all.map((outline) => ({ outline, holes: [] })) }));
const ellipse = fc
  .record({ x: pixel, y: pixel, radiusX: side, radiusY: side, rotation: fc.integer({ min: 0, max: 359 }) })
  .map((one): Geometry => ({ kind: 'ellipse', ...one }));
const circle = fc.record({ x: pixel, y: pixel, radius: side }).map(
  ({ x, y, radius }): Geometry => ({
    kind: 'ellipse',
    x,
    y,
    radiusX: radius,
    radiusY: radius,
    rotation: 0,
  }),
);
const mask = fc
  .record({
    left: fc.nat(30),
    top: fc.nat(20),
    pixels: fc.array(fc.nat(1), { minLength: 60, maxLength: 60 }),
  })
  .filter(({ pixels }) => pixels.includes(1))
  .map(
    ({ pixels, ...at }): Geometry => ({
      kind: 'mask',
      runs: runsOfBitmap({ ...at, width: 10, height: 6, pixels: Uint8Array.from(pixels) }, size),
    }),
  );
const points = fc.array(pixel, { minLength: 2, maxLength: 8 }).map(
  (all): Geometry => ({
    kind: 'points',
    points: Float64Array.from(all.slice(0, all.length & ~1)),
    visible: null,
  }),
);
const keypoints = fc
  .array(fc.tuple(pixel, pixel, fc.integer({ min: 1, max: 2 })), { minLength: 1, maxLength: 4 })
  .map(
    (all): Geometry => ({
      kind: 'points',
      points: Float64Array.from(all.flatMap(([x, y]) => [x, y].map(Number))),
      visible: Uint8Array.from(all.map(([, , seen]) => seen)),
    }),
  );
const line = fc
  .array(pixel, { minLength: 4, maxLength: 8 })
  .map((all): Geometry => ({ kind: 'line', points: Float64Array.from(all.slice(0, all.length & ~1)) }));

const text = fc.oneof(
  fc.string({ minLength: 1, maxLength: 8 }),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 5 }),
  fc.constantFrom('кіт & <пес>', 'قطة', '"a\'b"', '__proto__'),
);
/** A line of a list of names, or a text between tags: without blanks at its ends. */
const label = text
  .map((one) => one.replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF\u2028\u2029]/gu, '').trim())
  .filter((one) => one !== '' && one === one.trim());
const attributes = fc.dictionary(
  label.filter((name) => name !== '__proto__' && name !== 'rotation'),
  label,
  { maxKeys: 3 },
);
const score = fc.option(fc.integer({ min: 0, max: 1000 }).map((one) => one / 1000));

type More = Partial<Record<'attributes' | 'score' | 'crowd' | 'zOrder', fc.Arbitrary<unknown>>>;

/** Sets of shapes that a format has words for, with what else it can say of them. */
function sets(geometry: fc.Arbitrary<Geometry>, more: More = {}, tags = false): fc.Arbitrary<AnnotationSet> {
  const shape = fc
    .record({ label, geometry, ...more })
    .map((known) => makeShape({ id: 'x', ...known } as Parameters<typeof makeShape>[0]));
  const image = fc.record({
    shapes: fc.array(shape, { maxLength: 6 }),
    tags: fc.uniqueArray(label, { maxLength: tags ? 3 : 0 }),
  });
  return fc.array(image, { minLength: 1, maxLength: 3 }).map((images) => {
    const all = images.map((one, index) =>
      imageOf(
        one.shapes.map((known, at) => ({ ...known, id: String(at) })),
        { name: `${index}.jpg`, tags: one.tags.map((name, at) => makeTag({ id: `t${at}`, label: name })) },
      ),
    );
    return setOf(all);
  });
}

const crowd = fc.boolean();
const zOrder = fc.integer({ min: -3, max: 3 });
const cases: [string, AnnotationWriter, fc.Arbitrary<AnnotationSet>, (keyof Shape)[]][] = [
  [
    'COCO',
    writeCoco,
    sets(fc.oneof(box, turned, rings, mask, keypoints), { attributes, score, crowd }, true),
    ['score', 'crowd'],
  ],
  ['YOLO boxes', writeYolo, sets(box, { score }), ['score']],
  ['YOLO outlines', writeYoloOutlines, sets(oneRing, { score }), ['score']],
  ['VOC', writeVoc, sets(fc.oneof(box, turned), { attributes }), ['attributes']],
  [
    'CVAT',
    writeCvat,
    sets(fc.oneof(box, turned, rings, ellipse, mask, points, line), { attributes, zOrder }, true),
    ['attributes', 'zOrder'],
  ],
  [
    'LabelMe',
    writeLabelMe,
    sets(fc.oneof(box, rings, circle, mask, points, line), { attributes }, true),
    ['attributes'],
  ],
];

describe('what is written and read again', () => {
  it.each(cases)('in %s is the same', async (_, write, arbitrary, kept) => {
    await fc.assert(
      fc.asyncProperty(arbitrary, async (set) => {
        const written = write(set);
        expect(written.losses).toEqual([]);
        same(await readBack(written, sizesOf(set.images)), set, kept);
      }),
      { numRuns: 60 },
    );
  });
});

describe('what a format has no words for', () => {
  const everything = setOf([
    imageOf(
      [
        makeShape({
          id: '1',
          label: 'cat',
          geometry: { kind: 'box', x: 1, y: 1, width: 4, height: 2, rotation: 30 },
          score: 0.5,
          crowd: true,
        }),
        makeShape({ id: '2', label: 'cat', geometry: { kind: 'line', points: Float64Array.of(0, 0, 1, 1) } }),
        makeShape({
          id: '3',
          label: 'cat',
          geometry: {
            kind: 'polygon',
            parts: [
              { outline: Float64Array.of(0, 0, 9, 0, 9, 9), holes: [Float64Array.of(1, 1, 2, 1, 2, 2)] },
            ],
          },
        }),
        makeShape({
          id: '4',
          label: 'cat',
          geometry: { kind: 'ellipse', x: 5, y: 5, radiusX: 2, radiusY: 1, rotation: 0 },
          attributes: { wet: 'true' },
        }),
      ],
      {
        tags: [makeTag({ id: 't', label: 'night' })],
        semantic: { width: 1, height: 1, labels: [], pixels: Int16Array.of(-1) },
      },
    ),
    imageOf([], { name: 'b/A.jpg', size: null }),
    imageOf([], { name: 'A.png' }),
    imageOf([], { name: 'a.bmp' }),
  ]);
  it.each([
    [writeCoco, 'semantic_left_out 1, kind_left_out line 1, holes_filled 1, ellipse_as_polygon 1'],
    [
      writeYolo,
      'tags_left_out 1, semantic_left_out 1, kind_left_out turned box 1, kind_left_out line 1, kind_left_out polygon 1, kind_left_out ellipse 1, no_size_left_out 1, name_twice 2',
    ],
    [
      writeYoloOutlines,
      'tags_left_out 1, semantic_left_out 1, kind_left_out box 1, kind_left_out line 1, holes_filled 1, kind_left_out ellipse 1, no_size_left_out 1, name_twice 2',
    ],
    [
      writeVoc,
      'tags_left_out 1, semantic_left_out 1, scores_left_out 1, crowd_left_out 1, kind_left_out line 1, kind_left_out polygon 1, kind_left_out ellipse 1, name_twice 2',
    ],
    [writeCvat, 'semantic_left_out 1, scores_left_out 1, crowd_left_out 1, holes_filled 1'],
    [
      writeLabelMe,
      'semantic_left_out 1, scores_left_out 1, crowd_left_out 1, turned_box_as_polygon 1, holes_filled 1, ellipse_as_polygon 1, name_twice 2',
    ],
  ])('is counted (%o)', (write, told) => {
    const { losses } = write(everything);
    expect(
      losses
        .map(({ code, kind, count }) => [code, kind, count].filter((one) => one !== undefined).join(' '))
        .join(', '),
    ).toBe(told);
  });
});

describe('files that are written', () => {
  it.each([writeYolo, writeVoc, writeLabelMe])('stay below the folder that is chosen (%o)', (write) => {
    const names = ['../../evil.jpg', '/etc/passwd.jpg', 'C:\\evil.jpg', '..', 'a\0b.jpg', 'x/./y.jpg'];
    const { files } = write(setOf(names.map((name) => imageOf([], { name }))));
    for (const { path } of files) {
      expect(path).not.toMatch(/^[/\\]|[:\p{Cc}]/u);
      expect(path.split('/')).not.toContain('..');
    }
    expect(files.length).toBeGreaterThanOrEqual(names.length);
  });

  it('keep ids that are numbers, so that they go back to where they came from', async () => {
    const set = {
      ...setOf([
        imageOf([
          makeShape({
            id: '77',
            label: 'dog',
            geometry: { kind: 'box', x: 0, y: 0, width: 1, height: 1, rotation: 0 },
          }),
        ]),
      ]),
      ids: { labels: ['0', '9'], images: ['4'], only: false },
    };
    const again = await readBack(writeCoco(set));
    expect(again.ids).toEqual(set.ids);
    expect(again.images[0]?.shapes[0]).toMatchObject({ id: '77', label: 'dog' });
  });
});

describe.runIf(hasFixtures)('the 273 boxes', () => {
  it.each([writeCoco, writeYolo, writeVoc, writeCvat, writeLabelMe])(
    'are the same when they were written (%o)',
    async (write) => {
      const { set } = await readFixture('boxes-in-every-format/pascalvoc_format');
      const again = await readBack(write(set), sizesOf(set.images));
      const byName = ({ images }: AnnotationSet): AnnotatedImage[] =>
        [...images].sort((one, other) => (one.name < other.name ? -1 : 1));
      same({ ...again, images: byName(again) }, { ...set, images: byName(set) }, []);
    },
  );
});
