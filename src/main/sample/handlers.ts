import { refuse } from '../../shared/result.ts';
import { candidatesOf, handingIn } from '../assessments/intake/preview.ts';
import { getAssessment } from '../assessments/queries.ts';
import type { Gate } from '../center/gate.ts';
import { getState } from '../database/state.ts';
import type { Handlers } from '../dispatch.ts';
import type { Files } from '../files.ts';
import type { Platform } from '../platform.ts';
import { centerDate } from '../roster/today.ts';
import { exampleState } from './practice.ts';
import { exampleHandIns } from './street/hand-ins.ts';

interface Dependencies {
  gate: Gate;
  platform: Platform;
  files: Files;
}

export function exampleHandlers({
  gate,
  platform,
  files,
}: Dependencies): Pick<Handlers<'assessments'>, 'example' | 'exampleHandIns'> {
  return {
    example: (_input, { db }) => ({ assessmentId: getState(db, exampleState) ?? null }),
    exampleHandIns: () => {
      const db = gate.db();
      const assessmentId = getState(db, exampleState);
      if (assessmentId === undefined) throw refuse('conflict', 'not_a_sample');
      const assessment = getAssessment(db, assessmentId);
      const learners = candidatesOf(db, handingIn(db, assessment, centerDate(db, platform.now())));
      const name = 'street-scenes-hand-ins.zip';
      const blob = files.lend({ name, type: 'application/zip', read: () => exampleHandIns(learners) });
      return { blob, name };
    },
  };
}
