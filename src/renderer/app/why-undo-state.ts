import { useSyncExternalStore } from 'react';
import type { Which } from './undo-offer.ts';

export interface Asked {
  which: Which;
  /** Goes past what was refused before it. */
  before: number | undefined;
}

let current: Asked | null = null;
const listeners = new Set<() => void>();

function change(next: Asked | null): void {
  current = next;
  for (const listener of listeners) listener();
}

/** Whether an undo or a redo waits for its reason. Kept outside of the screens: undo works on every one of them. */
export const whyUndo = {
  ask: (asked: Asked) => change(asked),
  close: () => change(null),
};

export function useWhyUndo(): Asked | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => current,
  );
}
