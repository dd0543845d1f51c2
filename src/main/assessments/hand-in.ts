import { refuse } from '../../shared/result.ts';
import type { Write } from '../database/changes.ts';
import type { CellValue } from '../database/entities.ts';
import { attemptId } from './attempt-id.ts';
import { attemptEntity } from './entities.ts';
import type { StoredFile } from './grade-queries.ts';
import { isAskedAgain } from './grades.ts';
import type { Hand } from './grading.ts';

/** When and how work came in. */
export type Arrival = Pick<CellValue<typeof attemptEntity, 'handed_in'>, 'on' | 'at' | 'source' | 'note'>;

/** Whether she may hand in once more: she has an attempt left, or was asked for another one. */
export function mayHandIn({ assessment, work }: Pick<Hand, 'assessment' | 'work'>): boolean {
  const { most } = assessment.attempts;
  const handedIn = work.attempts.filter((one) => one.handedIn !== null);
  return most === null || handedIn.length < most || isAskedAgain(work);
}

/** The number that her next attempt has. Throws `conflict` (attempts_used) beyond those she has. */
export function nextNumber(hand: Hand): number {
  const { assessment, learner, work } = hand;
  if (!mayHandIn(hand)) throw refuse('conflict', 'attempts_used', { most: assessment.attempts.most ?? 0 });
  const own = work.attempts.filter((one) => one.handedIn !== null && one.row === learner.learnerId);
  return Math.max(0, ...own.map((one) => one.storedNumber)) + 1;
}

/**
 * Takes work in as her next attempt, with its files where there are any: they are in the file store by then. For the
 * desk, and for whatever room takes files in. Returns the attempt's id.
 */
export function writeHandIn(
  write: Write,
  hand: Hand,
  arrival: Arrival,
  files: readonly StoredFile[] = [],
): string {
  const number = nextNumber(hand);
  const of = { assessmentId: hand.assessment.id, learnerId: hand.learner.learnerId, number };
  const id = attemptId(of.assessmentId, of.learnerId, number);
  write(attemptEntity, id, 'handed_in', { ...of, ...arrival });
  if (files.length > 0) write(attemptEntity, id, 'files', [...files]);
  return id;
}

/**
 * What the annotation engine measured in an attempt, by the name of the figure (`src/shared/rules/proposals.ts`):
 * proposals of the rubric follow from it. Null takes them away. Grades stay as a person gave them.
 */
export function writeFigures(
  write: Write,
  attempt: string,
  measured: { engine: string; figures: Record<string, number> } | null,
): void {
  write(attemptEntity, attempt, 'figures', measured);
}
