import { z } from 'zod';
import { wording } from './assessments-values.ts';
import { status } from './attendance.ts';
import { checkInReason } from './attendance-register.ts';
import { command, query } from './define.ts';
import { kind, outcome, plan, sessionView } from './session-values.ts';
import { freeSlot, holidayCalls } from './sessions-holidays.ts';
import { makeUpCalls } from './sessions-make-ups.ts';
import { seriesCalls } from './sessions-series.ts';
import { date, id, instant, line, nothing, time } from './values.ts';

/** A make-up that nobody has planned yet, in the first slot free for it. */
const proposal = freeSlot.extend({
  forSessionId: id,
  cohortId: id,
  cohortName: z.string(),
  title: z.string(),
  kind,
});
export type Proposal = z.infer<typeof proposal>;

const day = z.object({
  date,
  /** Name of the holiday that it is. */
  holiday: z.string().nullable(),
  sessions: z.array(sessionView),
  proposals: z.array(proposal),
});
export type Day = z.infer<typeof day>;

const todo = z.discriminatedUnion('kind', [
  /** Learners who asked to look at a grade again: the oldest request is about this assessment. */
  z.object({
    kind: z.literal('review'),
    assessmentId: id,
    title: wording(120),
    /** The first few. */
    names: z.array(z.string()),
    count: z.int(),
  }),
  /** Work of so many learners came in and is not graded. */
  z.object({
    kind: z.literal('grade'),
    assessmentId: id,
    title: wording(120),
    cohortName: z.string(),
    waiting: z.int(),
    learners: z.int(),
  }),
  z.object({
    kind: z.literal('resume'),
    sessionId: id,
    title: z.string(),
    stoppedAt: instant,
    saved: z.int(),
  }),
  z.object({
    kind: z.literal('record'),
    sessionId: id,
    title: z.string(),
    cohortName: z.string(),
    date,
    missing: z.int(),
  }),
  z.object({
    kind: z.literal('make_up'),
    sessionId: id,
    title: z.string(),
    sessionKind: kind,
    cohortName: z.string(),
    date,
    how: z.enum(['interrupted', 'stopped_early', 'cancelled']),
    stoppedAt: time.nullable(),
    reason: outcome.shape.reason,
    owed: z.int(),
    free: freeSlot.nullable(),
  }),
  z.object({ kind: z.literal('close'), sessionId: id, title: z.string(), cohortName: z.string(), date }),
  z.object({
    kind: z.literal('check_in'),
    cohortId: id,
    cohortName: z.string(),
    names: z.array(z.string()).min(1).max(3),
    count: z.int(),
    /** How many more there are in cohorts that are not in the list. */
    elsewhere: z.int(),
    reason: checkInReason,
  }),
  z.object({
    kind: z.literal('conflict'),
    sessionId: id,
    date,
    name: z.string(),
    statuses: z.array(status),
    records: z.array(z.object({ by: z.string().nullable(), at: instant, status: z.string().nullable() })),
  }),
  z.object({ kind: z.literal('backup'), daysAgo: z.int().nullable() }),
  z.object({ kind: z.literal('recovery_code') }),
]);
export type Todo = z.infer<typeof todo>;

export const sessions = {
  today: query({
    may: 'desk.use',
    input: nothing,
    output: z.object({
      today: date,
      now: time,
      /** The session that runs now, or the next one of today. */
      current: sessionView.nullable(),
      running: z.boolean(),
      /** Other classes that run at the same time: of another cohort, or a make-up. */
      also: z.array(sessionView).max(3),
      todos: z.array(todo),
      /** All days of this week; for a substitute the one day that is hers. */
      week: z.array(day),
      cohorts: z.array(z.object({ id, name: z.string(), learners: z.int() })),
    }),
  }),
  /** A whole week, Monday first, holidays and proposed make-ups among its classes. */
  calendar: query({
    may: 'session.plan',
    input: z.object({ date }),
    output: z.object({ today: date, now: time, days: z.array(day).length(7) }),
  }),
  /** What a form that plans a class offers: every cohort with the kinds of its program. */
  planning: query({
    may: 'session.plan',
    input: nothing,
    output: z.object({
      today: date,
      cohorts: z.array(
        z.object({
          id,
          name: z.string(),
          learners: z.int(),
          kinds: z.array(kind),
          startsOn: date.nullable(),
          endsOn: date.nullable(),
        }),
      ),
    }),
  }),
  get: query({ may: 'roll.see', input: z.object({ sessionId: id }), output: sessionView }),
  plan: command({
    may: 'session.plan',
    input: plan,
    output: z.object({ sessionId: id }),
    touches: ['sessions'],
  }),
  edit: command({
    may: 'session.plan',
    input: plan.omit({ cohortId: true }).partial().extend({ sessionId: id }),
    output: nothing,
    touches: ['sessions', 'attendance'],
  }),
  remove: command({
    may: 'session.plan',
    input: z.object({ sessionId: id }),
    output: nothing,
    touches: ['sessions', 'attendance'],
  }),
  /**
   * Another date or time. A class that has begun stays where it was, as moved, and a new one is planned: marks belong
   * to the day on which they were made.
   */
  move: command({
    may: 'session.plan',
    input: z.object({ sessionId: id, date, startsAt: time, endsAt: time }),
    output: z.object({ sessionId: id }),
    touches: ['sessions', 'attendance'],
  }),
  /** Somebody of the team, or a substitute let in for that day, stands in for the instructor; null: nobody does. */
  setSubstitute: command({
    may: 'substitute.letIn',
    input: z.object({ sessionId: id, personId: id.nullable() }),
    output: nothing,
    touches: ['sessions', 'attendance'],
  }),
  ...seriesCalls,
  ...holidayCalls,
  ...makeUpCalls,
  /** Starts a class for whoever is here now: rounded to the last five minutes, two hours long. */
  openNow: command({
    may: 'session.plan',
    input: z.object({
      cohortId: id,
      title: line(120).nullable(),
      minutes: z.int().min(10).max(600).default(120),
    }),
    output: z.object({ sessionId: id }),
    touches: ['sessions'],
  }),
  setOutcome: command({
    may: 'roll.close',
    input: z.object({ sessionId: id, outcome, why: line(200).optional() }),
    output: sessionView,
    touches: ['sessions', 'attendance'],
  }),
  /** The question after a power cut: how did class go on? */
  interruption: query({
    may: 'roll.see',
    input: nothing,
    output: z.object({
      stop: z
        .object({
          stoppedAt: instant,
          at: time,
          sessions: z.array(z.object({ sessionId: id, title: z.string(), saved: z.int() })),
        })
        .nullable(),
    }),
  }),
  answerInterruption: command({
    may: 'roll.take',
    input: z.object({
      sessionId: id,
      answer: z.enum(['went_on', 'paused', 'ended']),
      resumedAt: time.nullable(),
    }),
    output: nothing,
    touches: ['sessions', 'attendance'],
  }),
};
