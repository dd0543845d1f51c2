import type { Rectangle, Shape, Size } from '../../../shared/rules/annotations.ts';

/** How far people differ when they mark the same point, as a share of an object's size: COCO's 17 of a person. */
const PERSON = [
  0.026, 0.025, 0.025, 0.035, 0.035, 0.079, 0.079, 0.072, 0.072, 0.062, 0.062, 0.107, 0.107, 0.087, 0.087,
  0.089, 0.089,
];
/** Of any other point: CVAT's preset. */
const ANY = 0.09;
/** Points that span no area stand for an object of a tenth of the image's sides. */
const SINGLE = 0.01;

interface Points {
  points: Float64Array;
  visible: Uint8Array | null;
}

/**
 * Object keypoint similarity, 0 to 1: the mean over the points that the reference labels of exp(-d² / (2 area (2 s)²)),
 * d being the distance in pixels and s the deviation of such a point (COCO's evaluation, computeOks). A point that
 * only one side has counts 0.
 * @param area of the reference object in square pixels, above 0
 */
export function pointSimilarity(reference: Points, learner: Points, area: number): number {
  const count = reference.points.length >> 1;
  const given = learner.points.length >> 1;
  const isLabeled = (points: Points, point: number): boolean => points.visible?.[point] !== 0;
  let sum = 0;
  let counted = Math.max(0, given - count);
  for (let point = 0; point < count; point++) {
    if (!isLabeled(reference, point)) continue;
    counted++;
    if (point >= given || !isLabeled(learner, point)) continue;
    const x = (learner.points[point * 2] ?? 0) - (reference.points[point * 2] ?? 0);
    const y = (learner.points[point * 2 + 1] ?? 0) - (reference.points[point * 2 + 1] ?? 0);
    const deviation = 2 * (count === PERSON.length ? (PERSON[point] ?? ANY) : ANY);
    sum += Math.exp(-(x * x + y * y) / (2 * area * deviation * deviation));
  }
  if (counted > 0) return sum / counted;
  // Nothing is labeled on either side: the same, if they have as many points.
  return count === given ? 1 : 0;
}

/** Pixels beyond which a point adds less than `least` to the mean; where all are farther off, so is the mean. */
export function pointReach(area: number, least: number): number {
  const deviation = 2 * Math.max(...PERSON, ANY);
  return Math.sqrt(-2 * Math.log(least) * area) * deviation;
}

/** The area by which distances are judged: declared, of the declared box, of the points' own box, or of the image. */
export function objectArea(shape: Shape, bounds: Rectangle, frame: Size): number {
  if (shape.area !== null && shape.area > 0) return shape.area;
  const box = shape.box ?? bounds;
  const area = box.width * box.height;
  return area > 0 ? area : Math.max(1, frame.width * frame.height * SINGLE);
}
