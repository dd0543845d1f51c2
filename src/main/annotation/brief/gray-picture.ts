/** A decoded picture without its colors, row by row, 0 black to 255 white. */
export interface GrayPicture {
  width: number;
  height: number;
  pixels: Uint8Array;
}

/** The same picture with other sides, each pixel the mean of those that it covers. */
export function resized(
  { width, height, pixels }: GrayPicture,
  toWidth: number,
  toHeight: number,
): Float64Array {
  const result = new Float64Array(toWidth * toHeight);
  for (let row = 0; row < toHeight; row++) {
    const top = (row * height) / toHeight;
    const bottom = ((row + 1) * height) / toHeight;
    for (let column = 0; column < toWidth; column++) {
      const left = (column * width) / toWidth;
      const right = ((column + 1) * width) / toWidth;
      let sum = 0;
      let weight = 0;
      for (let y = Math.floor(top); y < bottom; y++)
        for (let x = Math.floor(left); x < right; x++) {
          const share =
            (Math.min(right, x + 1) - Math.max(left, x)) * (Math.min(bottom, y + 1) - Math.max(top, y));
          sum += share * (pixels[y * width + x] ?? 0);
          weight += share;
        }
      result[row * toWidth + column] = sum / weight;
    }
  }
  return result;
}
