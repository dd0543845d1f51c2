import { useSyncExternalStore } from 'react';
import type { Output } from '../../shared/contract/index.ts';

/**
 * What the door must remember while its screens come and go with the state of the laptop.
 * In this window's memory only, and never a secret.
 */
interface DoorMemory {
  /** Why the last try to open failed, where the screen that asked was replaced in between. */
  fault: unknown;
  /** A backup is being put in place: the door stays as it was from the first step to the open data. */
  held: Output<'center.state'> | null;
  /** A center was set up just now: after its recovery code comes the first list. */
  justSetUp: boolean;
  /** The recovery code opened the laptop: the passphrase may be forgotten. */
  openedByCode: boolean;
}

let memory: DoorMemory = { fault: null, held: null, justSetUp: false, openedByCode: false };
const listeners = new Set<() => void>();

export function remember(change: Partial<DoorMemory>): void {
  memory = { ...memory, ...change };
  for (const listener of listeners) listener();
}

export function useDoorMemory(): DoorMemory {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => memory,
  );
}
