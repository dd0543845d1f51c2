import { describe, expect, it } from 'vitest';
import { boxesOf, geometriesOf, notesOf, read, refusal, shapesOf } from './support.ts';

describe('VIA', () => {
  const regions = [
    {
      shape_attributes: { name: 'rect', x: 1, y: 2, width: 3, height: 4 },
      region_attributes: { label: 'cat', wet: { yes: true, no: false } },
    },
    { shape_attributes: { name: 'circle', cx: 5, cy: 5, r: 2 }, region_attributes: { label: 'dog' } },
    {
      shape_attributes: { name: 'ellipse', cx: 5, cy: 5, rx: 2, ry: 1, theta: Math.PI / 2 },
      region_attributes: { label: 'dog' },
    },
    {
      shape_attributes: { name: 'polygon', all_points_x: [0, 1, 1], all_points_y: [0, 0, 1] },
      region_attributes: { label: 'dog' },
    },
    {
      shape_attributes: { name: 'polyline', all_points_x: [0, 1], all_points_y: [0, 1] },
      region_attributes: { label: 'dog' },
    },
    { shape_attributes: { name: 'point', cx: 1, cy: 2 }, region_attributes: {} },
  ];
  const images = (list: unknown) => ({
    'a.jpg900': { filename: 'a.jpg', size: 900, regions: list, file_attributes: {} },
  });
  const kinds = ['box', 'ellipse', 'ellipse', 'polygon', 'line', 'points'];

  it('has a project, or images alone, or regions with numbers for keys', async () => {
    const attributes = { region: { label: { type: 'dropdown', options: { fish: '', dog: '', cat: '' } } } };
    const project = await read({
      'a.json': { _via_settings: {}, _via_img_metadata: images(regions), _via_attributes: attributes },
    });
    const alone = await read({ 'a.json': images(regions) });
    const numbered = await read({ 'a.json': images(Object.fromEntries(regions.entries())) });
    for (const reading of [project, alone, numbered]) {
      expect(reading.format).toBe('via');
      expect(geometriesOf(reading).map(({ kind }) => kind)).toEqual(kinds);
      expect(notesOf(reading)).toEqual([
        'label_missing a.json a.jpg900.regions[5]',
        'image_without_size a.jpg',
      ]);
    }
    expect(project.set.labels).toEqual(['fish', 'dog', 'cat', '']);
    expect(shapesOf(alone)[0]?.attributes).toEqual({ wet: 'yes' });
    expect(geometriesOf(alone)[2]).toMatchObject({ radiusX: 2, rotation: 90 });
  });

  it('has the same as a table', async () => {
    const quoted = (value: unknown) => `"${JSON.stringify(value).replaceAll('"', '""')}"`;
    const header =
      'filename,file_size,file_attributes,region_count,region_id,region_shape_attributes,region_attributes';
    const rows = regions.map((region, index) =>
      [
        'a.jpg',
        900,
        '"{}"',
        6,
        index,
        quoted(region.shape_attributes),
        quoted(region.region_attributes),
      ].join(','),
    );
    const empty = 'b.jpg,900,"{}",0,0,"{}","{}"';
    const reading = await read({ 'a.csv': [header, ...rows, empty].join('\r\n') });
    const json = await read({ 'a.json': images(regions) });
    expect(reading.set.images.map(({ name, shapes }) => [name, shapes.length])).toEqual([
      ['a.jpg', 6],
      ['b.jpg', 0],
    ]);
    expect(shapesOf(reading)).toEqual(shapesOf(json));
  });

  it('guesses which attribute is the label where none has a usual name, and says so', async () => {
    const shape_attributes = { name: 'point', cx: 1, cy: 2 };
    const odd = [{ shape_attributes, region_attributes: { fruit: 'apple', taste: 'sour' } }];
    const reading = await read({ 'a.json': images(odd) });
    expect(shapesOf(reading)[0]).toMatchObject({ label: 'apple', attributes: { taste: 'sour' } });
    expect(notesOf(reading)).toContain('label_attribute_guessed a.json');
  });

  it('leaves out what it cannot use and says where it is', async () => {
    const broken = [
      {
        shape_attributes: { name: 'polygon', all_points_x: [0, 1, 2], all_points_y: [0, 1] },
        region_attributes: { label: 'a' },
      },
      { shape_attributes: { name: 'blob' }, region_attributes: { label: 'a' } },
      { shape_attributes: { name: 'rect', x: 1 }, region_attributes: { label: 'a' } },
      'a region',
    ];
    expect(notesOf(await read({ 'a.json': images(broken) })).slice(0, 5)).toEqual([
      'odd_coordinates a.json a.jpg900.regions[0]',
      'shape_kind_unknown a.json a.jpg900.regions[1]',
      'not_a_number a.json a.jpg900.regions[2]',
      'not_an_object a.json a.jpg900.regions[3]',
      'image_without_size a.jpg',
    ]);
  });

  it('of version 3 is named and not read', async () => {
    const project = { project: {}, config: {}, attribute: {}, file: {}, metadata: {}, view: {} };
    expect(await refusal(read({ 'a.json': project }))).toBe('foreign_format a.json {"format":"via3"}');
  });
});

describe('Open Images', () => {
  const sizes = () => ({ width: 200, height: 100 });
  const header =
    'ImageID,Source,LabelName,Confidence,XMin,XMax,YMin,YMax,IsOccluded,IsTruncated,IsGroupOf,IsDepiction,IsInside';

  it.each([
    ['points', 'a.jpg,x,cat,1,0.1,0.4,0.2,0.6,0,-1,1,0,0'],
    ['commas in quotes', 'a.jpg,x,cat,1,"0,1","0,4","0,2","0,6",0,-1,1,0,0'],
  ])('has shares with decimal %s', async (_, row) => {
    const reading = await read({ 'a.csv': `${header}\n${row}\n` }, { sizes });
    expect(reading.format).toBe('open_images');
    expect(boxesOf(reading.set)).toEqual(['a.jpg cat 20 20 60 40 0']);
    expect(shapesOf(reading)[0]).toMatchObject({
      id: 'line 2',
      score: null,
      crowd: true,
      attributes: { IsOccluded: 'false', IsDepiction: 'false', IsInside: 'false' },
    });
  });

  it('has semicolons between the cells where the comma is the point', async () => {
    const row = 'a.jpg;x;/m/01;0,5;0,1;0,4;0,2;0,6';
    const names = '/m/01,Cat\n/m/02,"Dog, small"\n';
    const reading = await read(
      { 'a.csv': `${header.replaceAll(',', ';')}\n${row}\n`, 'names.csv': names },
      { sizes },
    );
    expect(boxesOf(reading.set)).toEqual(['a.jpg Cat 20 20 60 40 0']);
    expect(shapesOf(reading)[0]?.score).toBe(0.5);
  });

  it('needs sizes, and reports lines', async () => {
    const rows = 'a,x,cat,1,0.1,left,0.2,0.6\na,x,,1,0.1,0.2,0.2,0.6\na,x,cat,1,0.1,0.4\n';
    expect(await refusal(read({ 'a.csv': `${header}\n${rows}` }))).toBe('sizes_needed a.csv');
    expect(notesOf(await read({ 'a.csv': `${header}\n${rows}` }, { sizes }))).toEqual([
      'not_a_number a.csv:2',
      'label_missing a.csv:3',
      'not_a_number a.csv:4',
    ]);
  });
});

describe('Datumaro', () => {
  const file = (annotations: unknown[]) => ({
    'a.json': {
      info: {},
      categories: { label: { labels: [{ name: 'cat' }, { name: 'dog' }] } },
      items: [{ id: 'a', annotations, image: { path: 'a.jpg', size: [4, 6] } }],
    },
  });

  it('has labels, boxes, polygons joined by group, lines, points, ellipses and masks', async () => {
    const ring = [0, 0, 1, 0, 1, 1];
    const reading = await read(
      file([
        { type: 'label', label_id: 1 },
        {
          type: 'bbox',
          label_id: 0,
          bbox: [1, 1, 3, 2],
          z_order: 3,
          attributes: { occluded: true, is_crowd: true },
        },
        { type: 'polygon', label_id: 0, points: ring, group: 2 },
        { type: 'polygon', label_id: 0, points: ring, group: 2 },
        { type: 'polygon', label_id: 0, points: ring, group: 0 },
        { type: 'polyline', label_id: 0, points: [0, 0, 1, 1] },
        { type: 'points', label_id: 0, points: [1, 2, 3, 4], visibility: [2, 0] },
        { type: 'ellipse', label_id: 0, points: [0, 0, 4, 2] },
        { type: 'mask', label_id: 0, rle: { size: [4, 6], counts: [10, 4, 10] } },
        { type: 'caption', caption: 'A cat.' },
      ]),
    );
    expect(reading.format).toBe('datumaro');
    expect(reading.set.images[0]).toMatchObject({
      name: 'a.jpg',
      size: { width: 6, height: 4 },
      tags: [{ label: 'dog' }],
    });
    expect(geometriesOf(reading).map(({ kind }) => kind)).toEqual([
      'box',
      'polygon',
      'polygon',
      'line',
      'points',
      'ellipse',
      'mask',
    ]);
    expect(geometriesOf(reading).map((one) => one.kind === 'polygon' && one.parts.length)).toEqual([
      false,
      2,
      1,
      false,
      false,
      false,
      false,
    ]);
    expect(shapesOf(reading)[0]).toMatchObject({ crowd: true, zOrder: 3 });
    expect(geometriesOf(reading)[5]).toEqual({
      kind: 'ellipse',
      x: 2,
      y: 1,
      radiusX: 2,
      radiusY: 1,
      rotation: 0,
    });
    expect(notesOf(reading)).toEqual(['shape_kind_unknown a.json items[0].annotations[9]']);
  });

  it('leaves out a mask of another size than its image', async () => {
    const mask = { type: 'mask', label_id: 0, rle: { size: [6, 4], counts: [24] } };
    const reading = await read(file([mask, { type: 'bbox', label_id: 0, bbox: [1, 1, 3, 2] }]));
    expect(geometriesOf(reading).map(({ kind }) => kind)).toEqual(['box']);
    expect(notesOf(reading)).toEqual(['mask_size_differs a.jpg']);
  });

  it('leaves out what it cannot use', async () => {
    const broken = [
      { type: 'bbox', label_id: 9, bbox: [1, 1, 3, 2] },
      { type: 'bbox', label_id: 0, bbox: [1] },
      7,
    ];
    expect(notesOf(await read(file(broken)))).toEqual([
      'unknown_category a.json items[0].annotations[0]',
      'not_a_number a.json items[0].annotations[1]',
      'not_an_object a.json items[0].annotations[2]',
    ]);
  });
});

describe('formats that are not read', () => {
  it.each([
    ['vott', 'a.json', { assets: {}, tags: [] }],
    ['createml', 'a.json', [{ image: 'a.jpg', annotations: [{ label: 'cat', coordinates: {} }] }]],
    ['coco_captions', 'a.json', { images: [], annotations: [{ image_id: 1, caption: 'A cat.' }] }],
    ['geojson', 'a.json', { type: 'FeatureCollection', features: [] }],
    ['tensorflow_csv', 'a.csv', 'filename,width,height,class,xmin,ymin,xmax,ymax\na.jpg,1,1,cat,0,0,1,1\n'],
    ['multiclass_csv', 'a.csv', 'filename, cat, dog\na.jpg, 1, 0\n'],
    [
      'kitti',
      'a.txt',
      'Car 0.00 0 -1.58 587.01 173.33 614.12 200.12 1.65 1.67 3.64 -0.65 1.71 46.70 -1.59\n',
    ],
    ['tfrecord', 'a.tfrecord', Buffer.from([20, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 0x0a, 18, 0, 0, 0, 0])],
    ['office_document', '[Content_Types].xml', '<Types/>'],
  ])('%s is named', async (format, path, content) => {
    expect(await refusal(read({ [path]: content }))).toBe(`foreign_format ${path} {"format":"${format}"}`);
  });
});
