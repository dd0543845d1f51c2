import type { CocoStats } from '../../../shared/rules/annotation-score.ts';
import type { AnnotationSet, Rectangle, Shape, Size } from '../../../shared/rules/annotations.ts';
import { boundsOf } from '../geometry/bounds.ts';
import { sharedArea } from '../geometry/boxes.ts';
import { sharedPixels } from '../geometry/overlap.ts';
import { clear, type Raster, type RasterStore, rasterStore } from '../geometry/raster.ts';
import { rasterize } from '../geometry/rasterize-shape.ts';
import { labelsIn, type Rename } from '../score/labels.ts';
import type { ImagePair } from '../score/score-image.ts';
import { summarize } from './accumulate.ts';
import {
  type CocoDetection,
  type CocoObject,
  type Evaluated,
  evaluateImage,
  MOST_DETECTIONS,
} from './evaluate.ts';

export type CocoFamily = 'box' | 'region';

/**
 * The 12 COCO statistics of the learner's shapes, for boxes or regions, always with COCO's own rasterization. A shape
 * without score counts as certain. Null where the reference has no shape of the family.
 */
export function cocoStats(
  reference: AnnotationSet,
  pairs: readonly ImagePair[],
  rename: Rename,
  family: CocoFamily,
): CocoStats | null {
  const isOf = (shape: Shape): boolean => (family === 'box' ? boxOf(shape) !== null : isRegion(shape));
  if (!pairs.some((pair) => pair.reference.shapes.some(isOf))) return null;
  const classes = sortedById(labelsIn(reference), reference.ids?.labels);
  const classOf = new Map(classes.map((label, index) => [label, index]));
  const images = sortedById(pairs, reference.ids?.images);
  const evaluated: (Evaluated[] | null)[][] = classes.map(() => new Array(images.length).fill(null));
  const store = rasterStore();
  images.forEach((pair, image) => {
    clear(store);
    const objects = byClass(pair.reference.shapes.filter(isOf), classOf, (label) => label);
    const detections = byClass((pair.learner?.shapes ?? []).filter(isOf), classOf, rename);
    const frame = pair.reference.size ?? pair.learner?.size ?? { width: 0, height: 0 };
    for (const at of new Set([...objects.keys(), ...detections.keys()])) {
      const row = evaluated[at];
      if (row)
        row[image] = evaluateClass(objects.get(at) ?? [], detections.get(at) ?? [], family, frame, store);
    }
  });
  return summarize(evaluated);
}

/** numpy.unique sorts ids as numbers, and sums follow its order. What has no id comes last, in its own order. */
function sortedById<Value>(values: readonly Value[], ids: readonly string[] = []): Value[] {
  const order = (index: number): number => {
    const id = Number(ids[index] ?? Number.NaN);
    return Number.isNaN(id) ? Number.MAX_VALUE : id;
  };
  return [...values.keys()]
    .sort((a, b) => order(a) - order(b) || a - b)
    .flatMap((index) => values[index] ?? []);
}

function byClass(
  shapes: readonly Shape[],
  classOf: ReadonlyMap<string, number>,
  rename: Rename,
): Map<number, Shape[]> {
  const groups = new Map<number, Shape[]>();
  for (const shape of shapes) {
    const at = classOf.get(rename(shape.label));
    if (at === undefined) continue;
    const group = groups.get(at);
    if (group) group.push(shape);
    else groups.set(at, [shape]);
  }
  return groups;
}

function evaluateClass(
  objectShapes: readonly Shape[],
  detectionShapes: readonly Shape[],
  family: CocoFamily,
  frame: Size,
  store: RasterStore,
): Evaluated[] {
  const best = detectionShapes.toSorted((a, b) => (b.score ?? 1) - (a.score ?? 1)).slice(0, MOST_DETECTIONS);
  const toRaster = ({ geometry }: Shape): Raster => rasterize(geometry, frame, 'coco', store);
  if (family === 'region') {
    const objects = objectShapes.map((shape) => ({ shape, raster: toRaster(shape) }));
    const detections = best.map((shape) => ({ shape, raster: toRaster(shape) }));
    return evaluateImage(
      objects.map(
        ({ shape, raster }): CocoObject => ({ crowd: shape.crowd, area: shape.area ?? raster.area }),
      ),
      // Results that come with boxes are sorted into sizes by these.
      detections.map(
        ({ shape, raster }): CocoDetection => ({
          score: shape.score ?? 1,
          area: shape.box ? shape.box.width * shape.box.height : raster.area,
        }),
      ),
      Float64Array.from(
        detections.flatMap((one) =>
          objects.map((other) => maskIou(one.raster, other.raster, other.shape.crowd)),
        ),
      ),
    );
  }
  const detections = best.map((shape) => ({ shape, box: boxOf(shape) ?? none }));
  const objects = objectShapes.map((shape) => ({ shape, box: boxOf(shape) ?? none }));
  return evaluateImage(
    objects.map(
      ({ shape, box }): CocoObject => ({ crowd: shape.crowd, area: shape.area ?? box.width * box.height }),
    ),
    detections.map(
      ({ shape, box }): CocoDetection => ({ score: shape.score ?? 1, area: box.width * box.height }),
    ),
    Float64Array.from(
      detections.flatMap((one) => objects.map((other) => boxIou(one.box, other.box, other.shape.crowd))),
    ),
  );
}

const none: Rectangle = { x: 0, y: 0, width: 0, height: 0 };

/** The declared box of a shape, or the box that it is; COCO has none that are turned. */
function boxOf({ geometry, box }: Shape): Rectangle | null {
  if (box) return box;
  return geometry.kind === 'box' ? boundsOf(geometry) : null;
}

const isRegion = ({ geometry }: Shape): boolean =>
  geometry.kind === 'polygon' || geometry.kind === 'mask' || geometry.kind === 'ellipse';

function maskIou(detection: Raster, object: Raster, crowd: boolean): number {
  const shared = sharedPixels(detection, object);
  return shared === 0 ? 0 : shared / (crowd ? detection.area : detection.area + object.area - shared);
}

function boxIou(detection: Rectangle, object: Rectangle, crowd: boolean): number {
  const shared = sharedArea(detection, object);
  const area = detection.width * detection.height;
  return shared === 0 ? 0 : shared / (crowd ? area : area + object.width * object.height - shared);
}
