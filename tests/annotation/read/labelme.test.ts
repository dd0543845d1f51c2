import { describe, expect, it } from 'vitest';
import { withoutImageData } from '../../../src/main/annotation/read/parse-json.ts';
import { bitmapOf } from '../../../src/main/annotation/run-lengths.ts';
import { encodeGrayPng } from '../../../src/main/annotation/write/encode-png.ts';
import { boxesOf, geometriesOf, notesOf, read, refusal, shapesOf } from './support.ts';

const file = (shapes: unknown[], more: object = {}) => ({
  'a.json': {
    version: '5.5.0',
    flags: {},
    shapes,
    imagePath: 'a.jpg',
    imageData: null,
    imageHeight: 4,
    imageWidth: 6,
    ...more,
  },
});
const shape = (shape_type: string, points: unknown, more: object = {}) => ({
  label: 'cat',
  points,
  shape_type,
  ...more,
});

describe('LabelMe', () => {
  it('has rectangles by two corners in any order, or by four', async () => {
    const reading = await read(
      file([
        shape('rectangle', [
          [1, 1],
          [4, 3],
        ]),
        shape('rectangle', [
          [4, 3],
          [1, 1],
        ]),
        shape('rectangle', [
          [1, 1],
          [4, 1],
          [4, 3],
          [1, 3],
        ]),
      ]),
    );
    expect(reading.format).toBe('labelme');
    expect(new Set(boxesOf(reading.set))).toEqual(new Set(['a.jpg cat 1 1 3 2 0']));
    expect(shapesOf(reading)).toHaveLength(3);
    expect(reading.set.images[0]).toMatchObject({ name: 'a.jpg', size: { width: 6, height: 4 } });
  });

  it('has every other kind, polygons without one, attributes, flags and tags', async () => {
    const reading = await read(
      file(
        [
          {
            label: 'cat',
            points: [
              [0, 0],
              [2, 0],
              [2, 2],
            ],
            flags: { wet: true, old: false },
            description: 'asleep',
          },
          shape('circle', [
            [2, 2],
            [2, 3.5],
          ]),
          shape('point', [[1, 2]], { attributes: { color: 'red' } }),
          shape('line', [
            [0, 0],
            [1, 1],
          ]),
          shape('linestrip', [
            [0, 0],
            [1, 1],
            [2, 0],
          ]),
          shape('points', [
            [0, 0],
            [1, 1],
          ]),
          shape('rotation', [
            [1, 0],
            [3, 2],
            [2, 3],
            [0, 1],
          ]),
        ],
        { flags: { night: true, rain: false } },
      ),
    );
    expect(geometriesOf(reading).map(({ kind }) => kind)).toEqual([
      'polygon',
      'ellipse',
      'points',
      'line',
      'line',
      'points',
      'box',
    ]);
    expect(geometriesOf(reading)[1]).toEqual({
      kind: 'ellipse',
      x: 2,
      y: 2,
      radiusX: 1.5,
      radiusY: 1.5,
      rotation: 0,
    });
    expect(boxesOf(reading.set)).toEqual(['a.jpg cat 0.086 0.793 2.828 1.414 45']);
    expect(shapesOf(reading)[0]?.attributes).toEqual({ wet: 'true', old: 'false', description: 'asleep' });
    expect(shapesOf(reading)[2]?.attributes).toEqual({ color: 'red' });
    expect(reading.set.images[0]?.tags).toMatchObject([{ label: 'night' }]);
  });

  it('has masks as pictures of their own box', async () => {
    const mask = encodeGrayPng(Uint8Array.of(0, 255, 255, 255, 0, 0), 3, 2).toString('base64');
    const reading = await read(
      file([
        shape(
          'mask',
          [
            [2, 1],
            [4, 2],
          ],
          { mask },
        ),
      ]),
    );
    const [geometry] = geometriesOf(reading);
    if (geometry?.kind !== 'mask') throw new Error('no mask');
    expect([...bitmapOf(geometry.runs)].join('')).toBe('000000000110001000000000');
  });

  it('joins polygons of one group: parts of one thing', async () => {
    const ring = [
      [0, 0],
      [1, 0],
      [1, 1],
    ];
    const reading = await read(
      file([1, 1, null, null].map((group_id) => shape('polygon', ring, { group_id }))),
    );
    expect(geometriesOf(reading).map((one) => one.kind === 'polygon' && one.parts.length)).toEqual([2, 1, 1]);
  });

  it('takes the size from the picture beside where it says none', async () => {
    const gif = Buffer.from('GIF89a\x07\0\x05\0', 'latin1');
    const { set } = await read({
      ...file([], { imagePath: '..\\pictures\\a.gif', imageHeight: null, imageWidth: null }),
      'pictures/a.gif': gif,
    });
    expect(set.images[0]?.size).toEqual({ width: 7, height: 5 });
  });

  it.each([
    [shape('rectangle', [[1, 1]]), 'too_few_points'],
    [
      shape('polygon', [
        [1, 1],
        [2, 2],
      ]),
      'too_few_points',
    ],
    [shape('polygon', 'round'), 'not_an_object'],
    [
      shape('polygon', [
        [1, 1],
        [2, null],
        [3, 3],
      ]),
      'not_a_number',
    ],
    [shape('cube', [[1, 1]]), 'shape_kind_unknown'],
    [
      shape(
        'mask',
        [
          [1, 1],
          [2, 2],
        ],
        { mask: 'AAAA' },
      ),
      'damaged_image',
    ],
    [
      shape(
        'mask',
        [
          [5, 3],
          [8, 4],
        ],
        { mask: encodeGrayPng(new Uint8Array(6), 3, 2).toString('base64') },
      ),
      'mask_outside',
    ],
    [{ points: [[1, 1]], shape_type: 'point' }, 'label_missing'],
    ['a shape', 'not_an_object'],
  ])('leaves out %j and says where it is', async (one, code) => {
    const reading = await read(file([one, shape('point', [[1, 1]])]));
    expect(notesOf(reading)).toEqual([`${code} a.json shapes[0]`]);
    expect(shapesOf(reading)).toHaveLength(1);
  });

  it('of the old kind, in XML, is named and not read', async () => {
    const text =
      '<annotation><filename>a.jpg</filename><object><name>cat</name><polygon><pt><x>1</x><y>1</y></pt></polygon></object></annotation>';
    expect(await refusal(read({ 'a.xml': text }))).toBe('foreign_format a.xml {"format":"labelme_xml"}');
  });
});

describe('pictures inside of JSON', () => {
  const kept = (text: string): string => withoutImageData(Buffer.from(text)).toString();
  it.each([
    ['{"imageData": "AAAA", "a": 1}', '{"imageData": "", "a": 1}'],
    ['{"imageData"\n:\t"AAAA"}', '{"imageData"\n:\t""}'],
    ['{"imageData": null}', '{"imageData": null}'],
    ['{"label": "imageData", "b": "x"}', '{"label": "imageData", "b": "x"}'],
    ['{"a": "say \\"imageData\\": \\"x\\""}', '{"a": "say \\"imageData\\": \\"x\\""}'],
    ['{"imageData": "cut off', '{"imageData": "cut off'],
    ['[{"imageData":"A"},{"imageData":"B"}]', '[{"imageData":""},{"imageData":""}]'],
  ])('%s is %s', (text, without) => {
    expect(kept(text)).toBe(without);
  });
});
