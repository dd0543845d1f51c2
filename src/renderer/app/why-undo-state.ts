import { useSyncExternalStore } from 'react';

export type Asked = 'undo' | 'redo';

let current: Asked | null = null;
const listeners = new Set<() => void>();

function change(next: Asked | null): void {
  current = next;
  for (const listener of listeners) listener();
}

/** Whether an undo or a redo waits for its reason. Kept outside of the screens: undo works on every one of them. */
export const whyUndo = {
  ask: (which: Asked) => change(which),
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
