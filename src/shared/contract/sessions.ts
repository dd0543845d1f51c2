import { z } from 'zod';
import { sessionKinds } from '../rules/statuses.ts';
import { command, query } from './define.ts';
import { date, id, instant, line, nothing, time } from './values.ts';

const kind = z.enum(sessionKinds);
export const outcomeKinds = [
  'planned',
  'held',
  'interrupted',
  'stopped_early',
  'cancelled',
  'moved',
] as const;
export const outcomeReasons = ['power', 'alarm', 'instructor', 'other'] as const;

/** A stretch in which class was not held; `to` is null while it lasts. */
export const gap = z.object({ from: time, to: time.nullable(), reason: z.enum(outcomeReasons) });
export const outcome = z.object({
  kind: z.enum(outcomeKinds),
  gaps: z.array(gap).max(50),
  stoppedAt: time.nullable(),
  reason: z.enum(outcomeReasons).nullable(),
});
export type Outcome = z.infer<typeof outcome>;

export const sessionView = z.object({
  id,
  cohortId: id,
  cohortName: z.string(),
  title: z.string(),
  kind,
  date,
  startsAt: time,
  endsAt: time,
  room: z.string().nullable(),
  instructorId: id.nullable(),
  instructorName: z.string().nullable(),
  outcome,
  /** Minutes planned and held, whole. */
  plannedMinutes: z.int(),
  heldMinutes: z.int(),
  closedAt: instant.nullable(),
  learners: z.int(),
  recorded: z.int(),
  present: z.int(),
});
export type SessionView = z.infer<typeof sessionView>;

const plan = z.object({
  cohortId: id,
  /** Empty: the screen shows the kind's name in its own language. */
  title: line(120).or(z.literal('')),
  kind,
  date,
  startsAt: time,
  endsAt: time,
  room: line(60).nullable(),
  instructorId: id.nullable(),
});

const todo = z.discriminatedUnion('kind', [
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
  z.object({ kind: z.literal('close'), sessionId: id, title: z.string(), cohortName: z.string(), date }),
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
      todos: z.array(todo),
      week: z.array(z.object({ date, sessions: z.array(sessionView) })),
      cohorts: z.array(z.object({ id, name: z.string(), learners: z.int() })),
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
