import { z } from 'zod';
import { sessionKinds } from '../rules/statuses.ts';
import { date, id, instant, line, time } from './values.ts';

export const kind = z.enum(sessionKinds);
export const outcomeKinds = [
  'planned',
  'held',
  'interrupted',
  'stopped_early',
  'cancelled',
  'moved',
] as const;
export const outcomeReasons = ['power', 'alarm', 'instructor', 'holiday', 'other'] as const;

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
  /** Stands in for the instructor. */
  substituteId: id.nullable(),
  substituteName: z.string().nullable(),
  seriesId: id.nullable(),
  /** The session that this one makes up for. */
  makeUpFor: z.object({ sessionId: id, title: z.string(), date }).nullable(),
  outcome,
  /** Minutes planned and held, whole. */
  plannedMinutes: z.int(),
  heldMinutes: z.int(),
  /** Minutes not held that no make-up, planned or held, makes up for. */
  owedMinutes: z.int(),
  /** Why nobody will make up for them; null while somebody should. */
  waived: z.string().nullable(),
  closedAt: instant.nullable(),
  learners: z.int(),
  recorded: z.int(),
  present: z.int(),
});
export type SessionView = z.infer<typeof sessionView>;

export const plan = z.object({
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
