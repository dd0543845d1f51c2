import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Input, Output } from '../../shared/contract/index.ts';
import { AppError } from '../../shared/result.ts';
import { call } from '../app/bridge.ts';
import { keyOf, useCall } from '../app/client.ts';
import { inOrder } from '../app/in-order.ts';
import { saving } from '../app/saving.ts';
import { useFault } from '../app/use-fault.ts';
import { createMeantMarks } from './meant-marks.ts';

type RollData = Output<'attendance.roll'>;
export type RollRow = RollData['rows'][number];
export type Mark = NonNullable<RollRow['mark']>;

/** Failures that may pass by themselves: the row keeps what was meant and tries again. */
const passing = new Set(['disk_full', 'read_only', 'busy', 'unavailable']);
const again = 3000;
let turns = 0;

/**
 * The roll of one session. `mark` shows at once as meant; its row has a tick only after the commit returned.
 * `why` is the reason that a closed roll asks for.
 */
export function useRoll(sessionId: string, why: string | null) {
  const client = useQueryClient();
  const fault = useFault();
  const input = useMemo(() => ({ sessionId }), [sessionId]);
  const roll = useCall('attendance.roll', input);
  const [meant] = useState(createMeantMarks);
  const alive = useRef(true);
  useEffect(() => {
    alive.current = true;
    return () => {
      alive.current = false;
    };
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer, also an equal one, shows what was stored before it
  useEffect(() => meant.dropStored(), [roll.dataUpdatedAt]);

  /** An answer that was asked for before a commit must not take it back; the commit itself has it asked again. */
  const forgetAnswers = useCallback(
    () => void client.cancelQueries({ queryKey: keyOf('attendance.roll', input) }),
    [client, input],
  );

  const mark = useCallback(
    (learnerId: string, value: Mark | null) => {
      const turn = ++turns;
      const isNewest = (): boolean => meant.get(learnerId)?.turn === turn;
      const send = (): Promise<void> =>
        inOrder(async () => {
          if (!isNewest()) return;
          saving.begin();
          try {
            const request: Input<'attendance.mark'> = {
              sessionId,
              learnerId,
              mark: value,
              ...(why ? { why } : {}),
            };
            const stored = await call('attendance.mark', request);
            saving.recover();
            forgetAnswers();
            if (isNewest()) meant.set(learnerId, { mark: stored.mark, stored: true, failure: null, turn });
          } finally {
            saving.end();
          }
        }).catch((error: unknown) => {
          if (!isNewest()) return;
          const failure = fault(error);
          meant.set(learnerId, { mark: value, stored: false, failure, turn });
          if (error instanceof AppError && passing.has(error.failure.code)) {
            saving.fail(failure);
            if (alive.current) setTimeout(() => void send(), again);
          }
        });
      meant.set(learnerId, { mark: value, stored: false, failure: null, turn });
      void send();
    },
    [sessionId, why, meant, forgetAnswers, fault],
  );

  const fillBlanks = useCallback(
    () =>
      inOrder(async () => {
        saving.begin();
        try {
          const { filled } = await call('attendance.fillBlanks', { sessionId, ...(why ? { why } : {}) });
          forgetAnswers();
          for (const one of filled)
            meant.set(one.learnerId, { mark: one.mark, stored: true, failure: null, turn: ++turns });
          return filled.length;
        } finally {
          saving.end();
        }
      }),
    [sessionId, why, meant, forgetAnswers],
  );

  return { roll, meant, mark, fillBlanks };
}
