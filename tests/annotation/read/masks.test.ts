import { crc32, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decodePng } from '../../../src/main/annotation/read/decode-png.ts';
import { readImageHeader } from '../../../src/main/annotation/read/image-header.ts';
import { ReadingError } from '../../../src/main/annotation/read/reading-error.ts';
import { bitmapOf } from '../../../src/main/annotation/run-lengths.ts';
import { exifBlock, exifSegment, jpegWith, sheet } from '../../images/build.ts';
import { hasFixtures, notesOf, pngHeader, read, readFixture, refusal, shapesOf } from './support.ts';

interface Picture {
  width: number;
  height: number;
  depth: number;
  colorType: number;
  interlace?: number;
  palette?: number[];
  /** Bytes of each filtered row, its filter first. */
  rows: number[][];
}

function chunk(name: string, body: Uint8Array): Buffer {
  const content = Buffer.concat([Buffer.from(name, 'latin1'), body]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length);
  sum.writeUInt32BE(crc32(content));
  return Buffer.concat([length, content, sum]);
}

function png({ width, height, depth, colorType, interlace = 0, palette, rows }: Picture): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, colorType, 0, 0, interlace], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    ...(palette ? [chunk('PLTE', Uint8Array.from(palette))] : []),
    chunk('IDAT', deflateSync(Buffer.from(rows.flat()))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const gray = (width: number, rows: number[][]): Buffer =>
  png({ width, height: rows.length, depth: 8, colorType: 0, rows: rows.map((row) => [0, ...row]) });
const colors = (rows: number[][][]): Buffer =>
  png({
    width: rows[0]?.length ?? 0,
    height: rows.length,
    depth: 8,
    colorType: 2,
    rows: rows.map((row) => [0, ...row.flat()]),
  });
const valuesOf = (bytes: Buffer): number[] => [...decodePng(bytes, 'a.png').values];

describe('a PNG', () => {
  it.each([
    ['1 bit', { width: 3, height: 1, depth: 1, colorType: 0, rows: [[0, 0b10100000]] }, [1, 0, 1]],
    ['2 bits', { width: 3, height: 1, depth: 2, colorType: 0, rows: [[0, 0b11_01_10_00]] }, [3, 1, 2]],
    [
      '4 bits',
      { width: 3, height: 1, depth: 4, colorType: 3, palette: [0, 0, 0], rows: [[0, 0x5f, 0x10]] },
      [5, 15, 1],
    ],
    ['8 bits', { width: 2, height: 1, depth: 8, colorType: 0, rows: [[0, 200, 7]] }, [200, 7]],
    [
      '16 bits',
      { width: 2, height: 1, depth: 16, colorType: 0, rows: [[0, 1, 2, 0xff, 0xff]] },
      [258, 65_535],
    ],
    ['gray and alpha', { width: 2, height: 1, depth: 8, colorType: 4, rows: [[0, 9, 255, 8, 0]] }, [9, 8]],
    ['color', { width: 1, height: 1, depth: 8, colorType: 2, rows: [[0, 1, 2, 3]] }, [0x010203]],
    ['color and alpha', { width: 1, height: 1, depth: 8, colorType: 6, rows: [[0, 1, 2, 3, 4]] }, [0x010203]],
    [
      'color of 16 bits',
      { width: 1, height: 1, depth: 16, colorType: 2, rows: [[0, 1, 9, 2, 9, 3, 9]] },
      [0x010203],
    ],
  ])('of %s has its values as they are stored', (_, picture: Picture, values) => {
    expect(valuesOf(png(picture))).toEqual(values);
  });

  it('undoes every filter', () => {
    const rows = [
      [0, 10, 20, 30],
      [1, 5, 5, 5],
      [2, 1, 1, 1],
      [3, 2, 2, 2],
      [4, 1, 1, 1],
    ];
    expect(valuesOf(png({ width: 3, height: 5, depth: 8, colorType: 0, rows }))).toEqual([
      10, 20, 30, 5, 10, 15, 6, 11, 16, 5, 10, 15, 6, 11, 16,
    ]);
  });

  it('may be interlaced', () => {
    // Passes of a 3 x 3 picture: the first pixel; then (2,0); (0,2), (2,2); (1,0), (1,2); the middle row.
    const rows = [
      [0, 1],
      [0, 3],
      [0, 7, 9],
      [0, 2],
      [0, 8],
      [0, 4, 5, 6],
    ];
    expect(valuesOf(png({ width: 3, height: 3, depth: 8, colorType: 0, interlace: 1, rows }))).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9,
    ]);
  });

  it('keeps its palette', () => {
    const { palette, kind } = decodePng(
      png({ width: 1, height: 1, depth: 8, colorType: 3, palette: [1, 2, 3, 4, 5, 6], rows: [[0, 1]] }),
      '',
    );
    expect([kind, palette]).toEqual(['index', [0x010203, 0x040506]]);
  });

  const good = gray(2, [
    [1, 2],
    [3, 4],
  ]);
  const refused = (bytes: Buffer): string => {
    try {
      decodePng(bytes, 'a.png');
    } catch (error) {
      if (error instanceof ReadingError) return error.code;
      throw error;
    }
    return 'read';
  };
  it('is refused wherever it is cut off', () => {
    for (let length = 8; length < good.length - 12; length += 1)
      expect(refused(good.subarray(0, length)), `${length}`).toBe('damaged_image');
  });
  it.each([
    [
      'more than it says',
      png({ width: 1, height: 1, depth: 8, colorType: 0, rows: [new Array(50_000_000).fill(0)] }),
      'damaged_image',
    ],
    [
      'less than it says',
      png({ width: 9, height: 9, depth: 8, colorType: 0, rows: [[0, 1]] }),
      'damaged_image',
    ],
    [
      'a filter that there is not',
      png({ width: 1, height: 1, depth: 8, colorType: 0, rows: [[7, 1]] }),
      'damaged_image',
    ],
    [
      'a depth that there is not',
      png({ width: 1, height: 1, depth: 5, colorType: 0, rows: [[0, 1]] }),
      'damaged_image',
    ],
    [
      'more pixels than fit',
      png({ width: 100_000, height: 100_000, depth: 8, colorType: 0, rows: [[0]] }),
      'too_large',
    ],
  ])('with %s is refused', (_, bytes, code) => {
    expect(refused(bytes)).toBe(code);
  });
});

describe('masks of labels', () => {
  const map = '# label:color_rgb:parts:actions\nbackground:0,0,0::\ncat:255,0,0::\nignored:224,224,192::\n';
  const [black, red, cream, blue] = [
    [0, 0, 0],
    [255, 0, 0],
    [224, 224, 192],
    [0, 0, 255],
  ] as const;
  const labels = ['background', 'cat', 'ignored'];

  it('have the labels of their colors, and void where nobody has looked', async () => {
    const mask = colors([
      [[...black], [...red]],
      [[...cream], [...red]],
    ]);
    const reading = await read({
      'labelmap.txt': map,
      'SegmentationClass/a.png': mask,
      'JPEGImages/a.jpg': sheet.jpeg,
    });
    expect(reading.format).toBe('masks');
    expect(reading.set.labels).toEqual(labels);
    expect(reading.set.images).toEqual([
      {
        name: 'JPEGImages/a.jpg',
        size: { width: 2, height: 2 },
        shapes: [],
        tags: [],
        semantic: { width: 2, height: 2, labels, pixels: new Int16Array([0, 1, -1, 1]) },
      },
    ]);
  });

  it('have them by index or by the color of the index', async () => {
    const byIndex = gray(2, [
      [0, 1],
      [255, 1],
    ]);
    const palette = [255, 0, 0, 0, 0, 0];
    const byColor = png({
      width: 2,
      height: 2,
      depth: 8,
      colorType: 3,
      palette,
      rows: [
        [0, 1, 0],
        [0, 1, 0],
      ],
    });
    const { set } = await read({ 'labelmap.txt': map, 'masks/a.png': byIndex, 'masks/b.png': byColor });
    expect(set.images.map(({ semantic }) => [...(semantic?.pixels ?? [])])).toEqual([
      [0, 1, -1, 1],
      [0, 1, 0, 1],
    ]);
  });

  it('say colors that nobody named', async () => {
    const reading = await read({
      'labelmap.txt': map,
      'masks/a.png': colors([
        [[...black], [...red]],
        [[...blue], [...red]],
      ]),
    });
    expect([...(reading.set.images[0]?.semantic?.pixels ?? [])]).toEqual([0, 1, -1, 1]);
    expect(notesOf(reading)).toEqual(['color_unknown masks/a.png']);
  });

  it('have things one by one where a second picture tells them apart', async () => {
    const classes = colors([[[...red], [...black], [...red]]]);
    const objects = colors([[[1, 1, 1], [...black], [2, 2, 2]]]);
    const reading = await read({
      'labelmap.txt': map,
      'SegmentationClass/a.png': classes,
      'SegmentationObject/a.png': objects,
    });
    expect(
      shapesOf(reading).map(({ label, geometry }) => [
        label,
        geometry.kind === 'mask' && [...geometry.runs.counts],
      ]),
    ).toEqual([
      ['cat', [0, 1, 2]],
      ['cat', [2, 1]],
    ]);
  });

  it('are their own labels without a list, photos in gray are none', async () => {
    const reading = await read({ 'a.png': gray(3, [[0, 2, 255]]) });
    expect(reading.set.images[0]?.semantic).toEqual({
      width: 3,
      height: 1,
      labels: ['background', '1', '2'],
      pixels: new Int16Array([0, 2, -1]),
    });
    const photo = gray(100, [Array.from({ length: 100 }, (_, at) => at)]);
    expect(await refusal(read({ 'a.png': photo }))).toBe('only_images a.png');
  });

  it('beside a list in CamVid’s or Datumaro’s words', async () => {
    const mask = colors([[[...red], [...black]]]);
    const lines = await read({ 'label_colors.txt': '0 0 0\tVoid\n255 0 0\tCat\n', 'masks/a.png': mask });
    const meta = await read({
      'dataset_meta.json': {
        label_map: { 0: 'Void', 1: 'Cat' },
        segmentation_colors: [
          [0, 0, 0],
          [255, 0, 0],
        ],
      },
      'masks/a.png': mask,
    });
    for (const { set } of [lines, meta])
      expect([...(set.images[0]?.semantic?.pixels ?? [])]).toEqual([1, -1]);
  });
});

describe('panoptic pictures', () => {
  const json = (segments: unknown[]) => ({
    images: [{ id: 1, file_name: 'a.jpg', width: 3, height: 2 }],
    categories: [{ id: 4, name: 'cat' }],
    annotations: [{ image_id: 1, file_name: 'a.png', segments_info: segments }],
  });
  // Ids are red + 256 green + 65536 blue.
  const picture = colors([
    [
      [0, 0, 0],
      [7, 1, 0],
      [7, 1, 0],
    ],
    [
      [0, 0, 0],
      [7, 1, 0],
      [0, 0, 2],
    ],
  ]);

  it('are masks of their segments', async () => {
    const segments = [
      { id: 263, category_id: 4, bbox: [1, 0, 2, 2], area: 3 },
      { id: 131_072, category_id: 4, iscrowd: 1 },
    ];
    const reading = await read({
      'work.json': json(segments),
      'work/a.png': picture,
      'other/a.png': gray(1, [[0]]),
    });
    expect(reading.format).toBe('panoptic');
    expect(shapesOf(reading)).toMatchObject([
      { id: '263', label: 'cat', box: { x: 1, y: 0, width: 2, height: 2 }, area: 3, crowd: false },
      { id: '131072', label: 'cat', box: null, crowd: true },
    ]);
    expect(
      shapesOf(reading).map(
        ({ geometry }) => geometry.kind === 'mask' && [...bitmapOf(geometry.runs)].join(''),
      ),
    ).toEqual(['011010', '000001']);
  });

  it('say what does not agree', async () => {
    const segments = [
      { id: 263, category_id: 4 },
      { id: 99, category_id: 4 },
      { id: 263, category_id: 5 },
      'x',
    ];
    expect(notesOf(await read({ 'a.json': json(segments), 'a.png': picture }))).toEqual([
      'segment_unknown a.json annotations[0]',
      'segment_empty a.json annotations[0].segments_info[1]',
      'unknown_category a.json annotations[0].segments_info[2]',
      'not_an_object a.json annotations[0].segments_info[3]',
    ]);
    expect(await refusal(read({ 'a.json': json(segments) }))).toBe('missing_masks a.json');
    expect(notesOf(await read({ 'a.json': json(segments), 'a.png': picture.subarray(0, 60) }))).toEqual([
      'damaged_image a.png',
    ]);
  });
});

describe.runIf(hasFixtures)('the panoptic samples', () => {
  it('are the same segments as pictures and as run lengths', async () => {
    const folder = await readFixture('panoptic/sample_data/panoptic_coco_detection_format.json');
    const { filesInMemory } = await import('../../../src/main/annotation/read/file-set.ts');
    const { openFiles } = await import('../../../src/main/annotation/read/open-files.ts');
    const { readAnnotations } = await import('../../../src/main/annotation/read/read-annotations.ts');
    const { fixture } = await import('./support.ts');
    const files = await openFiles(fixture('panoptic/sample_data'));
    const wanted = files.files.filter(({ path }) => /^panoptic_examples/.test(path));
    const contents = await Promise.all(
      wanted.map(async (file) => [file.path, await files.read(file)] as const),
    );
    const pictures = await readAnnotations(filesInMemory(Object.fromEntries(contents)));
    expect(pictures.format).toBe('panoptic');
    expect(pictures.set.images.map(({ shapes }) => shapes.length)).toEqual([18, 32]);
    for (const [index, { shapes }] of pictures.set.images.entries()) {
      const others = folder.set.images[index]?.shapes ?? [];
      expect(shapes.map(({ geometry, label }) => ({ geometry, label }))).toEqual(
        others.map(({ geometry, label }) => ({ geometry, label })),
      );
    }
  });
});

describe('the header of a picture', () => {
  const webp = (kind: string, rest: number[]) =>
    Buffer.concat([Buffer.from(`RIFF\0\0\0\0WEBP${kind}`), Buffer.from(rest)]);
  const bmp = Buffer.alloc(30);
  bmp.write('BM');
  bmp.writeUInt32LE(40, 14);
  bmp.writeInt32LE(70, 18);
  bmp.writeInt32LE(-50, 22);
  it.each([
    ['PNG', pngHeader(70, 50), 70, 50],
    ['JPEG', sheet.jpeg, 48, 32],
    ['JPEG that is turned', jpegWith([exifSegment(exifBlock(6, 'x'))]), 32, 48],
    ['JPEG that is mirrored', jpegWith([exifSegment(exifBlock(2, 'x'))]), 48, 32],
    ['WebP', sheet.webp, 48, 32],
    ['WebP, extended', webp('VP8X', [10, 0, 0, 0, 0, 0, 0, 0, 69, 0, 0, 49, 0, 0]), 70, 50],
    ['WebP, lossless', webp('VP8L', [0, 0, 0, 0, 0x2f, 69, 0x40, 0x0c, 0, 0]), 70, 50],
    ['BMP', bmp, 70, 50],
    ['GIF', Buffer.from('GIF89a\x46\0\x32\0'), 70, 50],
    [
      'TIFF',
      Buffer.from('49492a00080000000200000103000100000046000000010103000100000032000000', 'hex'),
      70,
      50,
    ],
  ])('of %s says its size', (_, bytes, width, height) => {
    expect(readImageHeader(bytes)?.size).toEqual({ width, height });
  });

  it('that is cut off says none', () => {
    for (const bytes of [
      sheet.jpeg.subarray(0, 30),
      sheet.webp.subarray(0, 14),
      pngHeader(1, 1).subarray(0, 20),
      bmp.subarray(0, 20),
    ])
      expect(readImageHeader(bytes)?.size).toBeNull();
    expect(readImageHeader(Buffer.from('BM is no picture, only a text that begins so.'))).toBeNull();
  });

  it('of a turned picture is noted', async () => {
    const turned = jpegWith([exifSegment(exifBlock(6, 'x'))]);
    const reading = await read({ 'classes.txt': 'cat', 'a.jpg': turned, 'a.txt': '0 .5 .5 1 1' });
    expect(reading.set.images[0]?.size).toEqual({ width: 32, height: 48 });
    expect(notesOf(reading)).toEqual(['image_turned a.jpg']);
  });
});
