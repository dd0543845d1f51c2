import { assign } from './assign.ts';
import type { Candidate } from './candidates.ts';

export interface Match extends Candidate {
  /** False if the two are the same thing under different labels. */
  sameLabel: boolean;
}

/** What matching needs to know of a side, member by member. */
export interface MatchSide {
  labels: readonly string[];
  /** Takes no part: a crowd or a region to ignore. */
  isOut: readonly boolean[];
}

/**
 * The matches of one image and family, in the order of the reference. In two stages, each the assignment of greatest
 * total IoU over pairs of at least `threshold`: pairs of one label first, then what is left across labels.
 */
export function match(
  reference: MatchSide,
  learner: MatchSide,
  candidates: readonly Candidate[],
  threshold: number,
): Match[] {
  const enough = candidates.filter(
    ({ reference: one, learner: other, iou }) =>
      iou >= threshold && !reference.isOut[one] && !learner.isOut[other],
  );
  const isSame = ({ reference: one, learner: other }: Candidate): boolean =>
    reference.labels[one] === learner.labels[other];
  const valid = stage(reference, learner, enough.filter(isSame));
  const takenReferences = new Set(valid.map((pair) => pair.reference));
  const takenLearners = new Set(valid.map((pair) => pair.learner));
  const left = enough.filter(
    (pair) => !isSame(pair) && !takenReferences.has(pair.reference) && !takenLearners.has(pair.learner),
  );
  return [
    ...valid.map((pair) => ({ ...pair, sameLabel: true })),
    ...stage(reference, learner, left).map((pair) => ({ ...pair, sameLabel: false })),
  ].sort((a, b) => a.reference - b.reference);
}

function stage(reference: MatchSide, learner: MatchSide, pairs: readonly Candidate[]): Candidate[] {
  if (pairs.length === 0) return [];
  const chosen = assign(reference.labels.length, learner.labels.length, {
    rows: Int32Array.from(pairs, (pair) => pair.reference),
    columns: Int32Array.from(pairs, (pair) => pair.learner),
    worth: Float64Array.from(pairs, (pair) => pair.iou),
  });
  return pairs.filter((pair) => chosen[pair.reference] === pair.learner);
}
