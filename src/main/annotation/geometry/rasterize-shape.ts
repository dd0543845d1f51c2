import type { Geometry, PolygonPart, Size } from '../../../shared/rules/annotations.ts';
import { cornersOf } from './boxes.ts';
import { combine, unite } from './combine.ts';
import { rasterizeEllipse } from './ellipse.ts';
import { emptyRaster, type Raster, type RasterStore } from './raster.ts';
import { rasterizeRing } from './rasterize.ts';
import { rasterizeBoxAsCoco, rasterizeRingAsCoco } from './rasterize-coco.ts';
import { rasterOfRuns } from './runs.ts';

/** Which pixels belong to an outline: those whose center it holds, or those that pycocotools gives it. */
export type RasterMode = 'default' | 'coco';

type Ring = (ring: Float64Array, frame: Size, store: RasterStore) => Raster;

/** The pixels of a shape within a frame; points and lines have none. */
export function rasterize(geometry: Geometry, frame: Size, mode: RasterMode, store: RasterStore): Raster {
  const ring: Ring = mode === 'coco' ? rasterizeRingAsCoco : rasterizeRing;
  switch (geometry.kind) {
    case 'polygon': {
      const [only] = geometry.parts;
      if (only && geometry.parts.length === 1) return rasterizePart(only, ring, frame, store);
      return unite(
        geometry.parts.map((part) => rasterizePart(part, ring, frame, store)),
        store,
      );
    }
    case 'mask':
      return rasterOfRuns(geometry.runs, frame, store);
    case 'ellipse':
      return rasterizeEllipse(geometry, frame, store);
    case 'box':
      return mode === 'coco' && geometry.rotation % 360 === 0
        ? rasterizeBoxAsCoco(geometry, frame, store)
        : ring(cornersOf(geometry), frame, store);
    case 'points':
    case 'line':
      return emptyRaster;
  }
}

function rasterizePart({ outline, holes }: PolygonPart, ring: Ring, frame: Size, store: RasterStore): Raster {
  const area = ring(outline, frame, store);
  if (holes.length === 0) return area;
  return combine(
    area,
    unite(
      holes.map((hole) => ring(hole, frame, store)),
      store,
    ),
    'difference',
    store,
  );
}
