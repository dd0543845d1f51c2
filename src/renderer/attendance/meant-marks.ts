import { useSyncExternalStore } from 'react';
import type { Mark, RollRow } from './use-roll.ts';

/** A mark on its way: what was meant, whether the commit returned, and why it is not stored if it is not. */
export interface Meant {
  mark: Mark | null;
  stored: boolean;
  failure: string | null;
  /** Numbers what was meant: of each learner only the newest is sent and shown. */
  turn: number;
}

export type MeantMarks = ReturnType<typeof createMeantMarks>;

/**
 * Marks that the roll, as it was last read, does not show yet, by learner. Each part of the screen follows its own
 * piece of them, so that one key draws one row.
 */
export function createMeantMarks() {
  let meant: ReadonlyMap<string, Meant> = new Map();
  const listeners = new Set<() => void>();
  const change = (next: ReadonlyMap<string, Meant>): void => {
    meant = next;
    for (const listener of listeners) listener();
  };
  return {
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** All of them; the same object until one changes. */
    all: (): ReadonlyMap<string, Meant> => meant,
    get: (learnerId: string): Meant | undefined => meant.get(learnerId),
    set: (learnerId: string, one: Meant): void => change(new Map(meant).set(learnerId, one)),
    /** The roll was read anew: it shows by itself what was stored before. */
    dropStored: (): void => {
      const left = [...meant].filter(([, one]) => !one.stored);
      if (left.length < meant.size) change(new Map(left));
    },
    /** The mark that a row shows. */
    markOf: (row: { learnerId: string; mark: Mark | null }): Mark | null => {
      const one = meant.get(row.learnerId);
      return one ? one.mark : row.mark;
    },
  };
}

/** What was meant for one learner; drawn anew only when that changes. */
export function useMeant(marks: MeantMarks, learnerId: string): Meant | undefined {
  return useSyncExternalStore(marks.subscribe, () => marks.get(learnerId));
}

/** A number or text made from all marks; drawn anew only when it changes. */
export function useOfMarks<T extends number | string>(marks: MeantMarks, read: () => T): T {
  return useSyncExternalStore(marks.subscribe, read);
}

/** How many rows have no mark. */
export function useBlankCount(rows: readonly RollRow[], marks: MeantMarks): number {
  return useOfMarks(marks, () => rows.filter((row) => marks.markOf(row) === null).length);
}
