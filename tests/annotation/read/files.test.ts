import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { indexImages } from '../../../src/main/annotation/read/image-index.ts';
import { openFiles } from '../../../src/main/annotation/read/open-files.ts';
import { readAnnotations } from '../../../src/main/annotation/read/read-annotations.ts';
import { filesInZipBytes } from '../../../src/main/annotation/read/zip-files.ts';
import { notesOf, read, refusal } from './support.ts';

const coco = JSON.stringify({
  images: [{ id: 1, file_name: 'a.jpg', width: 4, height: 4 }],
  categories: [{ id: 1, name: 'cat' }],
  annotations: [{ id: 1, image_id: 1, category_id: 1, bbox: [0, 0, 1, 1] }],
});

const folder = mkdtempSync(join(tmpdir(), 'rollbook-annotation-'));
afterAll(() => rmSync(folder, { recursive: true }));

function zip(entries: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const file = new ZipFile();
  for (const [path, content] of Object.entries(entries)) file.addBuffer(Buffer.from(content), path);
  file.end();
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    file.outputStream.on('data', (part: Buffer) => parts.push(part));
    file.outputStream.on('end', () => resolve(Buffer.concat(parts)));
  });
}

async function readZip(bytes: Buffer) {
  const files = await filesInZipBytes(bytes, 'work.zip');
  try {
    return await readAnnotations(files);
  } finally {
    await files.close();
  }
}

/** Another name of the same length for an entry: writers refuse to write what readers must refuse to read. */
const renamed = (bytes: Buffer, from: string, to: string): Buffer =>
  Buffer.from(bytes.toString('latin1').replaceAll(from, to), 'latin1');

describe('a folder', () => {
  it('is read whole, in the order of its paths; clutter and links are not', async () => {
    const work = join(folder, 'work');
    mkdirSync(join(work, 'deep/er'), { recursive: true });
    mkdirSync(join(work, '__MACOSX'));
    writeFileSync(join(work, 'deep/er/b.json'), coco.replaceAll('a.jpg', 'b.jpg'));
    writeFileSync(join(work, 'a.json'), coco);
    writeFileSync(join(work, '__MACOSX/a.json'), 'not JSON');
    writeFileSync(join(work, '.DS_Store'), '\0');
    symlinkSync(folder, join(work, 'round'));
    const files = await openFiles(work);
    expect(files.files.map(({ path }) => path)).toEqual(['a.json', 'deep/er/b.json']);
    const reading = await readAnnotations(files);
    expect(reading.set.images.map(({ name }) => name)).toEqual(['a.jpg', 'b.jpg']);
    expect(notesOf(reading)).toEqual(['link_skipped round']);
  });

  it('that is empty says so', async () => {
    mkdirSync(join(folder, 'empty'));
    expect(await refusal(openFiles(join(folder, 'empty')).then((files) => readAnnotations(files)))).toBe(
      'no_files ',
    );
  });
});

describe('an archive', () => {
  it('is read from the disk as from memory', async () => {
    const bytes = await zip({ 'x/a.json': coco, 'x/photo.txt': '' });
    writeFileSync(join(folder, 'work.zip'), bytes);
    const files = await openFiles(join(folder, 'work.zip'));
    expect(files.files.map(({ path }) => path)).toEqual(['x/a.json', 'x/photo.txt']);
    expect((await readAnnotations(files)).set).toEqual((await readZip(bytes)).set);
    await files.close();
  });

  it('has names in the code page of the machine that packed it', async () => {
    const plain = await zip({ 'xxxxx.json': coco });
    // UTF-8 is not said of the name, and it is not: 866 is what Windows writes here.
    const bytes = renamed(plain, 'xxxxx', '\x84\xaf\xa5\xe1\xae');
    const noFlag = Buffer.from(bytes);
    for (const [mark, offset] of [
      ['PK\x03\x04', 6],
      ['PK\x01\x02', 8],
    ] as const)
      noFlag.writeUInt16LE(
        noFlag.readUInt16LE(noFlag.indexOf(mark, 0, 'latin1') + offset) & ~0x800,
        noFlag.indexOf(mark, 0, 'latin1') + offset,
      );
    const files = await filesInZipBytes(noFlag, 'work.zip');
    expect(files.files[0]?.path).toBe('Дпесо.json');
  });

  it.each([
    ['out of the archive', 'x/../../evil.json'],
    ['out of it with other slashes', 'x\\..\\..\\evl.json'],
    ['to the root', '//xx/xx/evil.json'],
    ['to a drive', 'C:/xx/xxxevil.json'],
  ])('whose path leads %s is refused', async (_, path) => {
    const safe = 'y'.repeat(path.length);
    const bytes = renamed(await zip({ [safe]: coco }), safe, path);
    expect(await refusal(readZip(bytes))).toBe(`unsafe_path ${path.replaceAll('\\', '/')}`);
  });

  it('that explodes is refused before it does', async () => {
    const bomb = await zip({ 'a.json': Buffer.alloc(80_000_000, '[') });
    expect(bomb.length).toBeLessThan(200_000);
    expect(await refusal(readZip(bomb))).toBe('zip_bomb a.json');
  });

  it('whose entry is larger than it says is refused', async () => {
    const bytes = await zip({ 'a.json': `${' '.repeat(5_000)}${coco}` });
    // The size in the central directory, which readers go by.
    bytes.writeUInt32LE(40, bytes.lastIndexOf('PK\x01\x02', undefined, 'latin1') + 24);
    expect(await refusal(readZip(bytes))).toBe('damaged_archive a.json');
  });

  it('that is encrypted, cut off or has a flipped bit is refused', async () => {
    const bytes = await zip({ 'a.json': Buffer.from(coco) });
    const locked = Buffer.from(bytes);
    const entry = locked.lastIndexOf('PK\x01\x02', undefined, 'latin1');
    locked.writeUInt16LE(locked.readUInt16LE(entry + 8) | 1, entry + 8);
    expect(await refusal(readZip(locked))).toBe('encrypted_archive a.json');
    expect(await refusal(readZip(bytes.subarray(0, -10)))).toBe('damaged_archive work.zip');
    const stored = deflateRawSync(Buffer.from(coco));
    const flipped = Buffer.from(bytes);
    const at = flipped.indexOf(stored.subarray(0, 8)) + 10;
    flipped.writeUInt8((flipped[at] ?? 0) ^ 1, at);
    expect(await refusal(readZip(flipped))).toBe('damaged_archive a.json');
  });

  it('inside of another is left out and said; alone it is the error', async () => {
    const inner = await zip({ 'a.json': coco });
    expect(notesOf(await readZip(await zip({ 'a.json': coco, 'more.zip': inner })))).toEqual([
      'nested_archive more.zip',
    ]);
    expect(await refusal(readZip(await zip({ 'more.zip': inner })))).toBe('nested_archive more.zip');
    expect(await refusal(readZip(await zip({ 'photo.jpg': inner })))).toBe('nested_archive photo.jpg');
  });
});

describe('JSON', () => {
  it.each([
    ['is cut off', coco.slice(0, 90), 'not_json a.json:1:91 {"line":1,"column":91}'],
    ['has NaN in it', '{"images":\n[NaN]}', 'not_json a.json:2:2 {"line":2,"column":2}'],
    ['lacks a comma', '{"images": [{"a": 1}\n {"a": 2}]}', 'not_json a.json:2:2 {"line":2,"column":2}'],
    ['has a comma too many', '{"images": [1, ]}', 'not_json a.json:1:16 {"line":1,"column":16}'],
    ['goes on behind its end', '{"a": 1}\n{"a": 2}', 'not_json a.json:2:1 {"line":2,"column":1}'],
    ['has a text that does not end', '{"a": "b', 'not_json a.json:1:9 {"line":1,"column":9}'],
    ['nests without end', `{"a":${'['.repeat(100_000)}`, 'too_deep a.json {"limit":100}'],
    ['is of nothing known', '{"a":1}', 'unknown_format a.json'],
    [
      'has more lists than fit',
      `[${'[],'.repeat(6_100_000)}[]]`,
      'too_large a.json {"what":"values","limit":6000000}',
    ],
  ])('that %s is refused', async (_, text, told) => {
    expect(await refusal(read({ 'a.json': text }))).toBe(told);
  });

  it('is read in UTF-8 with a mark, in UTF-16, and with bytes that are neither, which is said', async () => {
    const text = coco.replace('"cat"', '"кіт"');
    for (const bytes of [Buffer.from(`\ufeff${text}`), Buffer.from(`\ufeff${text}`, 'utf16le')])
      expect((await read({ 'a.json': bytes })).set.labels).toEqual(['кіт']);
    const broken = Buffer.from(text.replace('a.jpg', 'aXжжжжжжжжжжжж.jpg'));
    broken[broken.indexOf('X')] = 0xff;
    expect(notesOf(await read({ 'a.json': broken }))).toEqual(['unreadable_characters a.json']);
  });
});

describe('a hand-in', () => {
  it('tells how far it is, and stops where the person gives up', async () => {
    const seen: [number, number][] = [];
    await read({ 'a.json': coco, 'b.json': coco }, { onProgress: (done, total) => seen.push([done, total]) });
    expect(seen).toEqual([
      [coco.length, coco.length * 2],
      [coco.length * 2, coco.length * 2],
    ]);
    const abort = new AbortController();
    const work = read(
      { 'a.json': coco, 'b.json': coco },
      { signal: abort.signal, onProgress: () => abort.abort() },
    );
    expect(await refusal(work)).toBe('canceled b.json');
  });

  it('of a picture, a text, a document or a page is named', async () => {
    expect(await refusal(read({ 'a.gif': Buffer.from('GIF89a\x01\0\x01\0') }))).toBe('only_images a.gif');
    expect(await refusal(read({ 'notes.txt': 'Dear teacher,\nit is done.' }))).toBe(
      'unknown_format notes.txt',
    );
    expect(await refusal(read({ 'a.pdf': '%PDF-1.7\n\x01' }))).toBe('foreign_format a.pdf {"format":"pdf"}');
    expect(await refusal(read({ 'a.html': '<html><body>Sign in</body></html>' }))).toBe(
      'foreign_format a.html {"format":"html"}',
    );
  });

  it('of two files about one image has both, and says so', async () => {
    const reading = await read({ 'a.json': coco, 'b.json': coco });
    expect(reading.set.images.map(({ shapes }) => shapes.map(({ id }) => id))).toEqual([['1', '1~2']]);
    expect(notesOf(reading)).toEqual(['image_twice a.jpg', 'id_twice a.jpg']);
  });

  it('of several formats is read as the first of them, whatever the files are called', async () => {
    const voc =
      '<annotation><size/><object><name>dog</name><bndbox><xmin>1</xmin><ymin>1</ymin><xmax>2</xmax><ymax>2</ymax></bndbox></object></annotation>';
    const reading = await read({ 'first.txt': voc, 'second.xml': coco });
    expect([reading.format, ...notesOf(reading)]).toEqual(['coco', 'file_of_other_format first.txt']);
  });

  it('keeps a thousand notes and counts the rest', async () => {
    const annotations = Array.from({ length: 1_500 }, (_, id) => ({
      id,
      image_id: 1,
      category_id: 1,
      bbox: [0, 0, -1, 1],
    }));
    const { set } = await read({ 'a.json': { ...JSON.parse(coco), annotations } });
    expect(set.notes).toHaveLength(1_001);
    expect(set.notes.at(-1)).toEqual({ code: 'more_notes', place: '', params: { count: 500 } });
  });
});

describe('names of images', () => {
  const index = indexImages(
    ['train/A.jpg', 'val/a.JPG', 'b.png', 'кіт.jpg'.normalize('NFD')],
    (name) => name,
  );
  it.each([
    ['val\\A.jpg', 'val/a.JPG'],
    ['x/train/a.jpg', 'train/A.jpg'],
    ['a.jpg', 'train/A.jpg'],
    ['labels/b.txt', 'b.png'],
    ['КІТ.jpg', 'кіт.jpg'.normalize('NFD')],
    ['c.jpg', null],
  ])('%s is %s', (name, found) => {
    expect(index.find(name)).toBe(found);
  });
});
