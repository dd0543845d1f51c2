import type { GrayPicture } from '../../../src/main/annotation/brief/gray-picture.ts';
import { encodeGrayPng } from '../../../src/main/annotation/write/encode-png.ts';
import { seededRandom } from '../../roster/generate-roster.ts';

export function picture(width: number, height: number, value: (x: number, y: number) => number): GrayPicture {
  const pixels = new Uint8Array(width * height);
  for (let at = 0; at < pixels.length; at++)
    pixels[at] = Math.max(0, Math.min(255, Math.round(value(at % width, Math.floor(at / width)))));
  return { width, height, pixels };
}

/** A motif of soft blobs, the same for the same seed at any size and brightness. */
export function motif(seed: number, width = 128, height = 96, brighter = 0, blurred = 1): GrayPicture {
  const random = seededRandom(seed);
  const blobs = Array.from({ length: 12 }, () => [
    random(),
    random(),
    0.03 + random() * 0.12,
    random() * 200 - 100,
  ]);
  return picture(width, height, (x, y) =>
    blobs.reduce((sum, [atX = 0, atY = 0, size = 0, light = 0]) => {
      const away = Math.hypot((x + 0.5) / width - atX, (y + 0.5) / height - atY) / size;
      return sum + light / (1 + Math.exp((40 / blurred) * (away - 1)));
    }, 120 + brighter),
  );
}

/** With the grain that every photo has: no two pixels beside each other are quite alike. */
export function grainy({ width, height, pixels }: GrayPicture): GrayPicture {
  const random = seededRandom(width * 7 + height);
  const grain = pixels.map((value) => Math.max(0, Math.min(255, value + Math.round(random() * 12 - 6))));
  return { width, height, pixels: grain };
}

/** As a file. */
export const png = ({ width, height, pixels }: GrayPicture): Buffer => encodeGrayPng(pixels, width, height);
