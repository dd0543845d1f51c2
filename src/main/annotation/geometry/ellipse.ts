import type { Rectangle, Size } from '../../../shared/rules/annotations.ts';
import type { Raster, RasterStore } from './raster.ts';
import { enclosed, startToggles, toggles } from './toggles.ts';

/** Center and half axes in pixels; rotation clockwise in degrees. */
export interface Ellipse {
  x: number;
  y: number;
  radiusX: number;
  radiusY: number;
  rotation: number;
}

interface Turned {
  cos: number;
  sin: number;
  /** How far it reaches from its center. */
  halfWidth: number;
  halfHeight: number;
}

function turned({ radiusX, radiusY, rotation }: Ellipse): Turned {
  const upright = rotation % 180 === 0;
  const turn = (rotation * Math.PI) / 180;
  const cos = upright ? 1 : Math.cos(turn);
  const sin = upright ? 0 : Math.sin(turn);
  return {
    cos,
    sin,
    halfWidth: Math.hypot(radiusX * cos, radiusY * sin),
    halfHeight: Math.hypot(radiusX * sin, radiusY * cos),
  };
}

export function ellipseBounds(ellipse: Ellipse): Rectangle {
  const { halfWidth, halfHeight } = turned(ellipse);
  const { x, y } = ellipse;
  return { x: x - halfWidth, y: y - halfHeight, width: 2 * halfWidth, height: 2 * halfHeight };
}

/**
 * Pixels whose center lies within. On the vertical at a distance d from the center the outline is at
 * (d k +- radiusX radiusY sqrt(halfWidth² - d²)) / halfWidth², k = (radiusX² - radiusY²) sin cos: the two solutions of
 * its equation.
 */
export function rasterizeEllipse(ellipse: Ellipse, { width, height }: Size, store: RasterStore): Raster {
  const { x, y, radiusX, radiusY } = ellipse;
  const { cos, sin, halfWidth } = turned(ellipse);
  const first = Math.max(0, Math.ceil(x - halfWidth - 0.5));
  const end = Math.min(width, Math.ceil(x + halfWidth - 0.5));
  startToggles(Math.max(0, end - first) * 2, width, store);
  const square = halfWidth * halfWidth;
  const lean = (radiusX * radiusX - radiusY * radiusY) * sin * cos;
  let count = 0;
  for (let column = first; column < end; column++) {
    const distance = column + 0.5 - x;
    const reach = square - distance * distance;
    if (!(reach > 0)) continue;
    const half = radiusX * radiusY * Math.sqrt(reach);
    for (const side of [-half, half]) {
      const row = Math.ceil(y + (distance * lean + side) / square - 0.5);
      toggles.columns[count] = column;
      toggles.rows[count++] = Math.min(height, Math.max(0, row));
    }
  }
  toggles.count = count;
  return enclosed(store);
}
