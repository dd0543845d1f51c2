import { z } from 'zod';
import { leaveReasons } from '../rules/learner.ts';
import { command } from './define.ts';
import { date, id, nothing } from './values.ts';

const reason = z.enum(leaveReasons).nullable();
const membership = z.object({ learnerId: id, cohortId: id });
const afterEnrollment = ['roster', 'sessions', 'attendance', 'assessments'] as const;

/** What can become of somebody in a cohort; each is one act. */
export const enrollmentCalls = {
  enroll: command({
    may: 'roster.edit',
    input: z.object({ learnerIds: z.array(id).min(1).max(500), cohortId: id, startsOn: date }),
    output: z.object({ enrolled: z.int() }),
    touches: afterEnrollment,
  }),
  editEnrollment: command({
    may: 'roster.edit',
    input: membership.extend({ startsOn: date }),
    output: nothing,
    touches: afterEnrollment,
  }),
  /** Takes an enrollment back that was a mistake; refused once she is marked or graded in that cohort. */
  unenroll: command({
    may: 'roster.edit',
    input: membership,
    output: nothing,
    touches: afterEnrollment,
  }),
  /** Without `from` the pause begins on the day after she was last seen, else today; without `to` it lasts. */
  pause: command({
    may: 'roster.edit',
    input: membership.extend({
      reason,
      lastSeen: date.nullable(),
      from: date.nullable().default(null),
      to: date.nullable().default(null),
    }),
    output: nothing,
    touches: afterEnrollment,
  }),
  editPauses: command({
    may: 'roster.edit',
    input: membership.extend({
      pauses: z.array(z.object({ from: date, to: date.nullable(), reason })).max(50),
    }),
    output: nothing,
    touches: afterEnrollment,
  }),
  /** After a pause, or after leaving; `on` is the first day back, today unless said. The first day in the cohort stays. */
  comeBack: command({
    may: 'roster.edit',
    input: membership.extend({ on: date.nullable().default(null) }),
    output: nothing,
    touches: afterEnrollment,
  }),
  leave: command({
    may: 'roster.edit',
    input: membership.extend({ reason, lastSeen: date.nullable() }),
    output: nothing,
    touches: afterEnrollment,
  }),
  transfer: command({
    may: 'roster.edit',
    input: membership.extend({
      toCohortId: id,
      /** First day in the new cohort. */
      on: date,
      /** Minutes of the old cohort that count in the new one. */
      creditMinutes: z.int().min(0).max(600_000).nullable(),
    }),
    output: nothing,
    touches: afterEnrollment,
  }),
  complete: command({
    may: 'roster.edit',
    input: z.object({ learnerIds: z.array(id).min(1).max(500), cohortId: id, on: date }),
    output: nothing,
    touches: afterEnrollment,
  }),
};
