import type { DrawnSide } from '../../../shared/contract/annotation.ts';
import { maskBounds, maskHas } from './mask-runs.ts';
import { type Point, type Rectangle, unionOf } from './view.ts';

export type Drawing = DrawnSide['shapes'][number]['drawing'];

function boundsOfPoints(points: readonly number[]): Rectangle | null {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at + 1 < points.length; at += 2) {
    const [x = 0, y = 0] = [points[at], points[at + 1]];
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return left === Infinity ? null : { x: left, y: top, width: right - left, height: bottom - top };
}

/** Turned clockwise about a point, degrees. */
function turned({ x, y }: Point, about: Point, degrees: number): Point {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [dx, dy] = [x - about.x, y - about.y];
  return { x: about.x + dx * cos - dy * sin, y: about.y + dx * sin + dy * cos };
}

/** The upright box around a shape, image pixels; null of a shape without any point. */
export function boundsOf(drawing: Drawing): Rectangle | null {
  switch (drawing.kind) {
    case 'box': {
      const { x, y, width, height, rotation } = drawing;
      if (rotation === 0) return { x, y, width, height };
      const middle = { x: x + width / 2, y: y + height / 2 };
      const corners = [
        { x, y },
        { x: x + width, y },
        { x: x + width, y: y + height },
        { x, y: y + height },
      ].map((corner) => turned(corner, middle, rotation));
      return boundsOfPoints(corners.flatMap((corner) => [corner.x, corner.y]));
    }
    case 'polygon':
      return unionOf(drawing.parts.flatMap(({ outline }) => boundsOfPoints(outline) ?? []));
    case 'ellipse': {
      const angle = (drawing.rotation * Math.PI) / 180;
      const across = Math.hypot(drawing.radiusX * Math.cos(angle), drawing.radiusY * Math.sin(angle));
      const down = Math.hypot(drawing.radiusX * Math.sin(angle), drawing.radiusY * Math.cos(angle));
      return { x: drawing.x - across, y: drawing.y - down, width: 2 * across, height: 2 * down };
    }
    case 'mask':
      return maskBounds(drawing.counts, drawing.height);
    case 'points':
    case 'line':
      return boundsOfPoints(drawing.points);
  }
}

/** The outline in image pixels; null of what is no outline: points, and masks, which are pictures. */
export function pathOf(drawing: Drawing): Path2D | null {
  const path = new Path2D();
  switch (drawing.kind) {
    case 'box': {
      const { x, y, width, height, rotation } = drawing;
      const middle = { x: x + width / 2, y: y + height / 2 };
      const box = new Path2D();
      box.rect(x, y, width, height);
      if (rotation === 0) return box;
      const turn = new DOMMatrix()
        .translate(middle.x, middle.y)
        .rotate(rotation)
        .translate(-middle.x, -middle.y);
      path.addPath(box, turn);
      return path;
    }
    case 'polygon':
      for (const { outline, holes } of drawing.parts)
        for (const ring of [outline, ...holes]) trace(path, ring, true);
      return path;
    case 'ellipse':
      path.ellipse(
        drawing.x,
        drawing.y,
        drawing.radiusX,
        drawing.radiusY,
        (drawing.rotation * Math.PI) / 180,
        0,
        2 * Math.PI,
      );
      return path;
    case 'line':
      trace(path, drawing.points, false);
      return path;
    case 'mask':
    case 'points':
      return null;
  }
}

function trace(path: Path2D, points: readonly number[], closes: boolean): void {
  for (let at = 0; at + 1 < points.length; at += 2) {
    const [x = 0, y = 0] = [points[at], points[at + 1]];
    if (at === 0) path.moveTo(x, y);
    else path.lineTo(x, y);
  }
  if (closes) path.closePath();
}

/** Whether a point of the image is on a shape; of points and lines, whether it is as near as `slack` pixels. */
export function isHit(drawing: Drawing, at: Point, slack: number): boolean {
  switch (drawing.kind) {
    case 'box': {
      const { x, y, width, height, rotation } = drawing;
      const back = turned(at, { x: x + width / 2, y: y + height / 2 }, -rotation);
      return back.x >= x && back.x <= x + width && back.y >= y && back.y <= y + height;
    }
    case 'polygon':
      return drawing.parts.some(
        ({ outline, holes }) => isInRing(outline, at) && !holes.some((hole) => isInRing(hole, at)),
      );
    case 'ellipse': {
      const back = turned(at, drawing, -drawing.rotation);
      const across = (back.x - drawing.x) / Math.max(1e-9, drawing.radiusX);
      const down = (back.y - drawing.y) / Math.max(1e-9, drawing.radiusY);
      return across ** 2 + down ** 2 <= 1;
    }
    case 'mask':
      return maskHas(drawing, Math.floor(at.x), Math.floor(at.y));
    case 'points':
      return distanceTo(drawing.points, at, false) <= slack;
    case 'line':
      return distanceTo(drawing.points, at, true) <= slack;
  }
}

/** Even-odd, as areas are counted. */
function isInRing(ring: readonly number[], { x, y }: Point): boolean {
  let inside = false;
  for (let at = 0, last = ring.length - 2; at + 1 < ring.length; last = at, at += 2) {
    const [ax = 0, ay = 0, bx = 0, by = 0] = [ring[at], ring[at + 1], ring[last], ring[last + 1]];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

function distanceTo(points: readonly number[], { x, y }: Point, isLine: boolean): number {
  let least = Infinity;
  for (let at = 0; at + 1 < points.length; at += 2) {
    const [ax = 0, ay = 0] = [points[at], points[at + 1]];
    const [bx = ax, by = ay] = isLine ? [points[at + 2], points[at + 3]] : [];
    const length = (bx - ax) ** 2 + (by - ay) ** 2;
    const along = length === 0 ? 0 : ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length;
    const t = Math.min(1, Math.max(0, along));
    least = Math.min(least, Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay)));
  }
  return least;
}
