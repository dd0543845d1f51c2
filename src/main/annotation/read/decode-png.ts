import { inflateSync } from 'node:zlib';
import { MAX_MASK_PIXELS } from './limits.ts';
import { ReadingError } from './reading-error.ts';
import { unfilter } from './unfilter-png.ts';

/** What a PNG has for each pixel: an index into a palette, a gray value, or a color. */
export interface PngPixels {
  width: number;
  height: number;
  kind: 'index' | 'gray' | 'color';
  /** Row by row: the index or gray value as stored, or 0xRRGGBB. */
  values: Uint32Array;
  /** 0xRRGGBB of each index; empty but for kind index. */
  palette: readonly number[];
}

interface Header {
  width: number;
  height: number;
  depth: number;
  colorType: number;
  interlaced: boolean;
}

/** Samples a pixel of each color type (PNG 11.2.2, table 11.1), and the depths that it may have. */
const channelsOf = new Map([
  [0, 1],
  [2, 3],
  [3, 1],
  [4, 2],
  [6, 4],
]);
const depthsOf = new Map([
  [0, [1, 2, 4, 8, 16]],
  [2, [8, 16]],
  [3, [1, 2, 4, 8]],
  [4, [8, 16]],
  [6, [8, 16]],
]);

/** First pixel and step of the seven passes of an interlaced picture (PNG 8.2): x, y, across, down. */
const passes = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/** Kind of a PNG from its first bytes: what its pixels would be. */
export function pngKindOf(head: Buffer): PngPixels['kind'] | null {
  const colorType = head[25];
  if (colorType === 3) return 'index';
  if (colorType === 0 || colorType === 4) return 'gray';
  return colorType === 2 || colorType === 6 ? 'color' : null;
}

interface Chunks {
  header: Header;
  palette: number[];
  data: Buffer;
}

class Damaged extends Error {}

function readHeader(body: Buffer): Header {
  const [depth = 0, colorType = 0, compression, filter, interlace = 0] = body.subarray(8);
  if (!depthsOf.get(colorType)?.includes(depth) || compression !== 0 || filter !== 0 || interlace > 1)
    throw new Damaged();
  return {
    width: body.readUInt32BE(0),
    height: body.readUInt32BE(4),
    depth,
    colorType,
    interlaced: interlace === 1,
  };
}

function readPalette(body: Buffer): number[] {
  const colors: number[] = [];
  for (let at = 0; at + 2 < body.length; at += 3) colors.push(body.readUIntBE(at, 3));
  return colors;
}

/** Chunks that pixels are made of; all others say how to show them, and are passed over unread. */
function readChunks(bytes: Buffer): Chunks {
  let header: Header | null = null;
  let palette: number[] = [];
  const data: Buffer[] = [];
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const name = bytes.toString('latin1', at + 4, at + 8);
    const end = at + 8 + length;
    if (end + 4 > bytes.length) throw new Damaged();
    const body = bytes.subarray(at + 8, end);
    if (name === 'IHDR') header ??= readHeader(body);
    else if (name === 'PLTE') palette = readPalette(body);
    else if (name === 'IDAT') data.push(body);
    else if (name === 'IEND') break;
    at = end + 4;
  }
  if (!header || header.width === 0 || header.height === 0) throw new Damaged();
  return { header, palette, data: Buffer.concat(data) };
}

/** Size and place of each part that is filtered by itself: the picture, or seven of it. */
function partsOf({
  width,
  height,
  interlaced,
}: Header): { x: number; y: number; across: number; down: number }[] {
  if (!interlaced) return [{ x: 0, y: 0, across: 1, down: 1 }];
  return passes
    .filter(([x, y]) => x < width && y < height)
    .map(([x, y, across, down]) => ({ x, y, across, down }));
}

/** Reads sample number `index` of a row. */
function sample(row: Uint8Array, index: number, depth: number): number {
  if (depth === 8) return row[index] ?? 0;
  if (depth === 16) return ((row[index * 2] ?? 0) << 8) | (row[index * 2 + 1] ?? 0);
  const bit = index * depth;
  return ((row[bit >>> 3] ?? 0) >>> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
}

/** The value of a pixel: its only or gray sample, or the upper eight bits of its three colors. */
function pixel(row: Uint8Array, x: number, { depth, colorType }: Header, channels: number): number {
  if (channels < 3) return sample(row, x * channels, depth);
  const step = depth / 8;
  const at = x * channels * step;
  const isColor = colorType === 2 || colorType === 6;
  return isColor ? ((row[at] ?? 0) << 16) | ((row[at + step] ?? 0) << 8) | (row[at + 2 * step] ?? 0) : 0;
}

function decode(bytes: Buffer, place: string): PngPixels {
  const { header, palette, data } = readChunks(bytes);
  const { width, height, depth, colorType } = header;
  if (width * height > MAX_MASK_PIXELS)
    throw new ReadingError('too_large', place, { what: 'pixels', limit: MAX_MASK_PIXELS });
  const channels = channelsOf.get(colorType) ?? 1;
  const parts = partsOf(header).map((part) => {
    const [wide, high] = [
      Math.ceil((width - part.x) / part.across),
      Math.ceil((height - part.y) / part.down),
    ];
    return { ...part, wide, high, rowBytes: Math.ceil((wide * channels * depth) / 8) };
  });
  const size = parts.reduce((sum, { high, rowBytes }) => sum + high * (rowBytes + 1), 0);
  // Whatever a picture packs beyond its own pixels is not unpacked.
  const raw = inflateSync(data, { maxOutputLength: size });
  if (raw.length < size) throw new Damaged();
  const values = new Uint32Array(width * height);
  let from = 0;
  for (const { x, y, across, down, wide, high, rowBytes } of parts) {
    const rows = raw.subarray(from, from + high * (rowBytes + 1));
    from += rows.length;
    if (!unfilter(rows, rowBytes, Math.max(1, (channels * depth) / 8))) throw new Damaged();
    for (let line = 0; line < high; line += 1) {
      const row = rows.subarray(line * (rowBytes + 1) + 1, (line + 1) * (rowBytes + 1));
      let to = (y + line * down) * width + x;
      for (let column = 0; column < wide; column += 1, to += across)
        values[to] = pixel(row, column, header, channels);
    }
  }
  const kind = colorType === 3 ? 'index' : channels < 3 ? 'gray' : 'color';
  return { width, height, kind, values, palette: kind === 'index' ? palette : [] };
}

/**
 * Decodes the pixels of a PNG (W3C, third edition), indices as indices. Written here because the libraries for it turn
 * indices into colors or unpack without a bound; the packing itself is Node's.
 * Throws ReadingError damaged_image, too_large.
 */
export function decodePng(bytes: Buffer, place: string): PngPixels {
  try {
    return decode(bytes, place);
  } catch (error) {
    if (error instanceof ReadingError) throw error;
    throw new ReadingError('damaged_image', place);
  }
}
