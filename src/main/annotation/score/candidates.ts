import type { Family, Rectangle, Size } from '../../../shared/rules/annotations.ts';
import { boundaryDistance } from '../geometry/boundary.ts';
import { boxIou, rectangleIou } from '../geometry/boxes.ts';
import { rasterIou } from '../geometry/overlap.ts';
import { TooComplex } from '../geometry/too-complex.ts';
import { objectArea, pointReach, pointSimilarity } from './keypoints.ts';
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
/** Steps of comparing on one image, some 5 ns each. */
const MOST_STEPS = 1_000_000_000;

/**
 * All pairs of a family that are at least so much the same, in the order of the reference, then of the learner.
 * @param least above 0
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
  const isSingle = reference.length === 1 && learner.length === 1;
  const compare = family === 'tag' ? tagComparison(isSingle) : comparison(family, frame);
  let steps = 0;
  const visit = (one: number, other: number): void => {
    const [first, second] = [reference[one], learner[other]];
    if (!first || !second) return;
    steps += stepsOf(family, first, second);
    if (steps > MOST_STEPS) throw new TooComplex();
    const iou = compare(first, second);
    if (iou === 0 || iou < least) return;
    if (found.push({ reference: one, learner: other, iou }) > MOST_CANDIDATES) throw new TooComplex();
  };
  if (family === 'tag')
    for (const one of reference.keys()) for (const other of learner.keys()) visit(one, other);
  else
    forEachMeeting(
      reference.map((member) => grown(member.bounds, reachOf(family, member, frame, least))),
      learner.map(({ bounds }) => bounds),
      visit,
    );
  return found.sort((a, b) => a.reference - b.reference || a.learner - b.learner);
}

/** How far from the bounds of a shape another may lie and still be as much the same; what has area must meet it. */
function reachOf(family: Family, { shape, bounds }: Member, frame: Size, least: number): number {
  if (family === 'line') return boundaryDistance(frame);
  return family === 'point' ? pointReach(objectArea(shape, bounds, frame), least) : 0;
}

function stepsOf(family: Family, { shape, raster }: Member, other: Member): number {
  if (family === 'region')
    return 20 + Math.min(raster.right, other.raster.right) - Math.max(raster.left, other.raster.left);
  const [one, two] = [shape.geometry, other.shape.geometry];
  if (one.kind === 'line' && two.kind === 'line') return 1024 * (one.points.length + two.points.length);
  return one.kind === 'points' ? 10 * one.points.length : 20;
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
