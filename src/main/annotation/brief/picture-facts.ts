import { AppError } from '../../../shared/result.ts';
import type { ImageFacts, PictureFacts } from '../../../shared/rules/image-brief.ts';
import { type Picture, stripPicture } from '../../images/picture.ts';
import type { PictureDecoder } from './gray-picture.ts';
import { LOOKED_AT, lookOf } from './look.ts';

/**
 * What the brief asks of an image, from the file as it was handed in: what it tells of place and camera is gone once it
 * is stored.
 */
export async function factsOf(path: string, file: Uint8Array, decode: PictureDecoder): Promise<ImageFacts> {
  const picture = readPicture(file);
  if (!picture) return { path, picture: null };
  const { type, width, height, stripped, bytes } = picture;
  const gray = await decode(bytes, LOOKED_AT);
  const facts: PictureFacts = {
    type,
    width,
    height,
    hasLocation: stripped.includes('gps'),
    hasCamera: stripped.includes('device'),
    look: gray && lookOf(gray),
  };
  return { path, picture: facts };
}

function readPicture(file: Uint8Array): Picture | null {
  try {
    return stripPicture(file);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
