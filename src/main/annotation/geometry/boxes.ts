import type { Rectangle } from '../../../shared/rules/annotations.ts';
import { type ConvexShape, clipConvex, convexArea } from './convex.ts';

/** A box of any rotation, clockwise in degrees about its center. */
export type Box = Rectangle & { rotation: number };

/** As arithmetic of `bbIou` in maskApi.c, so that the same boxes give the same bits. Pixels. */
export function sharedArea(one: Rectangle, other: Rectangle): number {
  const width = Math.min(one.width + one.x, other.width + other.x) - Math.max(one.x, other.x);
  if (!(width > 0)) return 0;
  const height = Math.min(one.height + one.y, other.height + other.y) - Math.max(one.y, other.y);
  return height > 0 ? width * height : 0;
}

/** Intersection over union of two boxes that are not turned, 0 to 1. */
export function rectangleIou(one: Rectangle, other: Rectangle): number {
  const shared = sharedArea(one, other);
  return shared === 0 ? 0 : shared / (one.width * one.height + other.width * other.height - shared);
}

const areTheSame = (one: Box, other: Box): boolean =>
  one.x === other.x &&
  one.y === other.y &&
  one.width === other.width &&
  one.height === other.height &&
  one.rotation === other.rotation;

/** Square pixels that two boxes share, the same in either order. */
export function sharedBoxArea(one: Box, other: Box): number {
  // Of a box with itself rounding must take nothing away.
  if (areTheSame(one, other)) return one.width * one.height;
  if (one.rotation % 360 === 0 && other.rotation % 360 === 0) return sharedArea(one, other);
  const corners = [cornersOf(one), cornersOf(other)] as const;
  const [first, second] = isBefore(corners[0], corners[1]) ? corners : [corners[1], corners[0]];
  return Math.min(convexArea(clipConvex(first, second)), one.width * one.height, other.width * other.height);
}

/** Intersection over union of two boxes, 0 to 1 and the same in either order; just 1 of a box with itself. */
export function boxIou(one: Box, other: Box): number {
  if (areTheSame(one, other)) return 1;
  const shared = sharedBoxArea(one, other);
  if (shared === 0) return 0;
  return Math.min(1, shared / (one.width * one.height + other.width * other.height - shared));
}

/** x, y of the four corners, clockwise as one sees them. */
export function cornersOf({ x, y, width, height, rotation }: Box): ConvexShape {
  if (rotation % 360 === 0) return Float64Array.of(x, y, x + width, y, x + width, y + height, x, y + height);
  const turn = (rotation * Math.PI) / 180;
  const cos = Math.cos(turn);
  const sin = Math.sin(turn);
  const centerX = x + width / 2;
  const centerY = y + height / 2;
  const corners = new Float64Array(8);
  [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ].forEach(([right = 0, down = 0], corner) => {
    const alongX = (right * width) / 2;
    const alongY = (down * height) / 2;
    corners[corner * 2] = centerX + alongX * cos - alongY * sin;
    corners[corner * 2 + 1] = centerY + alongX * sin + alongY * cos;
  });
  return corners;
}

/** One order of two, whichever way they are given: rounding then is the same too. */
function isBefore(one: ConvexShape, other: ConvexShape): boolean {
  for (let index = 0; index < one.length; index++) {
    const difference = (one[index] ?? 0) - (other[index] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return true;
}
