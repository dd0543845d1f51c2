import { z } from 'zod';
import { markValue } from '../../shared/contract/attendance.ts';
import { date, id, instant, language } from '../../shared/contract/values.ts';
import { pictureTypes, traces } from '../../shared/rules/pictures.ts';
import { reasonCodes } from '../../shared/rules/statuses.ts';
import { cell, entity } from '../database/entities.ts';
import { sessionEntity } from '../sessions/entities.ts';

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
  keeps: sessionEntity,
  indexes: ['CREATE INDEX mark_by_learner ON mark (learner_id, session_id)'],
});

/** Somebody who came without being enrolled (id: session, learner). */
export const walkInEntity = entity({
  name: 'walk_in',
  table: 'walk_in',
  key: ['session_id', 'learner_id'],
  cells: { here: cell(1, z.literal(true), { here: ['INTEGER', '$'] }) },
  keeps: sessionEntity,
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

/** What was done about somebody to check in with, and when. */
export const checkInEntity = entity({
  name: 'check_in',
  table: 'check_in',
  key: ['id'],
  cells: {
    note: cell(1, z.object({ learnerId: id, cohortId: id, on: date, text: z.string() }), {
      learner_id: ['TEXT', '$.learnerId'],
      cohort_id: ['TEXT', '$.cohortId'],
      noted_on: ['TEXT', '$.on'],
      text: ['TEXT', '$.text'],
    }),
  },
  indexes: ['CREATE INDEX check_in_by_cohort ON check_in (cohort_id, learner_id, noted_on)'],
});

/** A picture of the paper that a roll was kept on; its bytes lie in the file store under their hash. */
export const evidenceEntity = entity({
  name: 'evidence',
  table: 'evidence',
  key: ['session_id', 'id'],
  cells: {
    sheet: cell(
      1,
      z.object({
        /** SHA-256 of the stored bytes, hexadecimal. */
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
        type: z.enum(pictureTypes),
        bytes: z.int().min(0),
        /** Pixels, before it is turned as it says. */
        width: z.int().min(1),
        height: z.int().min(1),
        /** What was taken out of the picture as it came in. */
        stripped: z.array(z.enum(traces)),
      }),
      {
        sha256: ['TEXT', '$.sha256'],
        type: ['TEXT', '$.type'],
        bytes: ['INTEGER', '$.bytes'],
        width: ['INTEGER', '$.width'],
        height: ['INTEGER', '$.height'],
        stripped: ['TEXT', '$.stripped'],
      },
    ),
  },
  keeps: sessionEntity,
});

/**
 * A roll as it was printed: who stands in which row. Typing it in goes by these numbers, whoever came or went since.
 * Its code stands on the paper and finds it again.
 */
export const paperRollEntity = entity({
  name: 'paper_roll',
  table: 'paper_roll',
  key: ['session_id', 'id'],
  cells: {
    print: cell(
      1,
      z.object({
        code: z.string(),
        language,
        /** Learners from the first row on. */
        rows: z.array(id),
        /** Empty rows below them, for names written by hand. */
        extraRows: z.int().min(0),
        at: instant,
      }),
      {
        code: ['TEXT', '$.code'],
        language: ['TEXT', '$.language'],
        learners: ['TEXT', '$.rows'],
        extra_rows: ['INTEGER', '$.extraRows'],
        printed_at: ['INTEGER', '$.at'],
      },
    ),
  },
  indexes: ['CREATE INDEX paper_roll_by_code ON paper_roll (code)'],
});
