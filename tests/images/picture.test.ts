import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readExif } from '../../src/main/images/exif.ts';
import { stripPicture } from '../../src/main/images/picture.ts';
import { AppError } from '../../src/shared/result.ts';
import { mostPictureBytes } from '../../src/shared/rules/pictures.ts';
import {
  exifBlock,
  exifSegment,
  jpegSegment,
  jpegWith,
  pngChunk,
  pngWith,
  sheet,
  webpChunk,
  webpWith,
  xmp,
} from './build.ts';

const secret = 'Olena at 49.8397 N';
const hidden = Buffer.from(secret);
const exif = exifBlock(6, secret);

function reasonOf(bytes: Uint8Array): string | null {
  try {
    stripPicture(bytes);
    return null;
  } catch (error) {
    if (!(error instanceof AppError) || error.failure.code !== 'validation') throw error;
    return error.failure.reason ?? '';
  }
}

const jpeg: [string, Buffer, string[]][] = [
  ['EXIF with a place and a maker', jpegWith([exifSegment(exif)]), ['gps', 'device', 'exif']],
  [
    'EXIF of the other byte order',
    jpegWith([exifSegment(exifBlock(3, secret, 'MM'))]),
    ['gps', 'device', 'exif'],
  ],
  [
    'XMP',
    jpegWith([jpegSegment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0${xmp(secret)}`))]),
    ['gps', 'device', 'xmp'],
  ],
  ['a caption (IPTC)', jpegWith([jpegSegment(0xed, Buffer.from(`Photoshop 3.0\0${secret}`))]), ['text']],
  ['a comment', jpegWith([jpegSegment(0xfe, hidden)]), ['text']],
  [
    'a color profile',
    jpegWith([jpegSegment(0xe2, Buffer.from(`ICC_PROFILE\0${secret}`))]),
    ['color_profile'],
  ],
  ['a thumbnail', jpegWith([jpegSegment(0xe0, Buffer.from(`JFXX\0${secret}`))]), ['thumbnail']],
  ['a maker’s own segment', jpegWith([jpegSegment(0xe9, hidden)]), ['other']],
  ['a film behind its end', jpegWith([], hidden), ['trailing']],
];
const png: [string, Buffer, string[]][] = [
  ['text', pngWith([pngChunk('tEXt', Buffer.from(`Author\0${secret}`))]), ['text']],
  ['compressed text', pngWith([pngChunk('zTXt', hidden)]), ['text']],
  [
    'XMP',
    pngWith([pngChunk('iTXt', Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0${xmp(secret)}`))]),
    ['gps', 'device', 'xmp'],
  ],
  ['EXIF', pngWith([pngChunk('eXIf', exif)]), ['gps', 'device', 'exif']],
  ['its time', pngWith([pngChunk('tIME', hidden.subarray(0, 7))]), ['exif']],
  ['a color profile', pngWith([pngChunk('iCCP', hidden)]), ['color_profile']],
  ['somebody’s own chunk', pngWith([pngChunk('prVt', hidden)]), ['other']],
  ['something behind its end', pngWith([], hidden), ['trailing']],
];
const webp: [string, Buffer, string[]][] = [
  ['EXIF', webpWith([webpChunk('EXIF', exif)]), ['gps', 'device', 'exif']],
  ['XMP', webpWith([webpChunk('XMP ', Buffer.from(xmp(secret)))]), ['gps', 'device', 'xmp']],
  ['a color profile', webpWith([webpChunk('ICCP', hidden)]), ['color_profile']],
  ['a chunk of its own', webpWith([webpChunk('note', hidden)]), ['other']],
  ['something behind its end', webpWith([], hidden), ['trailing']],
];
const kinds = [
  ['image/jpeg', sheet.jpeg, jpeg],
  ['image/png', sheet.png, png],
  ['image/webp', sheet.webp, webp],
] as const;

describe.each(kinds)('%s', (type, plain, told) => {
  test('is told by its content, with its size, and stays what it was', () => {
    const picture = stripPicture(plain);
    expect(picture).toMatchObject({ type, width: 48, height: 32, stripped: [] });
    expect(stripPicture(picture.bytes).bytes.equals(picture.bytes)).toBe(true);
  });

  test.each(told)('loses %s, and says so', (_name, bytes, stripped) => {
    const picture = stripPicture(bytes);
    expect(picture.bytes.includes(hidden.subarray(0, 7))).toBe(false);
    expect(picture.stripped).toEqual(stripped);
    const again = stripPicture(picture.bytes);
    expect(again.bytes.equals(picture.bytes)).toBe(true);
    expect(again.stripped).toEqual([]);
  });

  test('is refused wherever it is cut off', () => {
    for (let length = 1; length < plain.length; length++)
      expect(['picture_damaged', 'picture_unknown'], `${length}`).toContain(
        reasonOf(plain.subarray(0, length)),
      );
  });

  test('is stripped or refused, never passed on, whatever became of its bytes', () => {
    const edits = fc.array(fc.tuple(fc.nat(plain.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(edits, fc.uint8Array({ maxLength: 40 }), (changes, behind) => {
        const bytes = Buffer.concat([told[0]?.[1] ?? plain, behind]);
        for (const [at, value] of changes) bytes[at] = value;
        if (reasonOf(bytes) !== null) return;
        const picture = stripPicture(bytes);
        const again = stripPicture(picture.bytes);
        expect(again.bytes.equals(picture.bytes)).toBe(true);
        expect(again.stripped).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
});

test('any metadata at any place, in any number, is gone, and nothing else', () => {
  const body = fc.uint8Array({ maxLength: 60 }).map((more) => Buffer.concat([hidden, Buffer.from(more)]));
  const segment = fc
    .tuple(fc.constantFrom(0xe1, 0xe2, 0xe3, 0xe5, 0xe9, 0xec, 0xed, 0xef, 0xfe), body)
    .map(([code, content]) => jpegSegment(code, content));
  const chunk = fc
    .tuple(fc.constantFrom('tEXt', 'zTXt', 'iTXt', 'prVt', 'eXIf', 'iCCP'), body)
    .map(([name, content]) => pngChunk(name, content));
  const part = fc
    .tuple(fc.constantFrom('XMP ', 'ICCP', 'EXIF', 'abcd'), body)
    .map(([name, content]) => webpChunk(name, content));
  const files = fc.oneof(
    fc.array(segment, { maxLength: 6 }).map((parts) => [jpegWith(parts), sheet.jpeg] as const),
    fc.array(chunk, { maxLength: 6 }).map((parts) => [pngWith(parts), sheet.png] as const),
    fc.array(part, { maxLength: 6 }).map((parts) => [webpWith(parts), sheet.webp] as const),
  );
  fc.assert(
    fc.property(files, ([bytes, plain]) => {
      expect(stripPicture(bytes).bytes.equals(stripPicture(plain).bytes)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

describe('how a picture is turned', () => {
  test.each([2, 3, 6, 8])('stays as it was: %i', (orientation) => {
    const block = exifBlock(orientation, secret);
    const files = [
      jpegWith([exifSegment(block)]),
      pngWith([pngChunk('eXIf', block)]),
      webpWith([webpChunk('EXIF', block)]),
    ];
    for (const file of files) {
      const { bytes } = stripPicture(file);
      const at = bytes.indexOf(Buffer.from('MM\0*', 'latin1'));
      expect(at).toBeGreaterThan(0);
      expect(readExif(bytes.subarray(at, at + 26))).toEqual({ orientation, told: ['exif'] });
    }
  });

  test('is nothing where it is upright or cannot be read', () => {
    for (const orientation of [0, 1, 9])
      expect(
        stripPicture(jpegWith([exifSegment(exifBlock(orientation, secret))])).bytes.includes('Exif'),
      ).toBe(false);
    expect(readExif(Buffer.from('II*\0\xff\xff\xff\xff', 'latin1')).orientation).toBe(1);
  });

  test('is found in any garbage without an error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom('II*\0', 'MM\0*', ''), (rest, head) => {
        const { orientation } = readExif(Buffer.concat([Buffer.from(head, 'latin1'), Buffer.from(rest)]));
        expect(orientation).toBeGreaterThanOrEqual(1);
        expect(orientation).toBeLessThanOrEqual(8);
      }),
    );
  });
});

describe('what is no picture', () => {
  test.each([
    ['nothing', Buffer.alloc(0), 'picture_empty'],
    [
      'a photo of a telephone in HEIC',
      Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'),
      'picture_heic',
    ],
    ['AVIF', Buffer.from('\0\0\0\x18ftypavif\0\0\0\0', 'latin1'), 'picture_heic'],
    ['a film', Buffer.from('\0\0\0\x18ftypisom\0\0\0\0', 'latin1'), 'picture_unknown'],
    ['a GIF', Buffer.from('GIF89a------------'), 'picture_unknown'],
    ['a page', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'picture_unknown'],
    ['a text', Buffer.from('Bondarenko Olena, present'), 'picture_unknown'],
    ['a moving PNG', pngWith([pngChunk('acTL', Buffer.alloc(8))]), 'picture_animated'],
    ['a moving WebP', webpWith([webpChunk('ANIM', Buffer.alloc(6))]), 'picture_animated'],
    [
      'a PNG with a chunk that nobody knows but needs',
      pngWith([pngChunk('ABCD', hidden)]),
      'picture_damaged',
    ],
    ['more than is kept', Buffer.alloc(mostPictureBytes + 1), 'picture_too_large'],
  ])('%s is refused', (_name, bytes, reason) => {
    expect(reasonOf(bytes)).toBe(reason);
  });

  test('a picture that says it is larger than any laptop can show', () => {
    const bytes = Buffer.from(sheet.jpeg);
    const frame = bytes.indexOf(Buffer.from([0xff, 0xc0]));
    bytes.writeUInt32BE(0xffff_ffff, frame + 5);
    expect(reasonOf(bytes)).toBe('picture_too_large');
  });

  test('any garbage behind any beginning', () => {
    const heads = [
      sheet.jpeg.subarray(0, 20),
      sheet.png.subarray(0, 33),
      sheet.webp.subarray(0, 20),
      Buffer.alloc(0),
    ];
    fc.assert(
      fc.property(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 300 }), (head, rest) => {
        reasonOf(Buffer.concat([head, Buffer.from(rest)]));
      }),
      { numRuns: 500 },
    );
  });
});
