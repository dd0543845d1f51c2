import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Input, Output } from '../../shared/contract/index.ts';
import { AppError } from '../../shared/result.ts';
import { call } from '../app/bridge.ts';
import { keyOf, useCall } from '../app/client.ts';
import { inOrder } from '../app/in-order.ts';
import { saving } from '../app/saving.ts';
import { useFault } from '../app/use-fault.ts';

type RollData = Output<'attendance.roll'>;
export type RollRow = RollData['rows'][number];
export type Mark = NonNullable<RollRow['mark']>;

/** A mark on its way: what was meant, whether the commit returned, and why it is not stored if it is not. */
export interface Meant {
  mark: Mark | null;
  stored: boolean;
  failure: string | null;
  /** Counts what was meant for this learner: only the newest is sent and shown. */
  turn: number;
}

/** Failures that may pass by themselves: the row keeps what was meant and tries again. */
const passing = new Set(['disk_full', 'read_only', 'busy', 'unavailable']);
const again = 3000;

/**
 * The roll of one session. `mark` shows at once as meant; its row has a tick only after the commit returned.
 * `why` is the reason that a closed roll asks for.
 */
export function useRoll(sessionId: string, why: string | null) {
  const client = useQueryClient();
  const fault = useFault();
  const input = useMemo(() => ({ sessionId }), [sessionId]);
  const roll = useCall('attendance.roll', input);
  const [meant, setMeant] = useState<ReadonlyMap<string, Meant>>(new Map());
  const newest = useRef(new Map<string, number>());
  const alive = useRef(true);
  useEffect(() => {
    alive.current = true;
    return () => {
      alive.current = false;
    };
  }, []);

  /** Turns whose marks the roll itself shows by now. */
  const shown = useRef(new Map<string, number>());
  const settle = useCallback(
    (marks: readonly { learnerId: string; mark: Mark | null }[]) => {
      const key = keyOf('attendance.roll', input);
      // An answer that was asked for before this commit must not take it back.
      void client.cancelQueries({ queryKey: key });
      for (const { learnerId } of marks) shown.current.set(learnerId, newest.current.get(learnerId) ?? 0);
      client.setQueryData<RollData>(key, (old) => {
        if (!old) return old;
        const stored = new Map(marks.map(({ learnerId, mark }) => [learnerId, mark]));
        return { ...old, rows: old.rows.map((row) => withMark(row, stored)) };
      });
    },
    [client, input],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: each new roll shows what was settled before it
  useEffect(() => {
    setMeant((old) => {
      const left = [...old].filter(([id, one]) => !one.stored || shown.current.get(id) !== one.turn);
      return left.length === old.size ? old : new Map(left);
    });
  }, [roll.data]);

  const mark = useCallback(
    (learnerId: string, value: Mark | null) => {
      const turn = (newest.current.get(learnerId) ?? 0) + 1;
      newest.current.set(learnerId, turn);
      const say = (mark: Mark | null, stored: boolean, failure: string | null): void =>
        setMeant((old) => new Map(old).set(learnerId, { mark, stored, failure, turn }));
      const send = (): Promise<void> =>
        inOrder(async () => {
          if (newest.current.get(learnerId) !== turn) return;
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
            if (newest.current.get(learnerId) !== turn) return;
            say(stored.mark, true, null);
            settle([{ learnerId, mark: stored.mark }]);
          } finally {
            saving.end();
          }
        }).catch((error: unknown) => {
          if (newest.current.get(learnerId) !== turn) return;
          const failure = fault(error);
          say(value, false, failure);
          if (error instanceof AppError && passing.has(error.failure.code)) {
            saving.fail(failure);
            if (alive.current) setTimeout(() => void send(), again);
          }
        });
      // Sent before it is drawn: the disk works while the screen does.
      void send();
      say(value, false, null);
    },
    [sessionId, why, settle, fault],
  );

  const fillBlanks = useCallback(
    () =>
      inOrder(async () => {
        saving.begin();
        try {
          const { filled } = await call('attendance.fillBlanks', { sessionId, ...(why ? { why } : {}) });
          settle(filled);
          return filled.length;
        } finally {
          saving.end();
        }
      }),
    [sessionId, why, settle],
  );

  return { roll, meant, mark, fillBlanks };
}

function withMark(row: RollRow, stored: ReadonlyMap<string, Mark | null>): RollRow {
  const mark = stored.get(row.learnerId);
  return mark === undefined ? row : { ...row, mark };
}
