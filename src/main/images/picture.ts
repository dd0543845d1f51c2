import { refuse } from '../../shared/result.ts';
import { mostPictureBytes, type PictureType, type Trace, traces } from '../../shared/rules/pictures.ts';
import { stripJpeg } from './strip-jpeg.ts';
import { stripPng } from './strip-png.ts';
import { stripWebp } from './strip-webp.ts';
import type { Stripped } from './stripped.ts';

export interface Picture {
  type: PictureType;
  /** The same picture, pixel by pixel, without anything that it told beside. */
  bytes: Buffer;
  width: number;
  height: number;
  /** What was taken out. */
  stripped: Trace[];
}

/** Decoded it takes four bytes a pixel, on a laptop with 4 GB. */
export const mostPixels = 120_000_000;

/** ISO base media brands of pictures that Chromium cannot show, or only on some machines. */
const heic = /^(?:hei[cxms]|he(?:vc|vx|vm|vs)|mif1|msf1|avi[fs])$/;

/**
 * Takes out of a picture everything but the picture, without decoding it: how it is turned stays, its pixels are the
 * same. The format is told by content.
 * Throws `validation`: picture_empty, picture_too_large, picture_heic, picture_unknown, picture_animated,
 * picture_damaged (cut off, or not what it says it is).
 */
export function stripPicture(file: Uint8Array): Picture {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (bytes.length === 0) throw refuse('validation', 'picture_empty');
  if (bytes.length > mostPictureBytes) throw refuse('validation', 'picture_too_large');
  const [type, strip] = readerOf(bytes);
  try {
    const { stripped, ...picture } = strip(bytes);
    if (picture.width * picture.height > mostPixels) throw refuse('validation', 'picture_too_large');
    return { type, ...picture, stripped: traces.filter((one) => stripped.has(one)) };
  } catch (error) {
    // Reading past the end is what a file does that was cut off.
    if (error instanceof RangeError) throw refuse('validation', 'picture_damaged');
    throw error;
  }
}

function readerOf(bytes: Buffer): [Picture['type'], (bytes: Buffer) => Stripped] {
  if (bytes.length < 12) throw refuse('validation', 'picture_unknown');
  if (bytes.readUInt16BE(0) === 0xffd8) return ['image/jpeg', stripJpeg];
  if (bytes.readUInt32BE(0) === 0x89504e47) return ['image/png', stripPng];
  if (bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP')
    return ['image/webp', stripWebp];
  if (bytes.toString('latin1', 4, 8) === 'ftyp' && heic.test(bytes.toString('latin1', 8, 12)))
    throw refuse('validation', 'picture_heic');
  throw refuse('validation', 'picture_unknown');
}
