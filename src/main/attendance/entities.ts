import { z } from 'zod';
import { markValue } from '../../shared/contract/attendance.ts';
import { date, id } from '../../shared/contract/values.ts';
import { reasonCodes } from '../../shared/rules/statuses.ts';
import { cell, entity } from '../database/entities.ts';

/** Status, minutes, reason and note of one learner in one session: one decision, one cell. */
export const markEntity = entity({
  name: 'mark',
  table: 'mark',
  key: ['session_id', 'learner_id'],
  cells: {
    mark: cell(1, markValue, {
      status: ['TEXT', '$.status'],
      minutes_missed: ['INTEGER', '$.minutesMissed'],
      reason: ['TEXT', '$.reason'],
      note: ['TEXT', '$.note'],
    }),
  },
  indexes: ['CREATE INDEX mark_by_learner ON mark (learner_id, session_id)'],
});

/** Somebody who came without being enrolled (id: session, learner). */
export const walkInEntity = entity({
  name: 'walk_in',
  table: 'walk_in',
  key: ['session_id', 'learner_id'],
  cells: { here: cell(1, z.literal(true), { here: ['INTEGER', '$'] }) },
});

/** Known beforehand: fills the rolls of a date range until somebody marks them. */
export const excuseEntity = entity({
  name: 'excuse',
  table: 'excuse',
  key: ['id'],
  cells: {
    excuse: cell(
      1,
      z.object({
        learnerId: id,
        from: date,
        to: date,
        reason: z.enum(reasonCodes).nullable(),
        note: z.string().nullable(),
      }),
      {
        learner_id: ['TEXT', '$.learnerId'],
        starts_on: ['TEXT', '$.from'],
        ends_on: ['TEXT', '$.to'],
        reason: ['TEXT', '$.reason'],
        note: ['TEXT', '$.note'],
      },
    ),
  },
  indexes: ['CREATE INDEX excuse_by_learner ON excuse (learner_id, starts_on)'],
});
