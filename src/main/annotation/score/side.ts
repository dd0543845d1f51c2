import type {
  Family,
  Geometry,
  LabelMap,
  Rectangle,
  Shape,
  Size,
} from '../../../shared/rules/annotations.ts';
import { boundsOf } from '../geometry/bounds.ts';
import type { Box } from '../geometry/boxes.ts';
import { emptyRaster, type Raster, type RasterStore } from '../geometry/raster.ts';
import { type RasterMode, rasterize } from '../geometry/rasterize-shape.ts';

/** A shape made ready to be compared: what is dear to find is found once. */
export interface Member {
  shape: Shape;
  /** After aliases; the same word, the same thing. */
  label: string;
  bounds: Rectangle;
  /** Empty but for regions. */
  raster: Raster;
}

export function toMember(
  shape: Shape,
  label: string,
  frame: Size,
  mode: RasterMode,
  store: RasterStore,
): Member {
  const isRegion = isRegionKind(shape.geometry);
  const raster = isRegion ? rasterize(shape.geometry, frame, mode, store) : emptyRaster;
  // Runs are walked once: the raster knows the bounds of a mask.
  const bounds =
    shape.geometry.kind === 'mask'
      ? {
          x: raster.left,
          y: raster.top,
          width: raster.right - raster.left,
          height: raster.bottom - raster.top,
        }
      : boundsOf(shape.geometry);
  return { shape, label, bounds, raster };
}

const isRegionKind = ({ kind }: Geometry): boolean =>
  kind === 'polygon' || kind === 'mask' || kind === 'ellipse';

/** The box of a member of family `box`. */
export function boxOf({ shape, bounds }: Member): Box {
  return shape.geometry.kind === 'box' ? shape.geometry : { ...bounds, rotation: 0 };
}

/** Two families are of areas, in which one shape can lie within another. */
export const hasArea = (family: Family): boolean => family === 'box' || family === 'region';

/** Labels of a map that some pixel has. */
export function labelsOfMap({ labels, pixels }: LabelMap): string[] {
  const present = new Uint8Array(labels.length);
  for (const pixel of pixels) if (pixel >= 0) present[pixel] = 1;
  return labels.filter((_, index) => present[index]);
}
