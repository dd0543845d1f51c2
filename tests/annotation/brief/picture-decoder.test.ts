import { beforeAll, describe, expect, it } from 'vitest';
import {
  openPictureDecoder,
  type PictureDecoder,
} from '../../../src/main/annotation/brief/picture-decoder.ts';
import { lookAt, readPicture } from '../../../src/main/annotation/brief/picture-facts.ts';
import { encodeGrayPng } from '../../../src/main/annotation/write/encode-png.ts';
import { exifBlock, exifSegment, jpegWith, sheet } from '../../images/build.ts';

let decode: PictureDecoder;
beforeAll(async () => {
  decode = await openPictureDecoder();
});

/** A gray picture whose pixels are known. */
const drawn = (width: number, height: number, value: (x: number, y: number) => number): Buffer =>
  encodeGrayPng(
    Uint8Array.from({ length: width * height }, (_, at) => value(at % width, Math.floor(at / width))),
    width,
    height,
  );

describe('the decoder of pictures', () => {
  it('reads each kind that is taken in, and makes a small one of it', () => {
    const kinds = [
      [sheet.jpeg, 'image/jpeg'],
      [sheet.png, 'image/png'],
      [sheet.webp, 'image/webp'],
    ] as const;
    for (const [bytes, type] of kinds) {
      const picture = decode({ bytes, type, width: 48, height: 32 });
      expect(picture?.gray).toMatchObject({ width: 48, height: 32 });
      expect(new Set(picture?.gray.pixels).size).toBeGreaterThan(1);
      expect([...(picture?.thumbnail.subarray(0, 2) ?? [])]).toEqual([0xff, 0xd8]);
    }
  });

  it('gives gray pixels as they are, and the same ones each time', () => {
    const bytes = drawn(40, 30, (x, y) => x * 5 + y);
    const [one, other] = [1, 2].map(() => decode({ bytes, type: 'image/png', width: 40, height: 30 }));
    expect([...(one?.gray.pixels.subarray(38, 42) ?? [])]).toEqual([190, 195, 1, 6]);
    expect(other).toEqual(one);
  });

  it('makes large ones small', () => {
    const bytes = drawn(2200, 1100, (x) => (x < 1100 ? 10 : 240));
    const picture = decode({ bytes, type: 'image/png', width: 2200, height: 1100 });
    expect(picture?.gray).toMatchObject({ width: 1024, height: 512 });
    expect([picture?.gray.pixels[0], picture?.gray.pixels[1023]]).toEqual([10, 240]);
  });

  it('holds them upright as their EXIF says', () => {
    const turned = jpegWith([exifSegment(exifBlock(6, 'Phone'))]);
    const picture = decode({ bytes: turned, type: 'image/jpeg', width: 48, height: 32 });
    expect(picture?.gray).toMatchObject({ width: 32, height: 48 });
  });

  it.each([
    ['jpeg', 'image/jpeg'],
    ['png', 'image/png'],
    ['webp', 'image/webp'],
  ] as const)('refuses a %s that is cut off, and goes on', (name, type) => {
    const bytes = sheet[name].subarray(0, Math.floor(sheet[name].length * 0.7));
    expect(decode({ bytes, type, width: 48, height: 32 })).toBeNull();
    expect(decode({ bytes: sheet[name], type, width: 48, height: 32 })).not.toBeNull();
  });

  it('looks at a file: its size by its header, its look, and nothing of what is no picture', () => {
    const picture = readPicture(sheet.jpeg);
    const { looked, thumbnail } = lookAt(picture ?? expect.fail(), decode);
    expect(looked).toMatchObject({ type: 'image/jpeg', width: 48, height: 32 });
    expect(looked.look?.hash).toMatch(/^[0-9a-f]{16}$/);
    expect(thumbnail?.length).toBeGreaterThan(100);
    expect(readPicture(Buffer.from('hello, this is text'))).toBeNull();
  });
});
