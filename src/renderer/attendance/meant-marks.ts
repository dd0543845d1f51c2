import { createMeant, type Meant, type MeantStore, useOfMeant } from '../app/meant.ts';
import type { Mark, RollRow } from './use-roll.ts';

/** A mark on its way. */
export type MeantMark = Meant<Mark | null>;

/** Marks that the roll or register, as it was last read, does not show yet. */
export type MeantMarks = MeantStore<Mark | null>;

export const createMeantMarks = (): MeantMarks => createMeant<Mark | null>();

/** The mark that a row shows. */
export function meantMarkOf(marks: MeantMarks, row: { learnerId: string; mark: Mark | null }): Mark | null {
  const one = marks.get(row.learnerId);
  return one ? one.value : row.mark;
}

/** How many rows have no mark. */
export function useBlankCount(rows: readonly RollRow[], marks: MeantMarks): number {
  return useOfMeant(marks, () => rows.filter((row) => meantMarkOf(marks, row) === null).length);
}
