import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { Output } from '../../../shared/contract/index.ts';
import { keyOf, useCall } from '../../app/client.ts';
import { createMeantMarks } from '../meant-marks.ts';
import type { Mark } from '../use-roll.ts';
import { useSendMark } from '../use-send-mark.ts';
import { placeOf, rowsOf } from './rows.ts';

export type RegisterData = Output<'attendance.register'>;
export type RegisterSession = RegisterData['sessions'][number];
export type RegisterLearner = RegisterData['learners'][number];

/** The register of a cohort as it is stored, with what was meant since over it: rows to show, and a way to mark. */
export function useRegister(cohortId: string) {
  const client = useQueryClient();
  const input = useMemo(() => ({ cohortId }), [cohortId]);
  // Comparing forty thousand marks, old and new, would take longer than drawing those that show.
  const register = useCall('attendance.register', input, { structuralSharing: false });
  const { data, dataUpdatedAt } = register;
  const [meant] = useState(createMeantMarks);
  const all = useSyncExternalStore(meant.subscribe, meant.all);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer, also an equal one, shows what was stored before it
  useEffect(() => meant.dropStored(), [dataUpdatedAt]);

  /** An answer that was asked for before a commit must not take it back; the commit itself has it asked again. */
  const forgetAnswers = useCallback(
    () => void client.cancelQueries({ queryKey: keyOf('attendance.register', input) }),
    [client, input],
  );
  const send = useSendMark(meant, forgetAnswers);
  const rows = useMemo(() => (data ? rowsOf(data, all) : []), [data, all]);

  const mark = useCallback(
    (sessionId: string, learnerId: string, value: Mark | null, why: string | null) =>
      send(placeOf(sessionId, learnerId), {
        sessionId,
        learnerId,
        mark: value,
        ...(why === null ? {} : { why }),
      }),
    [send],
  );
  return { register, rows, mark };
}
