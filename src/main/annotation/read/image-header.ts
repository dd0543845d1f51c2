import type { Size } from '../../../shared/rules/annotations.ts';
import { readExif } from '../../images/exif.ts';

export type ImageKind = 'png' | 'jpeg' | 'webp' | 'bmp' | 'gif' | 'tiff';

/** What a picture says of itself before its pixels begin. */
export interface ImageHeader {
  kind: ImageKind;
  /** As a person sees it: turned where EXIF says so. Null where the header was cut off or lies. */
  size: Size | null;
  /** EXIF: width and height of the pixels stored are the other way round. */
  turned: boolean;
}

interface Found {
  size: Size | null;
  orientation?: number;
}

export function imageKindOf(head: Buffer): ImageKind | null {
  const text = head.toString('latin1', 0, 12);
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (text.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (/^RIFF....WEBP/s.test(text)) return 'webp';
  if (/^GIF8[79]a/.test(text)) return 'gif';
  if (text.startsWith('II*\0') || text.startsWith('MM\0*')) return 'tiff';
  // Two letters are too few to tell: the size of the header that follows is one of those that exist.
  if (
    text.startsWith('BM') &&
    head.length >= 18 &&
    [12, 40, 52, 56, 64, 108, 124].includes(head.readUInt32LE(14))
  )
    return 'bmp';
  return null;
}

/** IHDR is the first chunk (PNG 11.2.2). */
const png = (bytes: Buffer): Found => ({
  size: { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) },
});

/** Frames of every coding process (ITU-T T.81, table B.1), not DHT, JPG and DAC that lie between them. */
const isFrame = (code: number): boolean =>
  code >= 0xc0 && code <= 0xcf && code !== 0xc4 && code !== 0xc8 && code !== 0xcc;

function jpeg(bytes: Buffer): Found {
  let orientation = 1;
  for (let at = 2; ; ) {
    while (bytes.readUInt8(at) === 0xff && bytes.readUInt8(at + 1) === 0xff) at += 1;
    if (bytes.readUInt8(at) !== 0xff) return { size: null };
    const code = bytes.readUInt8(at + 1);
    const body = at + 4;
    if (isFrame(code))
      return {
        size: { height: bytes.readUInt16BE(body + 1), width: bytes.readUInt16BE(body + 3) },
        orientation,
      };
    if (code === 0xd9 || code === 0xda) return { size: null };
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    if (code === 0xe1 && bytes.toString('latin1', body, body + 5) === 'Exif\0')
      orientation = readExif(bytes.subarray(body + 6, end)).orientation;
    at = end;
  }
}

/** Simple, lossless and extended files (RFC 9649, 2.5 to 2.7). */
function webp(bytes: Buffer): Found {
  const kind = bytes.toString('latin1', 12, 16);
  if (kind === 'VP8X')
    return { size: { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 } };
  if (kind === 'VP8 ')
    return { size: { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff } };
  if (kind !== 'VP8L') return { size: null };
  const bits = bytes.readUInt32LE(21);
  return { size: { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 } };
}

/** Height is negative where rows run down; the oldest header has shorts. */
function bmp(bytes: Buffer): Found {
  if (bytes.readUInt32LE(14) === 12)
    return { size: { width: bytes.readUInt16LE(18), height: bytes.readUInt16LE(20) } };
  return { size: { width: bytes.readInt32LE(18), height: Math.abs(bytes.readInt32LE(22)) } };
}

const gif = (bytes: Buffer): Found => ({
  size: { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) },
});

/** Tags 256, 257 and 274 of the first directory (TIFF 6.0, section 8). */
function tiff(bytes: Buffer): Found {
  const little = bytes.toString('latin1', 0, 2) === 'II';
  const read16 = (at: number): number => (little ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at));
  const read32 = (at: number): number => (little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));
  const directory = read32(4);
  const tags = new Map<number, number>();
  for (let entry = 0; entry < read16(directory); entry += 1) {
    const at = directory + 2 + entry * 12;
    tags.set(read16(at), read16(at + 2) === 3 ? read16(at + 8) : read32(at + 8));
  }
  const [width, height, orientation] = [tags.get(256), tags.get(257), tags.get(274)];
  return { size: width && height ? { width, height } : null, orientation: orientation ?? 1 };
}

const readers: Record<ImageKind, (bytes: Buffer) => Found> = { png, jpeg, webp, bmp, gif, tiff };

function found(kind: ImageKind, bytes: Buffer): Found {
  try {
    return readers[kind](bytes);
  } catch (error) {
    // Reading past the end: the bytes given were too few, or the file was cut off.
    if (error instanceof RangeError) return { size: null };
    throw error;
  }
}

/** Reads the header of a picture from its first bytes; null where they are of none that is known. */
export function readImageHeader(bytes: Buffer): ImageHeader | null {
  const kind = imageKindOf(bytes);
  if (!kind) return null;
  const { size, orientation = 1 } = found(kind, bytes);
  if (!size || !(size.width > 0 && size.height > 0)) return { kind, size: null, turned: false };
  const turned = orientation >= 5 && orientation <= 8;
  return { kind, size: turned ? { width: size.height, height: size.width } : size, turned };
}
