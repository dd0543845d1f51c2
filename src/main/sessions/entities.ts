import { z } from 'zod';
import { outcome } from '../../shared/contract/session-values.ts';
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
    /** The series that it belongs to; `date` is the one that its pattern has for it, wherever it was moved since. */
    series: cell(1, z.object({ seriesId: id, date }), {
      series_id: ['TEXT', '$.seriesId'],
      series_date: ['TEXT', '$.date'],
    }),
    /** Stands in for the instructor. */
    substitute: cell(1, z.object({ personId: id }), { substitute_id: ['TEXT', '$.personId'] }),
    /** This session makes up for minutes that another was not held. */
    make_up: cell(1, z.object({ forSessionId: id }), { make_up_for: ['TEXT', '$.forSessionId'] }),
    /** Nobody will make up for what was not held of it. */
    waived: cell(1, z.object({ why: z.string() }), { waived: ['TEXT', '$.why'] }),
  },
  keptBy: {
    cell: 'plan',
    rows: [
      ['mark', 'session_id'],
      ['walk_in', 'session_id'],
      ['evidence', 'session_id'],
    ],
  },
  indexes: [
    'CREATE INDEX session_by_date ON session (date, starts_at)',
    'CREATE INDEX session_by_cohort ON session (cohort_id, date, starts_at)',
    'CREATE INDEX session_by_series ON session (series_id, series_date) WHERE series_id IS NOT NULL',
    'CREATE INDEX session_by_make_up ON session (make_up_for) WHERE make_up_for IS NOT NULL',
  ],
});

/**
 * Classes on the same weekdays of a range of dates, in the center's local time. Its sessions are rows of their own:
 * the id of each follows from series and original date, so that two laptops speak of the same one.
 */
export const seriesEntity = entity({
  name: 'series',
  table: 'series',
  key: ['id'],
  cells: {
    plan: cell(
      1,
      z.object({
        cohortId: id,
        title: z.string(),
        kind: z.enum(sessionKinds),
        from: date,
        to: date,
        /** One class a weekday at most; 1 is Monday, 7 Sunday (ISO 8601). */
        slots: z.array(z.object({ weekday: z.int().min(1).max(7), startsAt: time, endsAt: time })),
        room: z.string().nullable(),
        instructorId: id.nullable(),
      }),
      {
        cohort_id: ['TEXT', '$.cohortId'],
        title: ['TEXT', '$.title'],
        kind: ['TEXT', '$.kind'],
        starts_on: ['TEXT', '$.from'],
        ends_on: ['TEXT', '$.to'],
        slots: ['TEXT', '$.slots'],
        room: ['TEXT', '$.room'],
        instructor_id: ['TEXT', '$.instructorId'],
      },
    ),
  },
  indexes: ['CREATE INDEX series_by_cohort ON series (cohort_id)'],
});

/** A day without classes (id: its date). */
export const holidayEntity = entity({
  name: 'holiday',
  table: 'holiday',
  key: ['date'],
  cells: { day: cell(1, z.object({ name: z.string() }), { name: ['TEXT', '$.name'] }) },
});
