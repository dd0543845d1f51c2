import { useSyncExternalStore } from 'react';

/** Something on its way: what was meant, whether the commit returned, and why it is not stored if it is not. */
export interface Meant<Value> {
  value: Value;
  stored: boolean;
  failure: string | null;
  /** Numbers what is meant: of each place only the newest is sent and shown. */
  turn: number;
}

export type MeantStore<Value> = ReturnType<typeof createMeant<Value>>;

/**
 * What was said and what the screen, as it was last read, does not show yet, by place. Each part of the screen follows
 * its own place, so that one key draws one row.
 */
export function createMeant<Value>() {
  let meant: ReadonlyMap<string, Meant<Value>> = new Map();
  const listeners = new Set<() => void>();
  const change = (next: ReadonlyMap<string, Meant<Value>>): void => {
    meant = next;
    for (const listener of listeners) listener();
  };
  return {
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** All of them; the same object until one changes. */
    all: (): ReadonlyMap<string, Meant<Value>> => meant,
    get: (place: string): Meant<Value> | undefined => meant.get(place),
    set: (place: string, one: Meant<Value>): void => change(new Map(meant).set(place, one)),
    /** The screen was read anew: it shows by itself what was stored before. */
    dropStored: (): void => {
      const left = [...meant].filter(([, one]) => !one.stored);
      if (left.length < meant.size) change(new Map(left));
    },
  };
}

/** What was meant at one place; drawn anew only when that changes. */
export function useMeant<Value>(store: MeantStore<Value>, place: string): Meant<Value> | undefined {
  return useSyncExternalStore(store.subscribe, () => store.get(place));
}

/** A number or text made from all that is meant; drawn anew only when it changes. */
export function useOfMeant<Value, T extends number | string>(store: MeantStore<Value>, read: () => T): T {
  return useSyncExternalStore(store.subscribe, read);
}
