import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useLayoutEffect, useMemo, useState } from 'react';
import type { DeskLearner } from '../../../shared/contract/assessments-desk.ts';
import type { Output } from '../../../shared/contract/index.ts';
import type { Entered } from '../../../shared/rules/scales.ts';
import { call } from '../../app/bridge.ts';
import { keyOf, useCall } from '../../app/client.ts';
import { createMeant, type MeantStore } from '../../app/meant.ts';
import { useSend } from '../../app/use-send.ts';
import { placeOf, score, whole } from './parts.ts';

export type DeskData = Output<'assessments.desk'>;

/** A choice or a score; a comment as text. */
export type Meaning = Entered | string | null;
export type DeskMeant = MeantStore<Meaning>;

/** Whose work a key goes to, as it was at the moment of the key. */
export interface Target {
  learnerId: string;
  attemptId: string;
  part: string;
}

/** While somebody is at a comment: whether something of it is on disk already. All of it is one act. */
export interface Writing {
  stored: boolean;
}

/**
 * The desk of one assessment. What is said shows at once as meant, and has its tick only after the commit returned;
 * the answer of the commit brings the learner as she is then.
 */
export function useDesk(assessmentId: string) {
  const client = useQueryClient();
  const input = useMemo(() => ({ assessmentId }), [assessmentId]);
  const desk = useCall('assessments.desk', input);
  const [meant] = useState(() => createMeant<Meaning>());
  const send = useSend(meant);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer shows what was stored before it
  useLayoutEffect(() => meant.dropStored(), [desk.data, desk.dataUpdatedAt]);

  /** An answer that was asked for before a commit must not take it back. */
  const show = useCallback(
    async ({ learner }: { learner: DeskLearner }): Promise<void> => {
      const queryKey = keyOf('assessments.desk', input);
      await client.cancelQueries({ queryKey });
      client.setQueryData<DeskData>(queryKey, (old) =>
        old
          ? {
              ...old,
              learners: old.learners.map((one) => (one.learnerId === learner.learnerId ? learner : one)),
            }
          : old,
      );
    },
    [client, input],
  );

  const choose = useCallback(
    ({ part, ...target }: Target, value: Entered | null) =>
      send(placeOf(target.attemptId, part, 'choice'), value, async () => {
        const of = { assessmentId, ...target };
        if (part === score) await show(await call('assessments.score', { ...of, score: value }));
        else {
          const choice = value !== null && 'passed' in value ? null : value;
          await show(await call('assessments.grade', { ...of, criterionId: part, choice }));
        }
        return value;
      }),
    [send, show, assessmentId],
  );

  const comment = useCallback(
    ({ part, ...target }: Target, text: string, writing: Writing = { stored: false }) =>
      send(placeOf(target.attemptId, part, 'comment'), text, async () => {
        const criterionId = part === whole || part === score ? null : part;
        const goesOn = writing.stored;
        await show(await call('assessments.comment', { assessmentId, ...target, criterionId, text, goesOn }));
        writing.stored = true;
        return text;
      }),
    [send, show, assessmentId],
  );

  return { desk, meant, choose, comment };
}
