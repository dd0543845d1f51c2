import { useSyncExternalStore } from 'react';

/** What the next key goes to. */
export interface Focus {
  learnerId: string;
  /** A criterion, the score, or the work as a whole. */
  part: string;
  /** An earlier attempt that is looked at; null is the newest. */
  attemptId: string | null;
  /** Points that are being typed: digits so far. */
  typed: string;
  /** Learners that one came from, for the way back. */
  trail: readonly string[];
}

export type FocusStore = ReturnType<typeof createFocus>;

/**
 * Changes at once, not with the next drawing: with keys that come faster than the screen, each goes to what was in
 * focus when it was pressed.
 */
export function createFocus() {
  let now: Focus = { learnerId: '', part: '', attemptId: null, typed: '', trail: [] };
  const listeners = new Set<() => void>();
  return {
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    get: (): Focus => now,
    set: (next: Focus): void => {
      now = next;
      for (const listener of listeners) listener();
    },
  };
}

export const useFocus = (store: FocusStore): Focus => useSyncExternalStore(store.subscribe, store.get);
