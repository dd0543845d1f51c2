import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Output } from '../../shared/contract/index.ts';
import { call } from '../app/bridge.ts';
import { keyOf, useCall } from '../app/client.ts';
import { inOrder } from '../app/in-order.ts';
import { saving } from '../app/saving.ts';
import { nextTurn } from '../app/use-send.ts';
import { createMeantMarks } from './meant-marks.ts';
import { useSendMark } from './use-send-mark.ts';

type RollData = Output<'attendance.roll'>;
export type RollRow = RollData['rows'][number];
export type Mark = NonNullable<RollRow['mark']>;

/**
 * The roll of one session. `mark` shows at once as meant; its row has a tick only after the commit returned.
 * `why` is the reason that a closed roll asks for.
 */
export function useRoll(sessionId: string, why: string | null) {
  const client = useQueryClient();
  const input = useMemo(() => ({ sessionId }), [sessionId]);
  const roll = useCall('attendance.roll', input);
  const [meant] = useState(createMeantMarks);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer, also an equal one, shows what was stored before it
  useEffect(() => meant.dropStored(), [roll.dataUpdatedAt]);

  /** An answer that was asked for before a commit must not take it back; the commit itself has it asked again. */
  const forgetAnswers = useCallback(
    () => void client.cancelQueries({ queryKey: keyOf('attendance.roll', input) }),
    [client, input],
  );

  const send = useSendMark(meant, forgetAnswers);
  const mark = useCallback(
    (learnerId: string, value: Mark | null) =>
      send(learnerId, { sessionId, learnerId, mark: value, ...(why ? { why } : {}) }),
    [send, sessionId, why],
  );

  const fillBlanks = useCallback(
    () =>
      inOrder(async () => {
        saving.begin();
        try {
          const { filled } = await call('attendance.fillBlanks', { sessionId, ...(why ? { why } : {}) });
          forgetAnswers();
          for (const one of filled)
            meant.set(one.learnerId, { value: one.mark, stored: true, failure: null, turn: nextTurn() });
          return filled.length;
        } finally {
          saving.end();
        }
      }),
    [sessionId, why, meant, forgetAnswers],
  );

  return { roll, meant, mark, fillBlanks };
}
