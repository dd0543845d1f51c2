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

/** The matches at a threshold, in the order of the reference. */
export type Matcher = (threshold: number) => Match[];

/**
 * Matches one image and family at any threshold. In two stages, each the assignment of greatest total IoU over pairs
 * of at least the threshold: pairs of one label first, then what is left across labels.
 */
export function createMatcher(
  reference: MatchSide,
  learner: MatchSide,
  candidates: readonly Candidate[],
): Matcher {
  const taking = candidates.filter(
    (pair) => !reference.isOut[pair.reference] && !learner.isOut[pair.learner],
  );
  const isSame = ({ reference: one, learner: other }: Candidate): boolean =>
    reference.labels[one] === learner.labels[other];
  const same = taking.filter(isSame);
  const across = taking.filter((pair) => !isSame(pair));
  const stage = createStage(reference.labels.length, learner.labels.length);
  return (threshold) => {
    stage.start();
    const matches: Match[] = [];
    for (const pair of stage.take(same, threshold)) matches.push({ ...pair, sameLabel: true });
    for (const pair of stage.take(across, threshold)) matches.push({ ...pair, sameLabel: false });
    return matches.sort((a, b) => a.reference - b.reference);
  };
}

/** Room for the stages of one image, made once. */
function createStage(rows: number, columns: number) {
  const ofRow = new Int32Array(rows);
  const ofColumn = new Int32Array(columns);
  const rowTaken = new Uint8Array(rows);
  const columnTaken = new Uint8Array(columns);

  /** The best assignment of what is free, which is free no more. */
  function take(pairs: readonly Candidate[], threshold: number): Candidate[] {
    const open = pairs.filter(
      ({ reference, learner, iou }) => iou >= threshold && !rowTaken[reference] && !columnTaken[learner],
    );
    if (open.length === 0) return open;
    ofRow.fill(0);
    ofColumn.fill(0);
    for (const { reference, learner } of open) {
      ofRow[reference] = (ofRow[reference] ?? 0) + 1;
      ofColumn[learner] = (ofColumn[learner] ?? 0) + 1;
    }
    // A pair whose two members have no other choice needs no thought, and most are such.
    const isAlone = ({ reference, learner }: Candidate): boolean =>
      ofRow[reference] === 1 && ofColumn[learner] === 1;
    const contested = open.filter((pair) => !isAlone(pair));
    const taken = contested.length === 0 ? open : [...open.filter(isAlone), ...bestOf(contested)];
    for (const { reference, learner } of taken) {
      rowTaken[reference] = 1;
      columnTaken[learner] = 1;
    }
    return taken;
  }

  return {
    take,
    start: (): void => {
      rowTaken.fill(0);
      columnTaken.fill(0);
    },
  };
}

/** Only members that are in some pair are numbered, in their order. */
function bestOf(pairs: readonly Candidate[]): Candidate[] {
  const numbered = (values: readonly number[]): Map<number, number> =>
    new Map([...new Set(values)].sort((a, b) => a - b).map((value, index) => [value, index]));
  const rows = numbered(pairs.map(({ reference }) => reference));
  const columns = numbered(pairs.map(({ learner }) => learner));
  const chosen = assign(rows.size, columns.size, {
    rows: Int32Array.from(pairs, ({ reference }) => rows.get(reference) ?? 0),
    columns: Int32Array.from(pairs, ({ learner }) => columns.get(learner) ?? 0),
    worth: Float64Array.from(pairs, ({ iou }) => iou),
  });
  return pairs.filter(({ reference, learner }) => chosen[rows.get(reference) ?? 0] === columns.get(learner));
}
