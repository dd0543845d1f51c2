import { describe, expect, it } from 'vitest';
import { unpackStroke, unpackValues } from '../../../src/main/annotation/read/brush-runs.ts';
import { createBudget } from '../../../src/main/annotation/read/budget.ts';
import { bitmapOf } from '../../../src/main/annotation/run-lengths.ts';
import { boxesOf, geometriesOf, notesOf, pngHeader, read, round, shapesOf } from './support.ts';

const size = { original_width: 200, original_height: 100 };
const region = (type: string, value: object, more: object = {}) => ({
  id: 'r',
  type,
  value,
  from_name: 'label',
  to_name: 'image',
  ...size,
  ...more,
});
const task = (result: unknown[], more: object = {}) => ({
  'work.json': [{ id: 5, data: { image: '/data/upload/1/a.jpg' }, annotations: [{ result }], ...more }],
});
const rectangle = (value: object) =>
  region('rectanglelabels', {
    x: 10,
    y: 20,
    width: 30,
    height: 40,
    rotation: 0,
    rectanglelabels: ['cat'],
    ...value,
  });

describe('Label Studio', () => {
  it('has percent of the width and the height', async () => {
    const reading = await read(task([rectangle({})]));
    expect(reading.format).toBe('label_studio');
    expect(boxesOf(reading.set)).toEqual(['/data/upload/1/a.jpg cat 20 20 60 40 0']);
    expect(reading.set.images[0]?.size).toEqual({ width: 200, height: 100 });
  });

  it('turns clockwise about the top left corner', async () => {
    // A quarter turn lays the box to the left of its corner, which stays where it is: (20, 20).
    const [box] = geometriesOf(await read(task([rectangle({ rotation: 90 })])));
    if (box?.kind !== 'box') throw new Error('no box');
    const center = [box.x + box.width / 2, box.y + box.height / 2].map(round);
    expect([center, [box.width, box.height, box.rotation]]).toEqual([
      [0, 50],
      [60, 40, 90],
    ]);
  });

  it('has polygons, open lines, ellipses, key points, and labels told apart from shapes', async () => {
    const points = [
      [0, 0],
      [10, 0],
      [10, 10],
    ];
    const reading = await read(
      task([
        region('polygonlabels', { points, closed: true, polygonlabels: ['cat'] }, { id: '1' }),
        region('polygonlabels', { points, closed: false, polygonlabels: ['cat'] }, { id: '2' }),
        region(
          'ellipselabels',
          { x: 50, y: 50, radiusX: 10, radiusY: 10, rotation: 5, ellipselabels: ['cat'] },
          { id: '3' },
        ),
        region('keypointlabels', { x: 50, y: 50, width: 1, keypointlabels: ['cat'] }, { id: '4' }),
        region('rectangle', { x: 0, y: 0, width: 10, height: 10 }, { id: '5' }),
        region('labels', { x: 0, y: 0, width: 10, height: 10, labels: ['dog'] }, { id: '5' }),
      ]),
    );
    expect(geometriesOf(reading).map(({ kind }) => kind)).toEqual([
      'polygon',
      'line',
      'ellipse',
      'points',
      'box',
    ]);
    expect(geometriesOf(reading)[2]).toEqual({
      kind: 'ellipse',
      x: 100,
      y: 50,
      radiusX: 20,
      radiusY: 10,
      rotation: 5,
    });
    expect(shapesOf(reading).at(-1)?.label).toBe('dog');
    expect(notesOf(reading)).toEqual([]);
  });

  it('has answers about a region as its attributes, about the image as tags', async () => {
    const reading = await read({
      ...task([
        rectangle({}),
        region('choices', { x: 10, choices: ['wet', 'old'] }, { from_name: 'state' }),
        region('taxonomy', { taxonomy: [['animal', 'cat']] }, { from_name: 'kind' }),
        { id: 'c', type: 'choices', value: { choices: ['night', 'rain'] } },
      ]),
      'setup.xml': '<View><Label value="dog"/><Choices><Choice value="night"/></Choices></View>',
    });
    expect(shapesOf(reading)[0]?.attributes).toEqual({ state: 'wet, old', kind: 'animal/cat' });
    expect(reading.set.images[0]?.tags.map(({ id, label }) => [id, label])).toEqual([
      ['c', 'night'],
      ['c/1', 'rain'],
    ]);
    expect(reading.set.labels).toEqual(['dog', 'night', 'cat', 'rain']);
  });

  it('takes the last answer that was not given up', async () => {
    const answer = (label: string, updated_at: string, was_cancelled = false) => ({
      result: [rectangle({ rectanglelabels: [label] })],
      updated_at,
      was_cancelled,
    });
    const annotations = [
      answer('old', '2024-01-01'),
      answer('new', '2024-02-01'),
      answer('given up', '2024-03-01', true),
    ];
    const reading = await read(task([], { annotations }));
    expect(shapesOf(reading).map(({ label }) => label)).toEqual(['new']);
    expect(notesOf(reading)).toEqual([
      'canceled_annotation work.json [0].annotations',
      'several_annotations work.json [0].annotations',
    ]);
  });

  it.each([
    ['/data/upload/1/0a1b2c3d-my cat.jpg', 'my cat.jpg'],
    ['/data/local-files/?d=photos%2Fcat.jpg', 'photos/cat.jpg'],
    ['https://example.org/photos/cat.jpg?size=2', 'photos/cat.jpg'],
    ['s3://bucket/cat.jpg', 'cat.jpg'],
    ['/photos/0a1b2c3d-cat.jpg', '/photos/0a1b2c3d-cat.jpg'],
  ])('of the image %s is of %s', async (image, name) => {
    const { set } = await read(task([rectangle({})], { data: { text: 'Look.', image } }));
    expect(set.images[0]?.name).toBe(name);
  });

  it('keeps the longer name of an upload where the picture has it', async () => {
    const image = '/data/upload/1/0a1b2c3d-cat.png';
    const { set } = await read({
      ...task([], { data: { image } }),
      'images/0a1b2c3d-cat.png': pngHeader(4, 4),
    });
    expect(set.images[0]).toMatchObject({ name: '0a1b2c3d-cat.png', size: { width: 4, height: 4 } });
  });

  it('has pages of one task as images of their own', async () => {
    const data = { pages: [{ url: '/x/1.jpg' }, { url: '/x/2.jpg' }] };
    const { set } = await read(
      task([rectangle({}), { ...rectangle({}), id: 's', to_name: 'page_1' }], { data }),
    );
    expect(set.images.map(({ name, shapes }) => [name, shapes.map(({ id }) => id)])).toEqual([
      ['/x/1.jpg', ['r']],
      ['/x/2.jpg', ['s']],
    ]);
  });

  it('is read in its short form too', async () => {
    const label = [{ x: 10, y: 20, width: 30, height: 40, rotation: 0, rectanglelabels: ['cat'], ...size }];
    const reading = await read({
      'a.json': [{ id: 1, image: '/x/a.jpg', label, annotator: 1, annotation_id: 2 }],
    });
    expect(boxesOf(reading.set)).toEqual(['/x/a.jpg cat 20 20 60 40 0']);
  });

  it.each([
    [rectangle({ rectanglelabels: [] }), 'label_missing'],
    [rectangle({ width: -3 }), 'negative_size'],
    [rectangle({ x: 'left' }), 'not_a_number'],
    [region('polygonlabels', { points: [[1, 1]], polygonlabels: ['cat'] }), 'too_few_points'],
    [
      region('brushlabels', { format: 'rle', rle: [0, 0, 0, 18], brushlabels: ['cat'] }),
      'run_lengths_damaged',
    ],
    [region('brushlabels', { format: 'rle', rle: [999], brushlabels: ['cat'] }), 'run_lengths_damaged'],
    [region('timeserieslabels', { start: 1, end: 2, timeserieslabels: ['cat'] }), 'no_geometry'],
  ])('leaves out %j and says where it is', async (result, code) => {
    const reading = await read(task([result, { ...rectangle({}), id: 'good' }]));
    expect(notesOf(reading)).toEqual([`${code} work.json [0].r`]);
    expect(shapesOf(reading).map(({ id }) => id)).toEqual(['good']);
  });
});

/** Packs values as Label Studio does, in runs of at most 256. */
function pack(values: readonly number[]): number[] {
  const bits: number[] = [];
  const write = (value: number, count: number): void => {
    for (let bit = count - 1; bit >= 0; bit -= 1) bits.push(Math.floor(value / 2 ** bit) % 2);
  };
  write(values.length, 32);
  write(7, 5);
  for (const width of [3, 4, 5, 8]) write(width - 1, 4);
  for (let at = 0; at < values.length; ) {
    let end = at + 1;
    while (end < values.length && values[end] === values[at] && end - at < 256) end += 1;
    write(1, 1);
    write(3, 2);
    write(end - at - 1, 8);
    write(values[at] ?? 0, 8);
    at = end;
  }
  while (bits.length % 8 !== 0) bits.push(0);
  return Array.from({ length: bits.length / 8 }, (_, at) =>
    Number.parseInt(bits.slice(at * 8, at * 8 + 8).join(''), 2),
  );
}

describe('a brush stroke', () => {
  it('is packed in runs and in single values', () => {
    // The values 1,1,1,1,2,3,5,6,7,8,4 … as Label Studio packs them.
    const start = [0, 0, 0, 18, 57, 27, 252, 96, 32, 1, 0, 6, 0, 40, 0, 192, 3, 128, 17, 56, 32];
    const values = [1, 1, 1, 1, 2, 3, 5, 6, 7, 8, 4, 4, 4, 4, 4, 4, 4, 4];
    expect(unpackValues(Uint8Array.from([...start, 0, 0, 0, 0]), 18).slice(0, 10)).toEqual(
      values.slice(0, 10),
    );
    expect(unpackValues(Uint8Array.from(pack(values)), 18)).toEqual(values);
  });

  it('is where its alpha is', async () => {
    // Two by two pixels: the second and third are painted.
    const rgba = [0, 0, 0, 0, 9, 9, 9, 255, 0, 0, 0, 128, 9, 9, 9, 0];
    const stroke = unpackStroke(Uint8Array.from(pack(rgba)), { width: 2, height: 2 }, createBudget());
    expect([...bitmapOf(stroke)]).toEqual([0, 1, 1, 0]);
    const rle = pack(rgba);
    const more = { original_width: 2, original_height: 2 };
    const reading = await read(
      task([region('brushlabels', { format: 'rle', rle, brushlabels: ['cat'] }, more)]),
    );
    expect(geometriesOf(reading)).toEqual([
      { kind: 'mask', runs: { width: 2, height: 2, counts: new Uint32Array([1, 2, 1]) } },
    ]);
  });
});
