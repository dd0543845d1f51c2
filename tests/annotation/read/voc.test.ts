import { describe, expect, it } from 'vitest';
import { boxesOf, geometriesOf, notesOf, read, refusal, shapesOf } from './support.ts';

const file = (
  objects: string,
  size = '<size><width>20</width><height>10</height><depth>3</depth></size>',
) => ({
  'Annotations/a.xml': `<?xml version="1.0"?>\n<annotation>\n<filename>a.jpg</filename>${size}\n${objects}\n</annotation>\n`,
});
const box = (xmin: unknown, ymin: unknown, xmax: unknown, ymax: unknown, more = '') =>
  `<object><name>cat</name>${more}<bndbox><xmin>${xmin}</xmin><ymin>${ymin}</ymin><xmax>${xmax}</xmax><ymax>${ymax}</ymax></bndbox></object>`;

describe('Pascal VOC', () => {
  it('is read as it is written, with fractions, corners in any order', async () => {
    const reading = await read(file(`${box(1, 2, 5, 8)}\n${box('7.5', '6', '2.5', '4')}`));
    expect(reading.format).toBe('voc');
    expect(boxesOf(reading.set)).toEqual(['a.jpg cat 1 2 4 6 0', 'a.jpg cat 2.5 4 5 2 0']);
    expect(reading.set.images[0]?.size).toEqual({ width: 20, height: 10 });
    expect(notesOf(reading)).toEqual([]);
  });

  it('says when it looks counted from 1, and is read so where that is said', async () => {
    const files = file(box(1, 1, 20, 5));
    const raw = await read(files);
    expect(boxesOf(raw.set)).toEqual(['a.jpg cat 1 1 19 4 0']);
    expect(notesOf(raw)).toEqual(['perhaps_one_based Annotations/a.xml']);
    const shifted = await read(files, { vocFromOne: true });
    expect(boxesOf(shifted.set)).toEqual(['a.jpg cat 0 0 20 5 0']);
    expect(notesOf(shifted)).toEqual([]);
    expect(notesOf(await read(file(box(0, 1, 20, 5))))).toEqual([]);
  });

  it('has what is said of an object, and its parts', async () => {
    const more = `<pose>Left</pose><truncated>1</truncated><difficult>0</difficult>
      <attributes><attribute><name>color</name><value>red</value></attribute></attributes>
      <part><name>head</name><bndbox><xmin>1</xmin><ymin>2</ymin><xmax>3</xmax><ymax>4</ymax></bndbox></part>`;
    const reading = await read(file(box(1, 2, 5, 8, more)));
    expect(shapesOf(reading).map(({ id, label, attributes }) => [id, label, attributes])).toEqual([
      ['object[0]', 'cat', { pose: 'Left', difficult: 'false', truncated: 'true', color: 'red' }],
      ['object[0].part[0]', 'head', {}],
    ]);
  });

  it('has turned boxes as roLabelImg, and outlines as Roboflow writes them', async () => {
    const turned = `<object><name>cat</name><robndbox><cx>5</cx><cy>5</cy><w>4</w><h>2</h><angle>${Math.PI / 4}</angle></robndbox></object>`;
    const outline =
      '<object><name>cat</name><polygon><x1>1</x1><y1>1</y1><x2>4</x2><y2>1</y2><x3>4</x3><y3>3</y3></polygon></object>';
    const reading = await read(file(turned + outline));
    expect(boxesOf(reading.set)).toEqual(['a.jpg cat 3 4 4 2 45']);
    expect(geometriesOf(reading)[1]).toMatchObject({
      kind: 'polygon',
      parts: [{ outline: new Float64Array([1, 1, 4, 1, 4, 3]) }],
    });
  });

  it('is called by its file where it names none, and has labels in the order of a label map', async () => {
    const text = `<annotation><size/>${box(1, 2, 3, 4)}</annotation>`;
    const labels = '# label:color_rgb:parts:actions\nbackground:0,0,0::\ndog:1,2,3::\n';
    const reading = await read({ 'x/b.xml': text, 'labelmap.txt': labels });
    expect(reading.set.images[0]).toMatchObject({ name: 'b', size: null });
    expect(reading.set.labels).toEqual(['background', 'dog', 'cat']);
  });

  it.each([
    [box(1, 2, 'wide', 4), 'not_a_number'],
    [box(1, 2, 'NaN', 4), 'not_a_number'],
    [box(1, 2, '1e12', 4), 'coordinate_absurd'],
    ['<object><name>cat</name></object>', 'no_geometry'],
    ['<object><bndbox/></object>', 'label_missing'],
  ])('leaves out %s and says its line', async (object, code) => {
    const reading = await read(file(`${object}\n${box(1, 2, 3, 4)}`));
    expect(notesOf(reading)).toEqual([`${code} Annotations/a.xml:4`]);
    expect(shapesOf(reading)).toHaveLength(1);
  });

  it('keeps good files beside a broken one, which is said', async () => {
    const reading = await read({ ...file(box(1, 2, 3, 4)), 'Annotations/b.xml': '<annotation>\n<object>' });
    expect(boxesOf(reading.set)).toHaveLength(1);
    expect(reading.set.notes).toEqual([
      {
        code: 'file_refused',
        place: 'Annotations/b.xml:2:8',
        params: { error: 'not_xml', line: 2, column: 8 },
      },
    ]);
  });
});

describe('XML', () => {
  it.each([
    [
      'entities that grow',
      '<!DOCTYPE a [<!ENTITY b "&c;&c;"><!ENTITY c "x">]>\n<annotation>&b;</annotation>',
      'xml_entities a.xml:1',
    ],
    [
      'entities of other files',
      '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
      'xml_entities a.xml:1',
    ],
    [
      'an entity that nobody declared',
      '<annotation>\n&nobody;</annotation>',
      'not_xml a.xml:2:8 {"line":2,"column":8}',
    ],
    ['a tag that is not closed', '<annotation><size>', 'not_xml a.xml:1:18 {"line":1,"column":18}'],
    ['elements in each other without end', '<a>'.repeat(5_000), 'too_deep a.xml:1 {"limit":100}'],
    [
      'attributes without end',
      `<a ${Array.from({ length: 500 }, (_, at) => `a${at}=""`).join(' ')}/>`,
      'too_large a.xml:1 {"what":"values","limit":100}',
    ],
  ])('with %s is refused', async (_, text, told) => {
    expect(await refusal(read({ 'a.xml': text }))).toBe(told);
  });

  it('with a harmless document type, a byte order mark or in UTF-16 is read', async () => {
    const text = `<!DOCTYPE annotation>\n<annotation><size/>${box(1, 2, 3, 4)}</annotation>`;
    for (const bytes of [Buffer.from(`\ufeff${text}`), Buffer.from(`\ufeff${text}`, 'utf16le')])
      expect(boxesOf((await read({ 'a.xml': bytes })).set)).toEqual(['a cat 1 2 2 2 0']);
  });
});
