import { useCallback, useEffect, useRef } from 'react';
import type { Input } from '../../shared/contract/index.ts';
import { AppError } from '../../shared/result.ts';
import { call } from '../app/bridge.ts';
import { inOrder } from '../app/in-order.ts';
import { saving } from '../app/saving.ts';
import { useFault } from '../app/use-fault.ts';
import type { MeantMarks } from './meant-marks.ts';

/** Failures that may pass by themselves: the place keeps what was meant and tries again. */
const passing = new Set(['disk_full', 'read_only', 'busy', 'unavailable']);
const again = 3000;
let turns = 0;

/** Numbers what is meant, over all rolls and registers. */
export const nextTurn = (): number => ++turns;

/**
 * Sends a mark: at once it is meant, and stored only after the commit returned.
 * @param meant keeps it, by a place of the caller's choice: a row of a roll, a cell of a register
 * @param onStored called after the commit; an answer that was asked for before must not take it back
 */
export function useSendMark(meant: MeantMarks, onStored: () => void) {
  const fault = useFault();
  const alive = useRef(true);
  useEffect(() => {
    alive.current = true;
    return () => {
      alive.current = false;
    };
  }, []);
  return useCallback(
    (place: string, request: Input<'attendance.mark'>) => {
      const turn = nextTurn();
      const isNewest = (): boolean => meant.get(place)?.turn === turn;
      const send = (): Promise<void> =>
        inOrder(async () => {
          if (!isNewest()) return;
          saving.begin();
          try {
            const stored = await call('attendance.mark', request);
            saving.recover();
            onStored();
            if (isNewest()) meant.set(place, { mark: stored.mark, stored: true, failure: null, turn });
          } finally {
            saving.end();
          }
        }).catch((error: unknown) => {
          if (!isNewest()) return;
          const failure = fault(error);
          meant.set(place, { mark: request.mark, stored: false, failure, turn });
          if (error instanceof AppError && passing.has(error.failure.code)) {
            saving.fail(failure);
            if (alive.current) setTimeout(() => void send(), again);
          }
        });
      meant.set(place, { mark: request.mark, stored: false, failure: null, turn });
      void send();
    },
    [meant, onStored, fault],
  );
}
