import { AppError } from '../../../shared/result.ts';
import type { Look } from '../../../shared/rules/image-brief.ts';
import type { PictureType } from '../../../shared/rules/pictures.ts';
import { type Picture, stripPicture } from '../../images/picture.ts';
import { lookOf } from './look.ts';
import type { PictureDecoder } from './picture-decoder.ts';

/** What the bytes of a picture say: the same for every copy of it, whoever hands it in. */
export interface LookedAt {
  type: PictureType;
  width: number;
  height: number;
  /** Null where it could not be decoded. */
  look: Look | null;
  /** JPEG; null where there is no look. */
  thumbnail: Uint8Array | null;
}

/** Null for what is no picture at all. */
export function lookAt(file: Uint8Array, decode: PictureDecoder): LookedAt | null {
  const picture = readPicture(file);
  if (!picture) return null;
  const { type, width, height } = picture;
  const decoded = decode(picture);
  return {
    ...{ type, width, height },
    look: decoded && lookOf(decoded.gray),
    thumbnail: decoded?.thumbnail ?? null,
  };
}

function readPicture(file: Uint8Array): Picture | null {
  try {
    return stripPicture(file);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
