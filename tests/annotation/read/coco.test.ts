import { describe, expect, it } from 'vitest';
import { bitmapOf, decodeCounts, encodeCounts } from '../../../src/main/annotation/run-lengths.ts';
import { boxesOf, geometriesOf, hasFixtures, notesOf, read, readFixture, shapesOf } from './support.ts';

const images = [{ id: 0, file_name: 'a.jpg', width: 6, height: 4 }];
const categories = [
  { id: 0, name: 'cat' },
  { id: 7, name: 'dog' },
];
const file = (annotations: unknown[], more: object = {}) => ({
  'work.json': { images, categories, annotations, ...more },
});
const one = (annotation: object) => file([{ id: 1, image_id: 0, category_id: 7, ...annotation }]);

describe('COCO', () => {
  it('has boxes, with ids and categories that begin at 0', async () => {
    const reading = await read(file([{ id: 0, image_id: 0, category_id: 0, bbox: [1, 1, 2, 2.5] }]));
    expect(reading.format).toBe('coco');
    expect(reading.set.labels).toEqual(['cat', 'dog']);
    expect(boxesOf(reading.set)).toEqual(['a.jpg cat 1 1 2 2.5 0']);
    expect(shapesOf(reading)[0]).toMatchObject({ id: '0', score: null, crowd: false, box: null });
    expect(reading.set.images[0]?.size).toEqual({ width: 6, height: 4 });
  });

  it('has polygons of several parts, the box that is declared beside, attributes and a score', async () => {
    const reading = await read(
      one({
        segmentation: [
          [0, 0, 2, 0, 2, 2],
          [4, 0, 5, 0, 5, 1],
        ],
        bbox: [0, 0, 5, 2],
        attributes: { occluded: false, color: 'red', nested: {} },
        score: 0.5,
      }),
    );
    expect(shapesOf(reading)).toEqual([
      {
        id: '1',
        label: 'dog',
        score: 0.5,
        attributes: { occluded: 'false', color: 'red' },
        geometry: {
          kind: 'polygon',
          parts: [
            { outline: new Float64Array([0, 0, 2, 0, 2, 2]), holes: [] },
            { outline: new Float64Array([4, 0, 5, 0, 5, 1]), holes: [] },
          ],
        },
        box: { x: 0, y: 0, width: 5, height: 2 },
        area: null,
        crowd: false,
        zOrder: 0,
      },
    ]);
  });

  it('has run lengths down the columns, as numbers and as text', async () => {
    // The second column of a 6 x 4 image, all but its lowest pixel.
    const plain = await read(one({ segmentation: { size: [4, 6], counts: [4, 3, 17] }, iscrowd: 1 }));
    const text = encodeCounts(new Uint32Array([4, 3, 17]));
    const packed = await read(one({ segmentation: { size: [4, 6], counts: text } }));
    const runs = { width: 6, height: 4, counts: new Uint32Array([4, 3, 17]) };
    expect(geometriesOf(plain)).toEqual([{ kind: 'mask', runs }]);
    expect(geometriesOf(packed)).toEqual([{ kind: 'mask', runs }]);
    expect(shapesOf(plain)[0]?.crowd).toBe(true);
    expect([...bitmapOf(runs)]).toEqual([
      0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ]);
  });

  it('has keypoints beside the box, and none where none is labeled', async () => {
    const reading = await read(one({ bbox: [0, 0, 3, 3], keypoints: [0, 0, 0, 1, 2, 1, 3, 2, 2] }));
    expect(shapesOf(reading).map(({ id }) => id)).toEqual(['1', '1/keypoints']);
    expect(geometriesOf(reading)[1]).toEqual({
      kind: 'points',
      points: new Float64Array([0, 0, 1, 2, 3, 2]),
      visible: new Uint8Array([0, 1, 2]),
    });
    expect(geometriesOf(await read(one({ bbox: [0, 0, 3, 3], keypoints: [0, 0, 0] })))).toHaveLength(1);
  });

  it('has labels of whole images', async () => {
    const reading = await read(one({}));
    expect(reading.set.images[0]?.tags).toEqual([{ id: '1', label: 'dog', score: null, attributes: {} }]);
  });

  it('tells a turned box by an attribute, as CVAT does', async () => {
    const reading = await read(one({ bbox: [1, 1, 4, 2], segmentation: [], attributes: { rotation: 30 } }));
    expect(boxesOf(reading.set)).toEqual(['a.jpg dog 1 1 4 2 30']);
  });

  it('keeps images without annotations, and says sizes that cannot be', async () => {
    const more = [
      ...images,
      { id: 9, file_name: 'b.jpg', width: 1e9, height: -4 },
      { id: 0, file_name: 'c.jpg' },
    ];
    const reading = await read(file([], { images: more }));
    expect(reading.set.images.map(({ name, size }) => [name, size?.width])).toEqual([
      ['a.jpg', 6],
      ['b.jpg', undefined],
    ]);
    expect(notesOf(reading)).toEqual([
      'image_size_absurd work.json images[1]',
      'id_twice work.json images[2]',
      'image_without_size b.jpg',
    ]);
  });

  it.each([
    [{ bbox: [1, 2, 3] }, 'not_a_number'],
    [{ bbox: [1, 2, null, 4] }, 'not_a_number'],
    [{ bbox: [1, 2, -3, 4] }, 'negative_size'],
    [{ bbox: [1e300, 2, 3, 4] }, 'coordinate_absurd'],
    [{ bbox: 'everywhere' }, 'not_an_object'],
    [{ bbox: [] }, 'no_geometry'],
    [{ segmentation: [[1, 2, 3, 4]] }, 'too_few_points'],
    [{ segmentation: [[1, 2, 3, 4, 5]] }, 'odd_coordinates'],
    [{ segmentation: { size: [4, 6], counts: [4, 3, 16] } }, 'run_lengths_damaged'],
    [{ segmentation: { size: [4, 6], counts: [4, -3, 23] } }, 'run_lengths_damaged'],
    [{ segmentation: { size: [4, 6], counts: 'no runs' } }, 'run_lengths_damaged'],
    [{ segmentation: { size: [1e9, 1e9], counts: [1e18] } }, 'run_lengths_damaged'],
    [{ segmentation: { size: [6, 4], counts: [24] } }, 'mask_size_differs'],
    [{ keypoints: [1, 2] }, 'odd_coordinates'],
    [{ image_id: 3, bbox: [1, 2, 3, 4] }, 'unknown_image'],
    [{ category_id: 3, bbox: [1, 2, 3, 4] }, 'unknown_category'],
  ])('leaves out %j and says where it is', async (annotation, code) => {
    const reading = await read(
      file([
        { id: 1, image_id: 0, category_id: 7, ...annotation },
        { id: 2, image_id: 0, category_id: 7, bbox: [0, 0, 1, 1] },
      ]),
    );
    expect(notesOf(reading)).toEqual([`${code} work.json annotations[0]`]);
    expect(shapesOf(reading).map(({ id }) => id)).toEqual(['2']);
  });

  it('tells shapes with the same id apart, and says so', async () => {
    const twice = { id: 5, image_id: 0, category_id: 0, bbox: [0, 0, 1, 1] };
    const reading = await read(file([twice, twice, twice]));
    expect(shapesOf(reading).map(({ id }) => id)).toEqual(['5', '5~2', '5~3']);
    expect(notesOf(reading)).toEqual(['id_twice a.jpg', 'id_twice a.jpg']);
  });

  it('may call an attribute __proto__ without becoming something else', async () => {
    const text = `{"images":[{"id":1,"file_name":"a.jpg"}],"categories":[{"id":1,"name":"constructor"}],
      "annotations":[{"id":1,"image_id":1,"category_id":1,"bbox":[0,0,1,1],"attributes":{"__proto__":"x"}}]}`;
    const [shape] = shapesOf(await read({ 'a.json': text }));
    expect(Object.entries(shape?.attributes ?? {})).toEqual([['__proto__', 'x']]);
    expect(shape?.label).toBe('constructor');
  });
});

describe('a bare list of results', () => {
  const results = { 'found.json': [{ image_id: 0, category_id: 7, bbox: [1, 1, 2, 2], score: 0.9 }] };

  it('has ids in the place of names', async () => {
    const reading = await read(results);
    expect(reading.format).toBe('coco_results');
    expect(boxesOf(reading.set)).toEqual(['0 7 1 1 2 2 0']);
    expect(shapesOf(reading)[0]?.score).toBe(0.9);
    expect(reading.set.ids).toEqual({ labels: ['7'], images: ['0'], only: true });
    expect(notesOf(reading)).toEqual([]);
  });

  it('can be told by the ids of a whole file', async () => {
    const { set } = await read(file([]));
    expect(set.ids).toEqual({ labels: ['0', '7'], images: ['0'], only: false });
    const two = await read({ ...file([]), 'more.json': file([])['work.json'] });
    expect(two.set.ids).toBeNull();
  });
});

describe('COCO’s text of run lengths', () => {
  it.each([
    [[0, 5, 5, 5, 5, 2, 3, 5, 2, 3, 5, 2, 3, 55], '05500MN3ON3ONe1'],
    [[65, 1, 19, 1, 19, 1, 19, 1, 274], 'Q21c000000o7'],
  ])('of %j is %s', (counts, text) => {
    expect(encodeCounts(new Uint32Array(counts))).toBe(text);
    expect([...(decodeCounts(text) ?? [])]).toEqual(counts);
  });

  it('holds numbers of 32 bits', () => {
    const counts = new Uint32Array([0xffff_ffff, 0, 1, 0xffff_ffff, 2 ** 31, 5, 0]);
    expect(decodeCounts(encodeCounts(counts))).toEqual(counts);
  });

  it.each(['p', '0\u00ff', 'PPPPPPPPPPPPPPPP', 'oooooooo1', '5O'])(
    'is refused where it is none: %j',
    (text) => {
      expect(decodeCounts(text)).toBeNull();
    },
  );
});

describe.runIf(hasFixtures)('files of coco100', () => {
  it('have 839 and twice 734 shapes on 100 images, of 80 categories', async () => {
    const reference = await readFixture('coco100/instances_val2014_100.json');
    const boxes = await readFixture('coco100/instances_val2014_fakebbox100_results.json');
    const masks = await readFixture('coco100/instances_val2014_fakesegm100_results.json');
    const count = ({ set }: typeof boxes) => set.images.reduce((sum, { shapes }) => sum + shapes.length, 0);
    expect([count(reference), count(boxes), count(masks)]).toEqual([839, 734, 734]);
    expect(reference.set.images).toHaveLength(100);
    expect(reference.set.labels).toHaveLength(80);
    expect(notesOf(reference)).toEqual([]);
    const kinds = new Set(
      masks.set.images.flatMap(({ shapes }) => shapes.map(({ geometry }) => geometry.kind)),
    );
    expect(kinds).toEqual(new Set(['mask']));
  });
});
