import type { largeThings } from '../../../shared/rules/annotation-reading.ts';
import { ReadingError } from './reading-error.ts';

export type LargeThing = (typeof largeThings)[number];

/** What the files of a hand-in may use up together. */
export interface Budget {
  /** Throws ReadingError too_large where it is used up. */
  spend(what: string, amount: number, limit: number, place: string, named?: LargeThing): void;
}

export function createBudget(): Budget {
  const spent = new Map<string, number>();
  return {
    spend: (what, amount, limit, place, named = 'values') => {
      const total = (spent.get(what) ?? 0) + amount;
      if (total > limit) throw new ReadingError('too_large', place, { what: named, limit });
      spent.set(what, total);
    },
  };
}
