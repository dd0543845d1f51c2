import { crc32 } from 'node:zlib';
import { refuse } from '../../shared/result.ts';
import type { Trace } from '../../shared/rules/pictures.ts';
import { noteExif, noteXmp, orientationOnly } from './exif.ts';
import { damaged, type Stripped } from './stripped.ts';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** What the picture is made of (PNG, third edition, 11.2), and what its colors and shape need. */
const kept = new Set([
  'IHDR',
  'PLTE',
  'IDAT',
  'IEND',
  'tRNS',
  'gAMA',
  'cHRM',
  'sRGB',
  'sBIT',
  'bKGD',
  'pHYs',
]);
const told: Readonly<Record<string, Trace>> = {
  tEXt: 'text',
  zTXt: 'text',
  iTXt: 'text',
  tIME: 'exif',
  iCCP: 'color_profile',
};
const animation = new Set(['acTL', 'fcTL', 'fdAT']);

/** A PNG of nothing but its picture. Every chunk is held to its checksum. */
export function stripPng(bytes: Buffer): Stripped {
  if (!bytes.subarray(0, 8).equals(signature)) throw damaged();
  const stripped: Stripped['stripped'] = new Set();
  const chunks: Buffer[] = [];
  let size: { width: number; height: number } | null = null;
  let data = 0;
  let at = 8;
  for (let name = ''; name !== 'IEND'; ) {
    const length = bytes.readUInt32BE(at);
    name = bytes.toString('latin1', at + 4, at + 8);
    const end = at + 12 + length;
    if (end > bytes.length || !/^[A-Za-z]{4}$/.test(name)) throw damaged();
    const body = bytes.subarray(at + 8, end - 4);
    if (crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4)) throw damaged();
    if ((name === 'IHDR') !== (size === null)) throw damaged();
    if (name === 'IHDR') {
      if (length !== 13) throw damaged();
      size = { width: body.readUInt32BE(0), height: body.readUInt32BE(4) };
    }
    if (name === 'IDAT') data += length;
    if (animation.has(name)) throw refuse('validation', 'picture_animated');
    if (kept.has(name)) chunks.push(bytes.subarray(at, end));
    else if (name === 'eXIf') {
      const orientation = noteExif(body, stripped);
      if (orientation !== 1) chunks.push(chunk('eXIf', orientationOnly(orientation)));
    } else if (isCritical(name)) throw damaged();
    else if (name === 'iTXt' && body.toString('latin1', 0, 18).startsWith('XML:com.adobe.xmp'))
      noteXmp(body, stripped);
    else stripped.add(told[name] ?? 'other');
    at = end;
  }
  if (!size || size.width === 0 || size.height === 0 || data === 0) throw damaged();
  if (at < bytes.length) stripped.add('trailing');
  return { bytes: Buffer.concat([signature, ...chunks]), ...size, stripped };
}

/** A capital first: nobody who does not know the chunk can show the picture. */
const isCritical = (name: string): boolean => /^[A-Z]/.test(name);

function chunk(name: string, body: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length);
  head.write(name, 4, 'latin1');
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body, crc32(head.subarray(4))));
  return Buffer.concat([head, body, sum]);
}
