/** Red, green, blue, 0 to 255. */
export type Color = readonly [number, number, number];
/** One color, or one for each height. */
export type Paint = Color | ((y: number) => Color);
/** x, y, x, y …; the last point is joined to the first. */
export type Outline = readonly number[];

export interface Canvas {
  width: number;
  height: number;
  /** Three bytes a pixel, row by row. */
  pixels: Uint8ClampedArray;
  /** Fills outlines by the even-odd rule, smooth at the edges. */
  fill(outlines: readonly Outline[], paint: Paint, opacity?: number): void;
}

/** Rows of samples in a row of pixels; along a row edges are exact. */
const samples = 5;

export function createCanvas(width: number, height: number): Canvas {
  const pixels = new Uint8ClampedArray(width * height * 3);
  const cover = new Float64Array(width);

  /** Adds how much of each pixel a stretch of one row of samples covers. */
  const span = (from: number, to: number): void => {
    const [left, right] = [Math.max(0, from), Math.min(width, to)];
    for (let x = Math.floor(left); x < right; x++)
      cover[x] = (cover[x] ?? 0) + (Math.min(right, x + 1) - Math.max(left, x)) / samples;
  };

  const blend = (row: number, [red, green, blue]: Color, opacity: number): void => {
    for (let x = 0; x < width; x++) {
      const share = (cover[x] ?? 0) * opacity;
      if (share <= 0.004) continue;
      const at = (row * width + x) * 3;
      for (const [channel, value] of [red, green, blue].entries())
        pixels[at + channel] = (pixels[at + channel] ?? 0) * (1 - share) + value * share;
    }
  };

  return {
    ...{ width, height, pixels },
    fill: (outlines, paint, opacity = 1) => {
      const ys = outlines.flatMap((one) => one.filter((_, index) => index % 2 === 1));
      const first = Math.max(0, Math.floor(Math.min(...ys)));
      const last = Math.min(height - 1, Math.ceil(Math.max(...ys)));
      for (let row = first; row <= last; row++) {
        cover.fill(0);
        for (let sample = 0; sample < samples; sample++) {
          const crossings = outlines.flatMap((one) => crossingsOf(one, row + (sample + 0.5) / samples));
          crossings.sort((a, b) => a - b);
          for (let at = 0; at + 1 < crossings.length; at += 2)
            span(crossings[at] ?? 0, crossings[at + 1] ?? 0);
        }
        blend(row, typeof paint === 'function' ? paint(row) : paint, opacity);
      }
    },
  };
}

function crossingsOf(outline: Outline, y: number): number[] {
  const crossings: number[] = [];
  for (let at = 0; at < outline.length; at += 2) {
    const [x0, y0] = [outline[at] ?? 0, outline[at + 1] ?? 0];
    const next = (at + 2) % outline.length;
    const [x1, y1] = [outline[next] ?? 0, outline[next + 1] ?? 0];
    if (y0 <= y !== y1 <= y) crossings.push(x0 + ((y - y0) / (y1 - y0)) * (x1 - x0));
  }
  return crossings;
}

export const rectangle = (x: number, y: number, width: number, height: number): Outline => [
  ...[x, y, x + width, y, x + width, y + height, x, y + height],
];

export function oval(x: number, y: number, radiusX: number, radiusY = radiusX): Outline {
  const corners = Math.max(16, Math.ceil(Math.max(radiusX, radiusY) * 1.5));
  return Array.from({ length: corners }, (_, index) => (index / corners) * 2 * Math.PI).flatMap((angle) => [
    x + radiusX * Math.cos(angle),
    y + radiusY * Math.sin(angle),
  ]);
}

/** A rectangle with round corners: above and below of different size. */
export function rounded(
  x: number,
  y: number,
  width: number,
  height: number,
  above: number,
  below = above,
): Outline {
  const corner = (centerX: number, centerY: number, radius: number, from: number): number[] =>
    Array.from({ length: 7 }, (_, index) => from + (index / 6) * (Math.PI / 2)).flatMap((angle) => [
      centerX + radius * Math.cos(angle),
      centerY + radius * Math.sin(angle),
    ]);
  return [
    ...corner(x + above, y + above, above, Math.PI),
    ...corner(x + width - above, y + above, above, 1.5 * Math.PI),
    ...corner(x + width - below, y + height - below, below, 0),
    ...corner(x + below, y + height - below, below, Math.PI / 2),
  ];
}

/** A straight stroke of some thickness. */
export function stroke(x0: number, y0: number, x1: number, y1: number, thick: number): Outline {
  const length = Math.hypot(x1 - x0, y1 - y0) || 1;
  const [dx, dy] = [((y1 - y0) / length) * (thick / 2), ((x1 - x0) / length) * (thick / 2)];
  return [x0 + dx, y0 - dy, x1 + dx, y1 - dy, x1 - dx, y1 + dy, x0 - dx, y0 + dy];
}

export const hex = (color: string): Color => {
  const value = Number.parseInt(color.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
};

export const mix = (one: Color, other: Color, share: number): Color => [
  one[0] + (other[0] - one[0]) * share,
  one[1] + (other[1] - one[1]) * share,
  one[2] + (other[2] - one[2]) * share,
];

/** From one color above to another below. */
export const fade =
  (above: Color, below: Color, top: number, bottom: number): ((y: number) => Color) =>
  (y) =>
    mix(above, below, Math.max(0, Math.min(1, (y - top) / (bottom - top))));
