import { AppError } from '../../../shared/result.ts';
import type { Look } from '../../../shared/rules/image-brief.ts';
import type { PictureType } from '../../../shared/rules/pictures.ts';
import { type Picture, stripPicture } from '../../images/picture.ts';
import { lookOf } from './look.ts';
import type { EncodedPicture, PictureDecoder } from './picture-decoder.ts';

/** What the bytes of a picture say: the same for every copy of it, whoever hands it in. */
export interface LookedAt {
  type: PictureType;
  width: number;
  height: number;
  /** Null where it could not be decoded. */
  look: Look | null;
}

/** Decodes a picture, and says what is seen. The small one is a JPEG; null where nothing could be decoded. */
export function lookAt(
  { type, width, height, bytes }: EncodedPicture,
  decode: PictureDecoder,
): { looked: LookedAt; thumbnail: Uint8Array | null } {
  const decoded = decode({ type, width, height, bytes });
  return {
    looked: { type, width, height, look: decoded && lookOf(decoded.gray) },
    thumbnail: decoded?.thumbnail ?? null,
  };
}

/** A file by its header; null for what is no picture. */
export function readPicture(file: Uint8Array): Picture | null {
  try {
    return stripPicture(file);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
