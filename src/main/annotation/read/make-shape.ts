import type { Geometry, Rectangle, Shape, Size, Tag } from '../../../shared/rules/annotations.ts';
import { MAX_COORDINATE, MAX_PIXELS, MAX_SIDE } from './limits.ts';
import { Unusable } from './reading-error.ts';

type Given<Whole, Key extends keyof Whole> = Pick<Whole, Key> & Partial<Omit<Whole, Key>>;

/** A shape of what is known of it: no score, no attributes, one layer. */
export const makeShape = (known: Given<Shape, 'id' | 'label' | 'geometry'>): Shape => ({
  score: null,
  attributes: {},
  box: null,
  area: null,
  crowd: false,
  zOrder: 0,
  ...known,
});

export const makeTag = (known: Given<Tag, 'id' | 'label'>): Tag => ({
  score: null,
  attributes: {},
  ...known,
});

/** A coordinate or length in pixels. Throws Unusable not_a_number, coordinate_absurd. */
export function coordinate(value: unknown): number {
  // What nearly all are; false for NaN.
  if (typeof value === 'number' && value >= -MAX_COORDINATE && value <= MAX_COORDINATE) return value;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number))
    throw new Unusable('not_a_number', { value: String(value).slice(0, 40) });
  if (Math.abs(number) > MAX_COORDINATE) throw new Unusable('coordinate_absurd', { value: number });
  return number;
}

/** A list of coordinates, flat. Throws Unusable. */
export function coordinates(values: unknown): Float64Array {
  if (!Array.isArray(values)) throw new Unusable('not_an_object');
  const numbers = new Float64Array(values.length);
  for (let at = 0; at < values.length; at += 1) numbers[at] = coordinate(values[at]);
  return numbers;
}

/** Points as pairs, or as objects with x and y, made flat. Throws Unusable. */
export function pairs(values: unknown): Float64Array {
  if (!Array.isArray(values)) throw new Unusable('not_an_object');
  const numbers = new Float64Array(values.length * 2);
  for (const [index, value] of values.entries()) {
    const [x, y] = Array.isArray(value) ? value : isRecord(value) ? [value.x, value.y] : [];
    numbers[index * 2] = coordinate(x);
    numbers[index * 2 + 1] = coordinate(y);
  }
  return numbers;
}

export function rectangle(x: number, y: number, width: number, height: number): Rectangle {
  if (width < 0 || height < 0) throw new Unusable('negative_size', { width, height });
  return { x, y, width, height };
}

export const box = (x: number, y: number, width: number, height: number, rotation = 0): Geometry => ({
  kind: 'box',
  ...rectangle(x, y, width, height),
  rotation,
});

/** The box between two opposite corners, in whatever order they were drawn. */
export const boxBetween = (x1: number, y1: number, x2: number, y2: number): Geometry =>
  box(Math.min(x1, x2), Math.min(y1, y2), Math.abs(x2 - x1), Math.abs(y2 - y1));

/** Throws Unusable where the numbers are no pairs, or fewer than so many points. */
export function enoughPoints(points: Float64Array, least: number): Float64Array {
  if (points.length % 2 !== 0) throw new Unusable('odd_coordinates', { count: points.length });
  if (points.length < least * 2) throw new Unusable('too_few_points', { count: points.length / 2, least });
  return points;
}

export const polygon = (...outlines: readonly Float64Array[]): Geometry => ({
  kind: 'polygon',
  parts: outlines.map((outline) => ({ outline: enoughPoints(outline, 3), holes: [] })),
});

export const line = (points: Float64Array): Geometry => ({ kind: 'line', points: enoughPoints(points, 2) });

export const points = (flat: Float64Array, visible: Uint8Array | null = null): Geometry => ({
  kind: 'points',
  points: enoughPoints(flat, 1),
  visible,
});

export const ellipse = (x: number, y: number, radiusX: number, radiusY: number, rotation = 0): Geometry => {
  if (radiusX < 0 || radiusY < 0) throw new Unusable('negative_size', { width: radiusX, height: radiusY });
  return { kind: 'ellipse', x, y, radiusX, radiusY, rotation };
};

/** A box given by its top left corner before it is turned about that corner, clockwise, as Label Studio draws. */
export function boxTurnedAboutCorner(
  x: number,
  y: number,
  width: number,
  height: number,
  degrees: number,
): Geometry {
  if (degrees === 0) return box(x, y, width, height);
  const radians = (degrees * Math.PI) / 180;
  const [cosine, sine] = [Math.cos(radians), Math.sin(radians)];
  const centerX = x + (width * cosine - height * sine) / 2;
  const centerY = y + (width * sine + height * cosine) / 2;
  return box(centerX - width / 2, centerY - height / 2, width, height, degrees);
}

/**
 * Four corners in order as a turned box, null where they are none: diagonals that halve each other and are equally long
 * to within `tolerance` pixels. What they are off is shared between them. The first side is the width.
 */
export function boxOfCorners(corners: Float64Array, tolerance = Number.POSITIVE_INFINITY): Geometry | null {
  if (corners.length !== 8) return null;
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0, x3 = 0, y3 = 0, x4 = 0, y4 = 0] = corners;
  const apart = Math.hypot(x1 + x3 - x2 - x4, y1 + y3 - y2 - y4) / 2;
  const longer = Math.abs(Math.hypot(x3 - x1, y3 - y1) - Math.hypot(x4 - x2, y4 - y2));
  if (apart > tolerance || longer > tolerance) return null;
  const [alongX, alongY] = [(x2 - x1 + x3 - x4) / 2, (y2 - y1 + y3 - y4) / 2];
  const [width, height] = [Math.hypot(alongX, alongY), Math.hypot(x3 - x2 + x4 - x1, y3 - y2 + y4 - y1) / 2];
  const [centerX, centerY] = [(x1 + x2 + x3 + x4) / 4, (y1 + y2 + y3 + y4) / 4];
  return box(
    centerX - width / 2,
    centerY - height / 2,
    width,
    height,
    (Math.atan2(alongY, alongX) * 180) / Math.PI,
  );
}

/** The size that a file declares; null where it declares none. Throws Unusable image_size_absurd. */
export function declaredSize(width: unknown, height: unknown): Size | null {
  const [w, h] = [Number(width ?? 0), Number(height ?? 0)];
  if (w === 0 && h === 0) return null;
  const sane = Number.isInteger(w) && Number.isInteger(h) && w > 0 && h > 0;
  if (!sane || w > MAX_SIDE || h > MAX_SIDE || w * h > MAX_PIXELS)
    throw new Unusable('image_size_absurd', {
      width: String(width).slice(0, 20),
      height: String(height).slice(0, 20),
    });
  return { width: w, height: h };
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Texts, numbers and yes or no as texts; whatever else an attribute is, is left out. */
export function attributesOf(values: unknown): Record<string, string> {
  if (!isRecord(values)) return {};
  const kept = Object.entries(values).flatMap(([name, value]): [string, string][] =>
    ['string', 'number', 'boolean'].includes(typeof value) ? [[name, String(value)]] : [],
  );
  // Not by assignment: a file may call one `__proto__`.
  return Object.fromEntries(kept);
}

/** A yes or no that a format writes as 1 or 0. */
export const flag = (value: string): string => (value === '1' ? 'true' : value === '0' ? 'false' : value);

/** A score between 0 and 1, null for anything else. */
export const scoreOf = (value: unknown): number | null =>
  typeof value === 'number' && value >= 0 && value <= 1 ? value : null;

/** A text, or a number as one: what ids and labels are written as. */
export const textOrNumber = (value: unknown): string | null =>
  typeof value === 'string'
    ? value
    : typeof value === 'number' || typeof value === 'bigint'
      ? String(value)
      : null;
