import type { DeskLearner } from '../../../shared/contract/assessments-desk.ts';

type Attempt = DeskLearner['attempts'][number];

/** One learner's work, as the table of submissions shows it. */
export interface Row {
  learner: DeskLearner;
  /** What she handed in, the newest last. */
  attempts: readonly Attempt[];
  newest: Attempt | null;
  files: number;
  /** Bytes. */
  bytes: number;
  daysLate: number;
}

export function rowOf(learner: DeskLearner): Row {
  const attempts = learner.attempts.filter(({ handedIn }) => handedIn !== null);
  const newest = attempts.at(-1) ?? null;
  const of = newest && learner.grade.attempts.find(({ number }) => number === newest.number);
  return {
    ...{ learner, attempts, newest },
    files: newest?.files.length ?? 0,
    bytes: newest?.files.reduce((sum, one) => sum + one.bytes, 0) ?? 0,
    daysLate: of?.daysLate ?? 0,
  };
}

export const rowFilters = ['all', 'came', 'missing', 'late'] as const;
export type RowFilter = (typeof rowFilters)[number];

export function isShown(row: Row, filter: RowFilter): boolean {
  if (filter === 'came') return row.newest !== null;
  // Who left hands nothing in any more.
  if (filter === 'missing') return row.newest === null && !row.learner.readOnly && !row.learner.excused;
  return filter === 'all' || row.daysLate > 0;
}
