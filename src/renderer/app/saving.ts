import { useSyncExternalStore } from 'react';

/** Why the disk of this laptop takes nothing. */
export type DiskFault = 'disk_full' | 'read_only';

/** What the chip at the top says: how many writes are on their way, and which of them cannot be stored. */
interface Saving {
  pending: number;
  /** Sentence of the newest failure that still stands. */
  failed: string | null;
  /** Stands until something is written again; the whole frame says so. */
  disk: DiskFault | null;
}

let current: Saving = { pending: 0, failed: null, disk: null };
const listeners = new Set<() => void>();

function change(next: Saving): void {
  current = next;
  for (const listener of listeners) listener();
}

let lastEnd = 0;
/** Milliseconds after a write in which another one is likely: marks come in bursts. */
const burst = 300;

export const saving = {
  /** A burst of writes is under way: what they show is on the screen already, and a refresh would slow the next. */
  isBusy: () => current.pending > 0 || performance.now() - lastEnd < burst,
  begin: () => change({ ...current, pending: current.pending + 1 }),
  end: () => {
    lastEnd = performance.now();
    change({ ...current, pending: Math.max(0, current.pending - 1) });
  },
  fail: (sentence: string) => change({ ...current, failed: sentence }),
  refuse: (disk: DiskFault) => {
    if (current.disk !== disk) change({ ...current, disk });
  },
  /** Something was written: whatever stood in the way does so no longer. */
  recover: () => {
    if (current.failed !== null || current.disk !== null) change({ ...current, failed: null, disk: null });
  },
};

export function useSaving(): Saving {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
}
