/** x, y, x, y … of a convex outline, clockwise as one sees them (y points down). */
export type ConvexShape = Float64Array;

/** What two convex shapes share, by clipping the first at each edge of the second (Sutherland and Hodgman, 1974). */
export function clipConvex(shape: ConvexShape, by: ConvexShape): ConvexShape {
  let points = Array.from(shape);
  for (let edge = 0; edge < by.length && points.length > 0; edge += 2) {
    const fromX = by[edge] ?? 0;
    const fromY = by[edge + 1] ?? 0;
    const toX = by[(edge + 2) % by.length] ?? 0;
    const toY = by[(edge + 3) % by.length] ?? 0;
    // Above 0 on the inner side.
    const side = (x: number, y: number): number => (toX - fromX) * (y - fromY) - (toY - fromY) * (x - fromX);
    points = clipAtEdge(points, side);
  }
  return Float64Array.from(points);
}

function clipAtEdge(points: readonly number[], side: (x: number, y: number) => number): number[] {
  const kept: number[] = [];
  let lastX = points[points.length - 2] ?? 0;
  let lastY = points[points.length - 1] ?? 0;
  let last = side(lastX, lastY);
  for (let index = 0; index < points.length; index += 2) {
    const x = points[index] ?? 0;
    const y = points[index + 1] ?? 0;
    const now = side(x, y);
    if (now > 0 !== last > 0) {
      const share = last / (last - now);
      kept.push(lastX + (x - lastX) * share, lastY + (y - lastY) * share);
    }
    if (now > 0) kept.push(x, y);
    lastX = x;
    lastY = y;
    last = now;
  }
  return kept;
}

/** Square pixels, 0 or more. */
export const convexArea = (shape: ConvexShape): number => Math.abs(signedArea(shape));

/**
 * Square pixels within an outline that does not cross itself, above 0 if it goes clockwise as one sees it. Measured
 * from its first point, so that figures far from the origin lose no digits.
 */
export function signedArea(ring: Float64Array): number {
  const originX = ring[0] ?? 0;
  const originY = ring[1] ?? 0;
  let sum = 0;
  for (let index = 0; index + 1 < ring.length; index += 2) {
    const next = (index + 2) % ring.length;
    const x = (ring[index] ?? 0) - originX;
    const y = (ring[index + 1] ?? 0) - originY;
    sum += x * ((ring[next + 1] ?? 0) - originY) - ((ring[next] ?? 0) - originX) * y;
  }
  return sum / 2;
}
