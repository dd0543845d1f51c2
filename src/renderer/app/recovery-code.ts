import { useSyncExternalStore } from 'react';

/**
 * A recovery code that was just made and must be written down before anything else is shown.
 * It lives in this window's memory only; a reload loses it, and then a new one is made in the settings.
 */
let shown: string | null = null;
const listeners = new Set<() => void>();

export function showRecoveryCode(code: string | null): void {
  shown = code;
  for (const listener of listeners) listener();
}

export function useRecoveryCode(): string | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => shown,
  );
}
