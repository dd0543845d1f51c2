import type { Look } from '../../../shared/rules/image-brief.ts';
import { type GrayPicture, resized } from './gray-picture.ts';

export const lookOf = (picture: GrayPicture): Look => ({
  hash: perceptualHash(picture),
  sharpness: sharpnessOf(picture),
  flatness: flatnessOf(picture),
});

const SIDE = 32;
const KEPT = 8;

/**
 * 64 bits that hardly change when a picture is scaled, compressed or made brighter: which of the lowest frequencies of
 * its 32 x 32 miniature lie above their median (the DCT hash of Zauner, 2010). 16 hexadecimal digits.
 */
export function perceptualHash(picture: GrayPicture): string {
  const small = resized(picture, SIDE, SIDE);
  const frequencies = new Float64Array(KEPT * KEPT);
  for (let v = 0; v < KEPT; v++)
    for (let u = 0; u < KEPT; u++) {
      let sum = 0;
      for (let y = 0; y < SIDE; y++)
        for (let x = 0; x < SIDE; x++) sum += (small[y * SIDE + x] ?? 0) * wave(u, x) * wave(v, y);
      // Rounding must not decide: an even picture has no frequencies at all.
      frequencies[v * KEPT + u] = Math.abs(sum) < 1e-6 ? 0 : sum;
    }
  // The mean brightness says nothing about the motif.
  frequencies[0] = 0;
  const sorted = Float64Array.from(frequencies).sort();
  const median = ((sorted[31] ?? 0) + (sorted[32] ?? 0)) / 2;
  let hash = '';
  for (let digit = 0; digit < 16; digit++) {
    let value = 0;
    for (let bit = 0; bit < 4; bit++)
      value = value * 2 + ((frequencies[digit * 4 + bit] ?? 0) > median ? 1 : 0);
    hash += value.toString(16);
  }
  return hash;
}

const waves = Float64Array.from({ length: KEPT * SIDE }, (_, at) =>
  Math.cos(((2 * (at % SIDE) + 1) * Math.floor(at / SIDE) * Math.PI) / (2 * SIDE)),
);
const wave = (frequency: number, at: number): number => waves[frequency * SIDE + at] ?? 0;

/** Of 8 x 8 fields the sharpest counts: a portrait before a blurred ground is sharp. */
const FIELDS = 8;

/** Variance of the Laplacian (Pech-Pacheco et al., ICPR 2000) in the sharpest field, 0 where all is even. */
export function sharpnessOf({ width, height, pixels }: GrayPicture): number {
  let sharpest = 0;
  for (let down = 0; down < FIELDS; down++)
    for (let across = 0; across < FIELDS; across++) {
      const left = Math.max(1, Math.floor((across * width) / FIELDS));
      const right = Math.min(width - 1, Math.floor(((across + 1) * width) / FIELDS));
      const top = Math.max(1, Math.floor((down * height) / FIELDS));
      const bottom = Math.min(height - 1, Math.floor(((down + 1) * height) / FIELDS));
      let sum = 0;
      let squares = 0;
      let count = 0;
      for (let y = top; y < bottom; y++)
        for (let x = left; x < right; x++) {
          const at = y * width + x;
          const edge =
            4 * (pixels[at] as number) -
            (pixels[at - 1] as number) -
            (pixels[at + 1] as number) -
            (pixels[at - width] as number) -
            (pixels[at + width] as number);
          sum += edge;
          squares += edge * edge;
          count++;
        }
      if (count > 0) sharpest = Math.max(sharpest, squares / count - (sum / count) ** 2);
    }
  return sharpest;
}

/** Share of the pixels that are just like all eight around them, 0 to 1: what is drawn by a machine mostly is. */
export function flatnessOf({ width, height, pixels }: GrayPicture): number {
  let flat = 0;
  for (let y = 1; y + 1 < height; y++)
    for (let x = 1; x + 1 < width; x++) {
      const value = pixels[y * width + x];
      let isFlat = true;
      for (let down = -width; isFlat && down <= width; down += width)
        for (let across = -1; across <= 1; across++)
          if (pixels[y * width + x + down + across] !== value) isFlat = false;
      if (isFlat) flat++;
    }
  const inner = (width - 2) * (height - 2);
  return width > 2 && height > 2 ? flat / inner : 0;
}
