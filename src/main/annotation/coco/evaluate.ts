/**
 * Detections against objects of one image and one class, as pycocotools' COCOeval does it (cocoeval.py, evaluateImg).
 */

/** Square pixels from and to, both included: all, small, medium, large. */
export const areaRanges: readonly (readonly [number, number])[] = [
  [0, 1e10],
  [0, 32 ** 2],
  [32 ** 2, 96 ** 2],
  [96 ** 2, 1e10],
];

/** numpy.linspace(.5, .95, 10), whose last bits decide whether an IoU of just .6 is enough. */
export const iouThresholds: readonly number[] = Array.from({ length: 10 }, (_, index) =>
  index === 9 ? 0.95 : index * ((0.95 - 0.5) / 9) + 0.5,
);

/** At most so many detections of an image and class are looked at. */
export const MOST_DETECTIONS = 100;

export interface CocoObject {
  /** As declared. */
  area: number;
  crowd: boolean;
}

export interface CocoDetection {
  score: number;
  area: number;
}

/** For each area range: what became of detections, best score first, at each threshold. */
export interface Evaluated {
  /** Objects that count. */
  objects: number;
  scores: Float64Array;
  /** By threshold, then detection: 1 right, 0 wrong, 2 looked over. */
  verdicts: Uint8Array;
}

export const WRONG = 0;
export const RIGHT = 1;
export const PASSED = 2;

/**
 * @param detections best score first, at most `MOST_DETECTIONS`
 * @param iou of detection and object, by detection, then object; with a crowd the share of the detection in it
 */
export function evaluateImage(
  objects: readonly CocoObject[],
  detections: readonly CocoDetection[],
  iou: Float64Array,
): Evaluated[] {
  const scores = Float64Array.from(detections, ({ score }) => score);
  return areaRanges.map(([from, to]) => {
    const isIgnored = objects.map(({ area, crowd }) => crowd || area < from || area > to);
    // Those that count come first; the order within is kept.
    const order = [...objects.keys()].sort((a, b) => Number(isIgnored[a]) - Number(isIgnored[b]) || a - b);
    const isOutside = detections.map(({ area }) => area < from || area > to);
    const verdicts = new Uint8Array(iouThresholds.length * detections.length);
    if (objects.length === 0) {
      for (let at = 0; at < verdicts.length; at++)
        verdicts[at] = isOutside[at % detections.length] ? PASSED : WRONG;
      return { objects: 0, scores, verdicts };
    }
    iouThresholds.forEach((threshold, row) => {
      const taken = new Uint8Array(objects.length);
      for (let detection = 0; detection < detections.length; detection++) {
        const object = bestObject(objects, order, isIgnored, taken, iou, detection, threshold);
        if (object !== -1) taken[object] = 1;
        const isPassed = object === -1 ? isOutside[detection] : isIgnored[object];
        verdicts[row * detections.length + detection] = isPassed ? PASSED : object === -1 ? WRONG : RIGHT;
      }
    });
    return { objects: isIgnored.filter((ignored) => !ignored).length, scores, verdicts };
  });
}

function bestObject(
  objects: readonly CocoObject[],
  order: readonly number[],
  isIgnored: readonly boolean[],
  taken: Uint8Array,
  iou: Float64Array,
  detection: number,
  threshold: number,
): number {
  let least = Math.min(threshold, 1 - 1e-10);
  let best = -1;
  for (const object of order) {
    if (taken[object] && !objects[object]?.crowd) continue;
    // One that counts was found: those that do not come after and are not asked.
    if (best !== -1 && !isIgnored[best] && isIgnored[object]) break;
    const here = iou[detection * objects.length + object] ?? 0;
    // Of equal ones the last.
    if (here < least) continue;
    least = here;
    best = object;
  }
  return best;
}
