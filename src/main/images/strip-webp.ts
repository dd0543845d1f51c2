import { refuse } from '../../shared/result.ts';
import { noteExif, noteXmp, orientationOnly } from './exif.ts';
import { damaged, type Stripped } from './stripped.ts';

interface Size {
  width: number;
  height: number;
}

/** Flags of the extended header (RFC 9649, 2.7): what is in the file. Bits for ICC, EXIF, XMP and animation go. */
const flags = { alpha: 0x10, exif: 0x08 } as const;

/** A WebP (RFC 9649) of nothing but its picture: VP8 or VP8L, with its alpha, and how it is turned. */
export function stripWebp(bytes: Buffer): Stripped {
  const stripped: Stripped['stripped'] = new Set();
  const end = 8 + bytes.readUInt32LE(4);
  if (end > bytes.length || end < 20) throw damaged();
  const chunks: Buffer[] = [];
  let canvas: Size | null = null;
  let size: Size | null = null;
  let [alpha, orientation] = [false, 1];
  for (let at = 12; at < end; ) {
    const name = bytes.toString('latin1', at, at + 4);
    const length = bytes.readUInt32LE(at + 4);
    const next = at + 8 + length + (length % 2);
    if (next > end) throw damaged();
    const body = bytes.subarray(at + 8, at + 8 + length);
    if (name === 'VP8X') {
      canvas = { width: 1 + body.readUIntLE(4, 3), height: 1 + body.readUIntLE(7, 3) };
      alpha = (body.readUInt8(0) & flags.alpha) !== 0;
    } else if (name === 'VP8 ' || name === 'VP8L') {
      if (size) throw damaged();
      size = name === 'VP8 ' ? sizeOfLossy(body) : sizeOfLossless(body);
      chunks.push(chunk(name, body));
    } else if (name === 'ALPH') {
      if (size) throw damaged();
      chunks.push(chunk(name, body));
    } else if (name === 'ANIM' || name === 'ANMF') throw refuse('validation', 'picture_animated');
    else if (name === 'EXIF') {
      const tiff = body.toString('latin1', 0, 6) === 'Exif\0\0' ? body.subarray(6) : body;
      orientation = noteExif(tiff, stripped);
    } else if (name === 'XMP ') noteXmp(body, stripped);
    else if (name === 'ICCP') stripped.add('color_profile');
    else stripped.add('other');
    at = next;
  }
  if (!size) throw damaged();
  if (canvas && (canvas.width !== size.width || canvas.height !== size.height)) throw damaged();
  if (end < bytes.length) stripped.add('trailing');
  const turned = orientation !== 1;
  if (turned) chunks.push(chunk('EXIF', orientationOnly(orientation)));
  if (alpha || turned || chunks.length > 1) chunks.unshift(extended(size, alpha, turned));
  const content = Buffer.concat(chunks);
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  head.writeUInt32LE(content.length + 4, 4);
  return { bytes: Buffer.concat([head, content]), ...size, stripped };
}

/** Key frame header (RFC 6386, 9.1): 14 bits each, the upper two are a scale. */
function sizeOfLossy(body: Buffer): Size {
  if (body.readUIntLE(3, 3) !== 0x2a019d) throw damaged();
  return nonEmpty({ width: body.readUInt16LE(6) & 0x3fff, height: body.readUInt16LE(8) & 0x3fff });
}

function sizeOfLossless(body: Buffer): Size {
  if (body.readUInt8(0) !== 0x2f) throw damaged();
  const bits = body.readUInt32LE(1);
  return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
}

function nonEmpty(size: Size): Size {
  if (size.width === 0 || size.height === 0) throw damaged();
  return size;
}

function extended({ width, height }: Size, alpha: boolean, turned: boolean): Buffer {
  const body = Buffer.alloc(10);
  body[0] = (alpha ? flags.alpha : 0) | (turned ? flags.exif : 0);
  body.writeUIntLE(width - 1, 4, 3);
  body.writeUIntLE(height - 1, 7, 3);
  return chunk('VP8X', body);
}

function chunk(name: string, body: Buffer): Buffer {
  const head = Buffer.from(`${name}\0\0\0\0`, 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
}
