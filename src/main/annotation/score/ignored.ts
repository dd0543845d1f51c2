import type { Family, Rectangle } from '../../../shared/rules/annotations.ts';
import { labeledPoints } from '../geometry/bounds.ts';
import { sharedBoxArea } from '../geometry/boxes.ts';
import { shareWithin } from '../geometry/overlap.ts';
import { boxOf, type Member } from './side.ts';

/** Whether a learner's shape, if it is not matched, is neither right nor extra. */
export type IgnoreTest = (learner: number) => boolean;

/** A crowd, a region to ignore, or points of which none is labeled (COCO ignores these too): never missing. */
export const isOut = (member: Member): boolean => member.shape.crowd || isUnlabeled(member);

/** Nothing is drawn, so that it can be neither right nor wrong. */
const isUnlabeled = ({ shape: { geometry } }: Member): boolean =>
  geometry.kind === 'points' &&
  geometry.points.length > 0 &&
  geometry.visible?.every((visible) => visible === 0) === true;

/** More than half of it lies in one crowd or region to ignore; found once for each shape that is asked about. */
export function ignoreTest(
  family: Family,
  reference: readonly Member[],
  learner: readonly Member[],
): IgnoreTest {
  const crowds = family === 'tag' ? [] : reference.filter(({ shape }) => shape.crowd);
  const known = new Map<number, boolean>();
  return (other) => {
    const answer = known.get(other);
    if (answer !== undefined) return answer;
    const member = learner[other];
    const found =
      member !== undefined &&
      (isUnlabeled(member) || crowds.some((crowd) => shareOf(family, member, crowd) > 0.5));
    known.set(other, found);
    return found;
  };
}

function shareOf(family: Family, member: Member, crowd: Member): number {
  if (family === 'region' && member.raster.area > 0) return shareWithin(member.raster, crowd.raster);
  const box = boxOf(member);
  if (family === 'box' && box.width * box.height > 0)
    return sharedBoxArea(box, boxOf(crowd)) / (box.width * box.height);
  // What has no area lies in a crowd with its points.
  const points = pointsOf(member);
  // Files declare boxes that do not hold their own points.
  const { bounds, shape } = crowd;
  return shareOfPoints(points, shape.box ? around(shape.box, bounds) : bounds);
}

function pointsOf({ shape: { geometry }, bounds }: Member): Float64Array {
  if (geometry.kind === 'points') return labeledPoints(geometry.points, geometry.visible);
  return geometry.kind === 'line' ? geometry.points : cornersOf(bounds);
}

function around(one: Rectangle, other: Rectangle): Rectangle {
  const [x, y] = [Math.min(one.x, other.x), Math.min(one.y, other.y)];
  return {
    x,
    y,
    width: Math.max(one.x + one.width, other.x + other.width) - x,
    height: Math.max(one.y + one.height, other.y + other.height) - y,
  };
}

const cornersOf = ({ x, y, width, height }: Rectangle): Float64Array =>
  Float64Array.of(x, y, x + width, y + height);

function shareOfPoints(points: Float64Array, { x, y, width, height }: Rectangle): number {
  // A side that was found by subtraction may end a rounding short of the point that it came from.
  const slack = 1e-9 * Math.max(1, Math.abs(x) + width, Math.abs(y) + height);
  let within = 0;
  for (let at = 0; at + 1 < points.length; at += 2) {
    const [right, down] = [(points[at] ?? 0) - x, (points[at + 1] ?? 0) - y];
    if (right >= -slack && right <= width + slack && down >= -slack && down <= height + slack) within++;
  }
  // What has no point at all is nowhere else.
  return points.length > 1 ? within / (points.length >> 1) : 1;
}
