import { useCallback, useEffect, useRef } from 'react';
import { AppError } from '../../shared/result.ts';
import { inOrder } from './in-order.ts';
import type { MeantStore } from './meant.ts';
import { saving } from './saving.ts';
import { useFault } from './use-fault.ts';

/** Failures that may pass by themselves: the place keeps what was meant and tries again. */
const passing = new Set(['disk_full', 'read_only', 'busy', 'unavailable']);
const again = 3000;
let turns = 0;

/** Numbers what is meant, over all screens. */
export const nextTurn = (): number => ++turns;

/**
 * Sends what is said at a place: at once it is meant, and stored only after the commit returned. Writes go one after
 * the other; of what was said twice at one place before the first went out, only the newest goes.
 */
export function useSend<Value>(
  meant: MeantStore<Value>,
): (place: string, value: Value, write: () => Promise<Value>) => void {
  const fault = useFault();
  const alive = useRef(true);
  useEffect(() => {
    alive.current = true;
    return () => {
      alive.current = false;
    };
  }, []);
  return useCallback(
    (place, value, write) => {
      const turn = nextTurn();
      const isNewest = (): boolean => meant.get(place)?.turn === turn;
      const send = (): Promise<void> =>
        inOrder(async () => {
          if (!isNewest()) return;
          saving.begin();
          try {
            const stored = await write();
            saving.recover();
            if (isNewest()) meant.set(place, { value: stored, stored: true, failure: null, turn });
          } finally {
            saving.end();
          }
        }).catch((error: unknown) => {
          if (!isNewest()) return;
          const failure = fault(error);
          meant.set(place, { value, stored: false, failure, turn });
          if (error instanceof AppError && passing.has(error.failure.code)) {
            saving.fail(failure);
            if (alive.current) setTimeout(() => void send(), again);
          }
        });
      meant.set(place, { value, stored: false, failure: null, turn });
      void send();
    },
    [meant, fault],
  );
}
