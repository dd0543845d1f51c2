import { describe, expect, it } from 'vitest';
import {
  boxesOf,
  flat,
  geometriesOf,
  notesOf,
  pngHeader,
  read,
  refusal,
  round,
  shapesOf,
} from './support.ts';

const names = 'cat\ndog\n';
const picture = pngHeader(100, 50);
/** One image of 100 x 50 pixels and the lines of its label file. */
const lines = (text: string, more: Record<string, unknown> = {}) =>
  read({ 'classes.txt': names, 'a.png': picture, 'a.txt': text, ...more });

describe('YOLO', () => {
  it('has boxes in shares of the image: center, then size', async () => {
    const reading = await lines('0 0.5 0.5 0.2 0.4\n1 .1 .2 .2 .4 0.75\n');
    expect(reading.format).toBe('yolo');
    expect(boxesOf(reading.set)).toEqual(['a.png cat 40 15 20 20 0', 'a.png dog 0 0 20 20 0']);
    expect(shapesOf(reading).map(({ id, score }) => [id, score])).toEqual([
      ['line 1', null],
      ['line 2', 0.75],
    ]);
    expect(reading.set.labels).toEqual(['cat', 'dog']);
  });

  it('has outlines, with a score where the rest is odd', async () => {
    const reading = await lines('0 0 0 0.1 0 0.1 0.2\n0 0 0 0.1 0 0.1 0.2 0.9\n');
    for (const geometry of geometriesOf(reading))
      expect(geometry.kind === 'polygon' && geometry.parts.map(({ outline }) => flat(outline))).toEqual([
        [0, 0, 10, 0, 10, 10],
      ]);
    expect(shapesOf(reading).map(({ score }) => score)).toEqual([null, 0.9]);
  });

  it('has four corners each that are turned boxes where all of them are right, and says so', async () => {
    // 20 wide, 10 high, turned by 30 degrees about (50, 25).
    const [cosine, sine] = [Math.cos(Math.PI / 6), Math.sin(Math.PI / 6)];
    const corners = [
      [-10, -5],
      [10, -5],
      [10, 5],
      [-10, 5],
    ].flatMap(([x = 0, y = 0]) => [(50 + x * cosine - y * sine) / 100, (25 + x * sine + y * cosine) / 50]);
    const turned = await lines(`0 ${corners.map((share) => share.toFixed(6)).join(' ')}\n`);
    const [box] = geometriesOf(turned);
    expect(box?.kind === 'box' && [box.x, box.y, box.width, box.height, box.rotation].map(round)).toEqual([
      40, 20, 20, 10, 30,
    ]);
    expect(notesOf(turned)).toEqual(['quads_are_boxes a.txt']);
    const [kite] = geometriesOf(await lines('0 .1 .1 .5 .2 .4 .6 .2 .5\n'));
    expect(kite?.kind).toBe('polygon');
    const told = await lines('0 .1 .1 .3 .1 .3 .3 .1 .3\n', {});
    expect(geometriesOf(told)[0]?.kind).toBe('box');
    const asked = await read(
      { 'classes.txt': names, 'a.png': picture, 'a.txt': '0 .1 .1 .3 .1 .3 .3 .1 .3\n' },
      { yoloQuads: 'polygons' },
    );
    expect(geometriesOf(asked)[0]?.kind).toBe('polygon');
  });

  it.each([
    ['data.yaml with a list', { 'data.yaml': "names: ['cat', 'dog']\nnc: 2\n" }],
    ['data.yaml with numbers', { 'set.yml': 'train: images\nnames:\n  0: cat\n  1: dog\n' }],
    ['darknet’s list', { 'obj.names': names }],
    [
      'a list that obj.data names',
      { 'obj.data': 'classes = 2\nnames = data/things.txt\n', 'things.txt': names },
    ],
    ['any list that is alone', { 'my list.txt': names, 'README.md': '# Read me.\n\nIt is short.' }],
    [
      'a list of another code page',
      { 'classes.txt': Buffer.from([0xea, 0xb3, 0xf2, 0x0a, 0xef, 0xe5, 0xf1, 0x0a]) },
    ],
    ['a list in UTF-16', { 'classes.txt': Buffer.from('\ufeffcat\r\ndog\r\n', 'utf16le') }],
  ])('takes the names of classes from %s', async (_, files) => {
    const reading = await read({ ...files, 'labels/a.txt': '1 .5 .5 .2 .2', 'images/a.png': picture });
    const other =
      'classes.txt' in files && Buffer.isBuffer(files['classes.txt']) && files['classes.txt'][0] === 0xea;
    expect(shapesOf(reading)[0]?.label).toBe(other ? 'пес' : 'dog');
  });

  it('calls classes by their numbers where nobody names them, and says so', async () => {
    const none = await read({ 'a.png': picture, 'a.txt': '3 .5 .5 .2 .2' });
    expect(shapesOf(none)[0]?.label).toBe('3');
    expect(notesOf(none)).toEqual(['no_class_names a.txt']);
    const beyond = await lines('7 .5 .5 .2 .2');
    expect(shapesOf(beyond)[0]?.label).toBe('7');
    expect(notesOf(beyond)).toEqual(['class_unknown a.txt:1']);
  });

  it('takes the size from the picture beside, or else from the reference', async () => {
    const sizes = (name: string) => (name.endsWith('a') ? { width: 10, height: 10 } : null);
    const files = { 'classes.txt': names, 'x/labels/a.txt': '0 .5 .5 1 1', 'x/labels/b.txt': '0 .5 .5 1 1' };
    const reading = await read(files, { sizes });
    expect(boxesOf(reading.set)).toEqual(['x/labels/a cat 0 0 10 10 0']);
    expect(notesOf(reading)).toEqual(['image_without_size x/labels/b']);
    expect(await refusal(read(files))).toBe('sizes_needed x/labels/a.txt');
  });

  it('has images with an empty label file or none: nothing is on them', async () => {
    const reading = await read({
      'classes.txt': names,
      'images/a.png': picture,
      'images/b.png': picture,
      'images/c.png': picture,
      'labels/a.txt': '0 .5 .5 .2 .2',
      'labels/b.txt': '',
      'train.txt': './images/a.png\n./images/d.png\n',
    });
    expect(reading.set.images.map(({ name, shapes }) => [name, shapes.length])).toEqual([
      ['images/a.png', 1],
      ['images/b.png', 0],
      ['images/c.png', 0],
      ['./images/d.png', 0],
    ]);
  });

  it('matches folders of one name each in its own split', async () => {
    const reading = await read({
      'classes.txt': names,
      'train/images/1.png': pngHeader(10, 10),
      'train/labels/1.txt': '0 .5 .5 1 1',
      'val/images/1.png': pngHeader(20, 20),
      'val/labels/1.txt': '0 .5 .5 1 1',
    });
    expect(boxesOf(reading.set)).toEqual([
      'train/images/1.png cat 0 0 10 10 0',
      'val/images/1.png cat 0 0 20 20 0',
    ]);
  });

  it.each([
    ['0 0.5 0.5', 'line_unreadable'],
    ['0 0.5 0.5 0.2 nan', 'not_a_number'],
    ['0 0.5 0.5 0.2 Infinity', 'not_a_number'],
    ['0 0.5 0.5 0.2 1e99', 'coordinate_absurd'],
    ['0 50 25 20 10', 'not_normalized'],
    ['0 0.5 0.5 -0.2 0.2', 'negative_size'],
  ])('leaves out the line %s and says where it is', async (line, code) => {
    const reading = await lines(`0 .5 .5 .2 .2\n\n${line}\n1 .5 .5 .2 .2\r\n`);
    expect(notesOf(reading)).toEqual([`${code} a.txt:3`]);
    expect(shapesOf(reading).map(({ id }) => id)).toEqual(['line 1', 'line 4']);
  });

  it('takes a comma for the point', async () => {
    expect(boxesOf((await lines('0 0,5 0,5 0,2 0,4')).set)).toEqual(['a.png cat 40 15 20 20 0']);
  });

  it('names what has points behind its boxes, and is not read', async () => {
    const files = { 'data.yaml': 'kpt_shape: [1, 3]\nnames: [cat]\n', 'a.txt': '0 .5 .5 .2 .2 .5 .5 2' };
    expect(await refusal(read(files))).toBe('foreign_format a.txt {"format":"yolo_pose"}');
  });

  it('is not undone by a description that grows as it is read', async () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghij'
      .split('')
      .map((name, at) => `${name}: &${name} [${`*${'abcdefghi'[at]},`.repeat(9)}]`)
      .join('\n')}\nnames: *j\n`;
    const reading = await read({ 'data.yaml': bomb, 'a.png': picture, 'a.txt': '0 .5 .5 .2 .2' });
    expect(notesOf(reading)).toEqual(['no_class_names a.txt']);
  });
});

describe('oriented boxes in pixels, as DOTA writes them', () => {
  it('are turned boxes with the label behind', async () => {
    const text =
      'imagesource:phone\ngsd:null\n10 10 30 10 30 20 10 20 small car 1\n1.5 2 1.5 8 4.5 8 4.5 2 dog 0\n';
    const reading = await read({ 'labelTxt/a.txt': text, 'data.yaml': 'names: [dog]\n' });
    expect(reading.format).toBe('yolo_oriented');
    expect(boxesOf(reading.set)).toEqual([
      'labelTxt/a small car 10 10 20 10 0',
      'labelTxt/a dog 0 3.5 6 3 90',
    ]);
    expect(shapesOf(reading).map(({ attributes }) => attributes)).toEqual([
      { difficult: 'true' },
      { difficult: 'false' },
    ]);
    expect(reading.set.labels).toEqual(['dog', 'small car']);
  });

  it('are reported line by line', async () => {
    const reading = await read({
      'a.txt': '0 0 2 0 2 2 0 2 car 0\n0 0 2 0 2 2 0 car\n0 0 2 0 2 2 0 1e9 car 0\n',
    });
    expect(notesOf(reading)).toEqual([
      'line_unreadable a.txt:2',
      'coordinate_absurd a.txt:3',
      'image_without_size a',
    ]);
  });
});
