import { z } from 'zod';
import { consentAnswers, consentPurposes, enrollmentStatuses } from '../rules/learner.ts';
import { date, id, instant } from './values.ts';

const words = z.record(z.string(), z.string());
const status = z.enum(enrollmentStatuses);
const purpose = z.enum(consentPurposes);
export const pause = z.object({ from: date, to: date.nullable(), reason: z.string().nullable() });

const enrollment = z.object({
  cohortId: id,
  cohortName: z.string(),
  programName: words.nullable(),
  startsOn: date.nullable(),
  endsOn: date.nullable(),
  status,
  reason: z.string().nullable(),
  lastSeen: date.nullable(),
  creditMinutes: z.int().nullable(),
  pauses: z.array(pause),
  /** Every status it ever had, oldest first. */
  history: z.array(
    z.object({
      at: instant,
      by: z.string().nullable(),
      status: status.nullable(),
      reason: z.string().nullable(),
    }),
  ),
});
export type Enrollment = z.infer<typeof enrollment>;

export const learnerView = z.object({
  id,
  name: z.object({ written: z.string(), short: z.string() }),
  birth: z.object({ date: date.nullable(), ageBand: z.string().nullable() }).nullable(),
  sex: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  displacement: z.string().nullable(),
  languages: z.array(z.string()),
  needs: z.string().nullable(),
  note: z.string().nullable(),
  certificate: z.object({ name: z.string(), latin: z.string().nullable() }).nullable(),
  /** Beyond the common facts; `value` is null for what a program of hers asks and nobody has answered. */
  fields: z.array(z.object({ field: z.string(), value: z.string().nullable() })),
  /** One for each purpose that is asked about; `answer` is null where nobody asked yet. */
  consents: z.array(
    z.object({
      purpose,
      answer: z.enum(consentAnswers).nullable(),
      textVersion: z.string().nullable(),
      language: z.string().nullable(),
      on: date.nullable(),
      /** Since when what she had agreed to counts no more; only of `withdrawn`. */
      withdrawnOn: date.nullable(),
      /** The version of the text that was last used here for this purpose. */
      lastVersion: z.string().nullable(),
    }),
  ),
  enrollments: z.array(enrollment),
  /** Other rows of hers that were merged into this one. */
  merged: z.array(z.object({ id, name: z.string() })),
  /** Marks by status code. */
  counts: z.array(z.object({ status: z.string(), count: z.int() })),
});
export type Learner = z.infer<typeof learnerView>;
