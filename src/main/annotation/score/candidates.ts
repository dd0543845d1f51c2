import type { Family, Rectangle, Size } from '../../../shared/rules/annotations.ts';
import { boundaryDistance } from '../geometry/boundary.ts';
import { boxIou, rectangleIou } from '../geometry/boxes.ts';
import { rasterIou } from '../geometry/overlap.ts';
import { TooComplex } from '../geometry/too-complex.ts';
import { objectArea, pointSimilarity } from './keypoints.ts';
import { lineSimilarity } from './lines.ts';
import { forEachMeeting } from './pairs-by-box.ts';
import { boxOf, type Member } from './side.ts';

/** Two members by their places, and how much they are the same thing: above 0, at most 1. */
export interface Candidate {
  reference: number;
  learner: number;
  iou: number;
}

/** Pairs that overlap on one image: more no person draws, and matching them would take minutes. */
const MOST_CANDIDATES = 500_000;

/**
 * All pairs of a family that are at least so much the same, in the order of the reference, then of the learner.
 * @throws TooComplex
 */
export function candidatesOf(
  family: Family,
  reference: readonly Member[],
  learner: readonly Member[],
  frame: Size,
  least: number,
): Candidate[] {
  const found: Candidate[] = [];
  const compare =
    family === 'tag'
      ? tagComparison(reference.length === 1 && learner.length === 1)
      : comparison(family, frame);
  const visit = (one: number, other: number): void => {
    const [first, second] = [reference[one], learner[other]];
    const iou = first && second ? compare(first, second) : 0;
    if (iou === 0 || iou < least) return;
    if (found.push({ reference: one, learner: other, iou }) > MOST_CANDIDATES) throw new TooComplex();
  };
  // What is compared by distance meets what is near it too.
  const far = family === 'line' ? boundaryDistance(frame) : 0;
  const areaOf = ({ bounds }: Member): Rectangle => grown(bounds, far);
  if (family === 'box' || family === 'region' || family === 'line')
    forEachMeeting(
      reference.map(areaOf),
      learner.map(({ bounds }) => bounds),
      visit,
    );
  else for (const one of reference.keys()) for (const other of learner.keys()) visit(one, other);
  return found.sort((a, b) => a.reference - b.reference || a.learner - b.learner);
}

type Comparison = (reference: Member, learner: Member) => number;

/**
 * Tags have no place, so that any two are of the same image: only where both sides have a single one can one be told to
 * stand for the other under a wrong name.
 */
const tagComparison =
  (areSingle: boolean): Comparison =>
  (reference, learner) =>
    areSingle || reference.label === learner.label ? 1 : 0;

function comparison(family: Exclude<Family, 'tag'>, frame: Size): Comparison {
  switch (family) {
    case 'box':
      return (reference, learner) => boxIou(boxOf(reference), boxOf(learner));
    case 'region':
      return regionIou;
    case 'point':
      return (reference, learner) => pointsOf(reference, learner, frame);
    case 'line':
      return (reference, learner) => linesOf(reference, learner, boundaryDistance(frame));
  }
}

/** Regions too small or too far out to have any pixel are told by their bounds, so that each is the same as itself. */
function regionIou(reference: Member, learner: Member): number {
  if (reference.raster.area > 0 || learner.raster.area > 0)
    return rasterIou(reference.raster, learner.raster);
  const [one, other] = [reference.bounds, learner.bounds];
  const isSame =
    one.x === other.x && one.y === other.y && one.width === other.width && one.height === other.height;
  return isSame ? 1 : rectangleIou(one, other);
}

function pointsOf(reference: Member, learner: Member, frame: Size): number {
  const one = reference.shape.geometry;
  const other = learner.shape.geometry;
  if (one.kind !== 'points' || other.kind !== 'points') return 0;
  return pointSimilarity(one, other, objectArea(reference.shape, reference.bounds, frame));
}

function linesOf(reference: Member, learner: Member, reach: number): number {
  const one = reference.shape.geometry;
  const other = learner.shape.geometry;
  return one.kind === 'line' && other.kind === 'line' ? lineSimilarity(one.points, other.points, reach) : 0;
}

const grown = ({ x, y, width, height }: Rectangle, by: number): Rectangle => ({
  x: x - by,
  y: y - by,
  width: width + 2 * by,
  height: height + 2 * by,
});
