import { describe, expect, it } from 'vitest';
import { bitmapOf } from '../../../src/main/annotation/run-lengths.ts';
import { boxesOf, geometriesOf, notesOf, read, refusal, shapesOf } from './support.ts';

const file = (shapes: string, labels = '') => ({
  'annotations.xml': `<annotations><version>1.1</version><meta><task><labels>${labels}</labels></task></meta>
<image id="0" name="a.jpg" width="6" height="4">
${shapes}
</image></annotations>`,
});

describe('CVAT for images', () => {
  it('has boxes, turned clockwise about their centers, with attributes and layers', async () => {
    const reading = await read(
      file(
        `<box label="cat" occluded="1" xtl="1" ytl="1" xbr="5" ybr="3" rotation="30.5" z_order="2"><attribute name="color">red</attribute></box>`,
        '<label><name>dog</name></label><label><name>cat</name></label><label><name>eye</name><parent>cat</parent></label>',
      ),
    );
    expect(reading.format).toBe('cvat');
    expect(boxesOf(reading.set)).toEqual(['a.jpg cat 1 1 4 2 30.5']);
    expect(shapesOf(reading)[0]).toMatchObject({
      id: 'box[0]',
      zOrder: 2,
      attributes: { occluded: 'true', color: 'red' },
    });
    expect(reading.set.labels).toEqual(['dog', 'cat']);
  });

  it('has every other kind', async () => {
    const reading = await read(
      file(`<polygon label="a" points="0,0;2.5,0;2,2"/><polyline label="a" points="0,0;1,1"/><points label="a" points="1,2;3,4"/>
        <ellipse label="a" cx="2" cy="1" rx="2" ry="0.5" rotation="10"/>
        <skeleton label="a"><points label="1" occluded="0" outside="0" points="1,1"/><points label="2" occluded="1" outside="0" points="2,2"/><points label="3" occluded="0" outside="1" points="0,0"/></skeleton>
        <tag label="night"/>`),
    );
    expect(geometriesOf(reading)).toEqual([
      { kind: 'polygon', parts: [{ outline: new Float64Array([0, 0, 2.5, 0, 2, 2]), holes: [] }] },
      { kind: 'line', points: new Float64Array([0, 0, 1, 1]) },
      { kind: 'points', points: new Float64Array([1, 2, 3, 4]), visible: null },
      { kind: 'ellipse', x: 2, y: 1, radiusX: 2, radiusY: 0.5, rotation: 10 },
      { kind: 'points', points: new Float64Array([1, 1, 2, 2, 0, 0]), visible: new Uint8Array([2, 1, 0]) },
    ]);
    expect(reading.set.images[0]?.tags.map(({ label }) => label)).toEqual(['night']);
  });

  it('has masks row by row inside of their own box', async () => {
    // Three wide, two high at (2, 1): .XX / X..
    const reading = await read(file('<mask label="a" rle="1, 3, 2" left="2" top="1" width="3" height="2"/>'));
    const [mask] = geometriesOf(reading);
    if (mask?.kind !== 'mask') throw new Error('no mask');
    const rows = Array.from({ length: 4 }, (_, y) =>
      [...bitmapOf(mask.runs).slice(y * 6, y * 6 + 6)].join(''),
    );
    expect(rows).toEqual(['000000', '000110', '001000', '000000']);
    expect([...mask.runs.counts]).toEqual([10, 1, 2, 1, 3, 1, 6]);
  });

  it('joins polygons of one group and label: parts of one thing', async () => {
    const ring = 'points="0,0;1,0;1,1"';
    const reading = await read(
      file(
        `<polygon label="a" group_id="3" ${ring}/><polygon label="b" group_id="3" ${ring}/><polygon label="a" group_id="3" ${ring}/><polygon label="a" ${ring}/>`,
      ),
    );
    expect(geometriesOf(reading).map((one) => one.kind === 'polygon' && one.parts.length)).toEqual([2, 1, 1]);
  });

  it('tells images of one name in several subsets apart', async () => {
    const image = (subset: string) => `<image id="0" name="a.jpg" subset="${subset}" width="6" height="4"/>`;
    const { set } = await read({
      'a.xml': `<annotations>${image('train')}${image('test')}<image name="b.jpg"/></annotations>`,
    });
    expect(set.images.map(({ name }) => name)).toEqual(['train/a.jpg', 'test/a.jpg', 'b.jpg']);
  });

  it.each([
    ['<box label="a" xtl="1" ytl="1" xbr="0" ybr="3"/>', 'negative_size'],
    ['<box label="a" xtl="1" ytl="1" xbr="wide" ybr="3"/>', 'not_a_number'],
    ['<box label="a" xtl="1"/>', 'not_a_number'],
    ['<box xtl="1" ytl="1" xbr="2" ybr="3"/>', 'label_missing'],
    ['<polygon label="a" points="1,2;3,4"/>', 'too_few_points'],
    ['<polygon label="a" points="1,2;3;4,5"/>', 'not_a_number'],
    ['<mask label="a" rle="1, 3, 3" left="2" top="1" width="3" height="2"/>', 'run_lengths_damaged'],
    ['<mask label="a" rle="1, 3" left="2" top="1" width="3" height="2"/>', 'run_lengths_damaged'],
    ['<mask label="a" rle="1, 3, 2" left="5" top="1" width="3" height="2"/>', 'mask_outside'],
    [
      '<mask label="a" rle="0, 1000000000000" left="0" top="0" width="1000000" height="1000000"/>',
      'mask_outside',
    ],
    ['<cuboid label="a" xtl1="1"/>', 'shape_kind_unknown'],
  ])('leaves out %s and says its line', async (shape, code) => {
    const reading = await read(file(`${shape}\n<box label="a" xtl="1" ytl="1" xbr="2" ybr="3"/>`));
    expect(notesOf(reading)).toEqual([`${code} annotations.xml:3`]);
    expect(shapesOf(reading)).toHaveLength(1);
  });

  it('of a film is named, and not read', async () => {
    const text =
      '<annotations><meta/><track id="0" label="a"><box frame="0" xtl="1" ytl="1" xbr="2" ybr="2"/></track></annotations>';
    expect(await refusal(read({ 'a.xml': text }))).toBe('foreign_format a.xml {"format":"cvat_video"}');
  });
});
