import { z } from 'zod';
import { outcome } from '../../shared/contract/sessions.ts';
import { date, id, instant, time } from '../../shared/contract/values.ts';
import { sessionKinds } from '../../shared/rules/statuses.ts';
import { cell, entity } from '../database/entities.ts';

export const sessionEntity = entity({
  name: 'session',
  table: 'session',
  key: ['id'],
  cells: {
    plan: cell(
      1,
      z.object({
        cohortId: id,
        title: z.string(),
        kind: z.enum(sessionKinds),
        date,
        startsAt: time,
        endsAt: time,
        room: z.string().nullable(),
        instructorId: id.nullable(),
      }),
      {
        cohort_id: ['TEXT', '$.cohortId'],
        title: ['TEXT', '$.title'],
        kind: ['TEXT', '$.kind'],
        date: ['TEXT', '$.date'],
        starts_at: ['TEXT', '$.startsAt'],
        ends_at: ['TEXT', '$.endsAt'],
        room: ['TEXT', '$.room'],
        instructor_id: ['TEXT', '$.instructorId'],
      },
    ),
    outcome: cell(1, outcome, { outcome: ['TEXT', '$'] }),
    closed: cell(1, z.object({ at: instant }), { closed_at: ['INTEGER', '$.at'] }),
  },
  indexes: [
    'CREATE INDEX session_by_date ON session (date, starts_at)',
    'CREATE INDEX session_by_cohort ON session (cohort_id, date, starts_at)',
  ],
});
