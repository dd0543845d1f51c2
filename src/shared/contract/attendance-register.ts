import { z } from 'zod';
import { enrollmentStatuses } from '../rules/learner.ts';
import { reasonCodes, sessionKinds } from '../rules/statuses.ts';
import { markValue, status } from './attendance.ts';
import { action, command, query } from './define.ts';
import { outcome } from './session-values.ts';
import { date, id, instant, line, nothing, text, time } from './values.ts';

const minutes = z.int().min(0);
const percent = z.int().min(0).max(100);

const session = z.object({
  id,
  title: z.string(),
  kind: z.enum(sessionKinds),
  date,
  startsAt: time,
  endsAt: time,
  outcome,
  plannedMinutes: minutes,
  heldMinutes: minutes,
  /** Class is over by the center's clock. */
  ended: z.boolean(),
  closedAt: instant.nullable(),
  makeUpFor: id.nullable(),
});

/** See `src/shared/rules/figures.ts`. */
const figures = z.object({
  creditedMinutes: minutes,
  countableMinutes: minutes,
  percentage: percent.nullable(),
  highestReachable: percent.nullable(),
  consecutiveAbsences: minutes,
  owedMinutes: minutes,
  notRecorded: minutes,
});

export const checkInReason = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('missed_last'), count: z.int() }),
  z.object({ kind: z.literal('next_two'), sessions: z.int(), reach: percent, threshold: percent }),
  z.object({ kind: z.literal('out_of_reach'), reach: percent, threshold: percent }),
]);

/** What was done about somebody, and on which day. */
const checkInNote = z.object({ id, on: date, text: z.string() });

const learner = z.object({
  learnerId: id,
  name: z.string(),
  shortName: z.string(),
  /** Null for somebody who only walked in. */
  status: z.enum(enrollmentStatuses).nullable(),
  startsOn: date.nullable(),
  endsOn: date.nullable(),
  pauses: z.array(z.object({ from: date, to: date.nullable(), reason: z.string().nullable() })),
  creditMinutes: minutes.nullable(),
  /** Over the whole course, whatever range of it is shown. */
  figures,
  checkIn: z.array(checkInReason),
  excuses: z.array(z.object({ from: date, to: date, reason: z.enum(reasonCodes).nullable() })),
  /** Places of `sessions` that she walked into, and those whose mark has two values that nobody has decided between. */
  walkedInto: z.array(z.int()),
  conflicts: z.array(z.int()),
  /** One for each of `sessions`, packed as places of `values`: see `src/shared/rules/packed-marks.ts`. */
  marks: z.string(),
});

const checkIn = z.object({
  cohortId: id,
  cohortName: z.string(),
  learnerId: id,
  name: z.string(),
  shortName: z.string(),
  reasons: z.array(checkInReason).min(1),
  /** Newest class of which she missed something. */
  missedOn: date.nullable(),
  /** Newest first. */
  notes: z.array(checkInNote),
  /** Nothing was noted since the class of `missedOn`. */
  open: z.boolean(),
});
export type CheckIn = z.infer<typeof checkIn>;

const fileName = line(120);

/** The register of a cohort, learners by sessions, with the figures that follow from it. */
export const registerCalls = {
  register: query({
    may: 'register.see',
    input: z.object({ cohortId: id, from: date.optional(), to: date.optional() }),
    output: z.object({
      today: date,
      now: time,
      cohort: z.object({
        id,
        name: z.string(),
        programName: z.record(z.string(), z.string()).nullable(),
        /** Percent of countable minutes that the program asks for. */
        threshold: percent.nullable(),
      }),
      statuses: z.array(status),
      /** In the order in which they take place. */
      sessions: z.array(session),
      /** The different marks that are in it. */
      values: z.array(markValue),
      learners: z.array(learner),
    }),
  }),
  /** Whom to check in with, in one cohort or in all that had class lately; those of whom nothing is noted yet first. */
  checkIns: query({
    may: 'register.see',
    input: z.object({ cohortId: id.nullable() }),
    output: z.object({ today: date, list: z.array(checkIn) }),
  }),
  noteCheckIn: command({
    may: 'roster.edit',
    input: z.object({ cohortId: id, learnerId: id, on: date, text: text(500).min(1) }),
    output: z.object({ id }),
    touches: ['attendance', 'sessions'],
  }),
  removeCheckIn: command({
    may: 'roster.edit',
    input: z.object({ id }),
    output: nothing,
    touches: ['attendance', 'sessions'],
  }),
  /** The register as a file: figures, then one column a session. Words come from the screen's language. */
  exportRegister: action({
    may: 'roster.edit',
    input: z.object({
      cohortId: id,
      from: date.optional(),
      to: date.optional(),
      format: z.enum(['csv', 'xlsx']),
      fileName,
      /** Heads of the columns before the sessions. */
      labels: z.object({
        name: line(80),
        percentage: line(80),
        highestReachable: line(80),
        creditedHours: line(80),
        countableHours: line(80),
        consecutiveAbsences: line(80),
        owedHours: line(80),
        notRecorded: line(80),
      }),
      /** Codes of statuses to what stands in a cell. */
      marks: z.record(z.string().max(40), z.string().max(40)),
      /** Stands where a class does not expect her. */
      notExpected: z.string().max(40),
    }),
    output: z.object({ token: z.string(), fileName: z.string(), rows: z.int() }),
    touches: [],
  }),
};
