import { useState } from 'react';
import type { DeskLearner } from '../../../shared/contract/assessments-desk.ts';

export const filters = ['all', 'not_graded', 'waiting', 'review'] as const;
export type LearnerFilter = (typeof filters)[number];

/** Which learners are listed, and how. */
export interface ShownLearners {
  filter: LearnerFilter;
  openFirst: boolean;
  /** Names and their order are hidden: work is looked at without knowing whose it is. */
  hidden: boolean;
}

const kept = new Map<string, ShownLearners>();
const usual: ShownLearners = { filter: 'all', openFirst: false, hidden: false };

/** Stays while the window is open. */
export function useShownLearners(assessmentId: string): [ShownLearners, (shown: ShownLearners) => void] {
  const [shown, setShown] = useState(kept.get(assessmentId) ?? usual);
  return [
    shown,
    (next) => {
      kept.set(assessmentId, next);
      setShown(next);
    },
  ];
}

/** Mixes learners the same way each time, another way for each assessment. */
function mixed(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}

function isAmong(learner: DeskLearner, filter: LearnerFilter, done: boolean): boolean {
  if (filter === 'not_graded') return !done;
  if (filter === 'waiting') return !done && learner.attempts.some((one) => one.handedIn !== null);
  return filter === 'all' || learner.review !== null;
}

/** The order of the list. Names come from the backend in their order; hidden names in one that tells nothing. */
export function orderOf(
  learners: readonly DeskLearner[],
  { filter, openFirst, hidden }: ShownLearners,
  assessmentId: string,
  isDone: (learnerId: string) => boolean,
): string[] {
  const ids = learners
    .filter((one) => isAmong(one, filter, isDone(one.learnerId)))
    .map((one) => one.learnerId);
  if (hidden) {
    const by = new Map(ids.map((one) => [one, mixed(assessmentId + one)]));
    ids.sort((a, b) => (by.get(a) ?? 0) - (by.get(b) ?? 0) || (a < b ? -1 : 1));
  }
  if (!openFirst) return ids;
  return [...ids.filter((one) => !isDone(one)), ...ids.filter((one) => isDone(one))];
}
