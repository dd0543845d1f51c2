import type { Geometry, Rectangle } from '../../../shared/rules/annotations.ts';
import { cornersOf } from './boxes.ts';
import { ellipseBounds } from './ellipse.ts';
import { rasterStore } from './raster.ts';
import { rasterOfRuns } from './runs.ts';

/** The least upright box around a shape, in pixels, however far it lies outside of the image. */
export function boundsOf(geometry: Geometry): Rectangle {
  switch (geometry.kind) {
    case 'box':
      return geometry.rotation % 360 === 0 ? geometry : around([cornersOf(geometry)]);
    case 'polygon':
      return around(geometry.parts.map(({ outline }) => outline));
    case 'ellipse':
      return ellipseBounds(geometry);
    case 'mask': {
      const { left, top, right, bottom } = rasterOfRuns(geometry.runs, geometry.runs, rasterStore());
      return { x: left, y: top, width: right - left, height: bottom - top };
    }
    case 'points':
      return around([labeledPoints(geometry.points, geometry.visible)]);
    case 'line':
      return around([geometry.points]);
  }
}

/** Only points that COCO calls labeled: the others have no place. */
export function labeledPoints(points: Float64Array, visible: Uint8Array | null): Float64Array {
  return visible ? points.filter((_, index) => visible[index >> 1] !== 0) : points;
}

function around(outlines: readonly Float64Array[]): Rectangle {
  let left = Number.POSITIVE_INFINITY;
  let top = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  let bottom = Number.NEGATIVE_INFINITY;
  for (const outline of outlines)
    for (let index = 0; index + 1 < outline.length; index += 2) {
      const x = outline[index] ?? 0;
      const y = outline[index + 1] ?? 0;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      if (y > bottom) bottom = y;
    }
  return left > right
    ? { x: 0, y: 0, width: 0, height: 0 }
    : { x: left, y: top, width: right - left, height: bottom - top };
}
