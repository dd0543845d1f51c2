import Vips from 'wasm-vips';
import type { PictureType } from '../../../shared/rules/pictures.ts';
import { mostPixels } from '../../images/picture.ts';
import type { GrayPicture } from './gray-picture.ts';

/** Node has it; its types do not. */
declare const WebAssembly: { Exception: new (...all: never[]) => object };

/** A picture as it is looked at, upright as its EXIF says, and a small one of it to be shown. */
export interface DecodedPicture {
  gray: GrayPicture;
  /** JPEG, its longer side `THUMBNAIL` pixels or less. */
  thumbnail: Uint8Array;
}

/** What a picture is by its header. */
export interface EncodedPicture {
  type: PictureType;
  bytes: Uint8Array;
  width: number;
  height: number;
}

/**
 * Null for what is damaged, cut off, or no picture of its type. What it throws is no refusal: nothing may be asked of
 * it any more.
 */
export type PictureDecoder = (picture: EncodedPicture) => DecodedPicture | null;

/** Pixels of the longer side at which a picture is looked at, at most. */
export const LOOKED_AT = 1024;
/** A photo of 4000 pixels is read at a quarter of its size, and not at half and scaled once more. */
const NEARLY = 960;
export const THUMBNAIL = 240;

/**
 * libvips compiled to WebAssembly: what a hostile file makes of it ends in its own memory, never in that of the
 * program; it says the same bits on every machine; and a JPEG is scaled down while it is read. (Its native builds
 * collide with the GLib that Electron loads on Linux.) Only in a worker thread: it waits for threads of its own, which
 * end with that one.
 */
export async function openPictureDecoder(): Promise<PictureDecoder> {
  const vips = await Vips({
    // Its readers of other formats are neither loaded nor packed.
    dynamicLibraries: [],
    print: () => undefined,
    printErr: () => undefined,
    preRun: (module: { ENV: Record<string, string> }) => {
      // Damaged files are told by what they fail with, not on the standard error.
      module.ENV.VIPS_WARNING = '0';
    },
  });
  vips.concurrency(1);
  vips.Cache.max(0);
  return (picture) => {
    const owned: Vips.Image[] = [];
    try {
      return decode(vips, picture, (image) => {
        owned.push(image);
        return image;
      });
    } catch (error) {
      if (error instanceof WebAssembly.Exception) return null;
      throw error;
    } finally {
      for (const image of owned) image.delete();
    }
  };
}

type Engine = Awaited<ReturnType<typeof Vips>>;
/** Remembers an image, to be freed: there is no collector of garbage on that side. */
type Own = (image: Vips.Image) => Vips.Image;

function decode(vips: Engine, picture: EncodedPicture, own: Own): DecodedPicture | null {
  let image = own(load(vips, picture));
  // The header as it is read here decides, whatever was said of it.
  if (image.width * image.height > mostPixels) return null;
  if (image.hasAlpha()) image = own(image.flatten({ background: 255 }));
  if (image.interpretation !== 'b-w' && image.interpretation !== 'srgb')
    image = own(image.colourspace('srgb'));
  if (Math.max(image.width, image.height) > LOOKED_AT)
    image = own(image.thumbnailImage(LOOKED_AT, { height: LOOKED_AT, size: 'down', no_rotate: true }));
  image = own(own(image.copyMemory()).autorot());
  const small = own(image.thumbnailImage(THUMBNAIL, { height: THUMBNAIL, size: 'down', no_rotate: true }));
  const { width, height, bands } = image;
  return {
    gray: { width, height, pixels: grayOf(image.writeToMemory(), width * height, bands) },
    thumbnail: small.jpegsaveBuffer({ Q: 72, keep: 'none' }),
  };
}

function load(vips: Engine, { type, bytes, width, height }: EncodedPicture): Vips.Image {
  const longer = Math.max(width, height);
  // Row by row, so that a large picture is never in memory as a whole.
  const options = { access: 'sequential', fail_on: 'error' };
  if (type === 'image/png') return vips.Image.pngloadBuffer(bytes, options);
  if (type === 'image/webp')
    return vips.Image.webploadBuffer(bytes, { ...options, scale: Math.min(1, LOOKED_AT / longer) });
  const shrink = [8, 4, 2].find((one) => longer / one >= NEARLY) ?? 1;
  return vips.Image.jpegloadBuffer(bytes, { ...options, shrink });
}

/** Luma of ITU-R BT.601 in whole numbers: nothing is rounded one way here and another way there. */
function grayOf(samples: ArrayLike<number>, count: number, bands: number): Uint8Array {
  const gray = new Uint8Array(count);
  for (let at = 0; at < count; at++) {
    const from = at * bands;
    const red = samples[from] ?? 0;
    gray[at] =
      bands < 3
        ? red
        : (red * 77 + (samples[from + 1] ?? 0) * 150 + (samples[from + 2] ?? 0) * 29 + 128) >> 8;
  }
  return gray;
}
