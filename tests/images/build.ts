import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

const folder = join(import.meta.dirname, '../fixtures/images');
/** Small pictures as Chromium writes them: 48 by 32, the WebP with alpha. */
export const sheet = {
  jpeg: readFileSync(join(folder, 'sheet.jpg')),
  png: readFileSync(join(folder, 'sheet.png')),
  webp: readFileSync(join(folder, 'sheet.webp')),
};

/** An EXIF block as a telephone writes it: maker, model, how it is held, where and when. */
export function exifBlock(orientation: number, words: string, order: 'II' | 'MM' = 'II'): Buffer {
  const text = Buffer.from(`${words}\0`, 'utf8');
  const entries: [tag: number, type: number, count: number, value: number][] = [
    [0x010f, 2, text.length, 200],
    [0x0110, 2, text.length, 200],
    [0x0112, 3, 1, orientation],
    [0x8825, 4, 1, 100],
  ];
  const tiff = Buffer.alloc(200 + text.length);
  const write16 = (value: number, at: number) =>
    order === 'II' ? tiff.writeUInt16LE(value, at) : tiff.writeUInt16BE(value, at);
  const write32 = (value: number, at: number) =>
    order === 'II' ? tiff.writeUInt32LE(value, at) : tiff.writeUInt32BE(value, at);
  tiff.write(order, 'latin1');
  write16(42, 2);
  write32(8, 4);
  write16(entries.length, 8);
  for (const [index, [tag, type, count, value]] of entries.entries()) {
    const at = 10 + index * 12;
    write16(tag, at);
    write16(type, at + 2);
    write32(count, at + 4);
    if (type === 3) write16(value, at + 8);
    else write32(value, at + 8);
  }
  text.copy(tiff, 200);
  return tiff;
}

export function jpegSegment(code: number, body: Buffer): Buffer {
  const head = Buffer.from([0xff, code, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

/** A JPEG with segments of metadata behind its start. */
export const jpegWith = (segments: readonly Buffer[], behind = Buffer.alloc(0)): Buffer =>
  Buffer.concat([sheet.jpeg.subarray(0, 2), ...segments, sheet.jpeg.subarray(2), behind]);

export const exifSegment = (tiff: Buffer): Buffer =>
  jpegSegment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]));

export const xmp = (words: string): string =>
  `<x:xmpmeta exif:GPSLatitude="49,50N" tiff:Make="Phone">${words}</x:xmpmeta>`;

export function pngChunk(name: string, body: Buffer): Buffer {
  const content = Buffer.concat([Buffer.from(name, 'latin1'), body]);
  const [head, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  head.writeUInt32BE(body.length);
  sum.writeUInt32BE(crc32(content));
  return Buffer.concat([head, content, sum]);
}

/** A PNG with chunks of metadata behind its header. */
export const pngWith = (chunks: readonly Buffer[], behind = Buffer.alloc(0)): Buffer =>
  Buffer.concat([sheet.png.subarray(0, 33), ...chunks, sheet.png.subarray(33), behind]);

export function webpChunk(name: string, body: Buffer): Buffer {
  const head = Buffer.from(`${name}\0\0\0\0`, 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
}

/** A WebP with chunks of metadata at its end. */
export function webpWith(chunks: readonly Buffer[], behind = Buffer.alloc(0)): Buffer {
  const content = Buffer.concat([sheet.webp, ...chunks]);
  content.writeUInt32LE(content.length - 8, 4);
  return Buffer.concat([content, behind]);
}
