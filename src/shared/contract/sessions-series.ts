import { z } from 'zod';
import { command, query } from './define.ts';
import { kind, plan } from './session-values.ts';
import { date, id, time } from './values.ts';

/** At most one class a weekday; 1 is Monday, 7 Sunday. */
const slots = z
  .array(z.object({ weekday: z.int().min(1).max(7), startsAt: time, endsAt: time }))
  .min(1)
  .max(7);

const pattern = plan
  .omit({ date: true, startsAt: true, endsAt: true })
  .extend({ from: date, to: date, slots });

/** A class that takes the cohort, the instructor or the room at the same time. */
const collision = z.object({
  sessionId: id,
  title: z.string(),
  kind,
  cohortName: z.string(),
  startsAt: time,
  endsAt: time,
  of: z.enum(['cohort', 'instructor', 'room']),
});
export type Collision = z.infer<typeof collision>;

/** A class as it would be, with what speaks against it. */
const foreseen = z.object({
  date,
  startsAt: time,
  endsAt: time,
  /** Name of the holiday that it falls on. */
  holiday: z.string().nullable(),
  /** The clocks on the wall change during this class. */
  clock: z.enum(['forward', 'back']).nullable(),
  collisions: z.array(collision),
});
export type Foreseen = z.infer<typeof foreseen>;

/** What "this and all later" does, from one session of a series on. */
const laterChange = z.discriminatedUnion('how', [
  z.object({ how: z.literal('edit'), plan: pattern.omit({ cohortId: true, from: true }) }),
  /** The named session goes to this date and time; those after it go as many days, and to its times if they had them. */
  z.object({ how: z.literal('shift'), date, startsAt: time, endsAt: time }),
]);
export type LaterChange = z.infer<typeof laterChange>;

const counts = z.object({ changed: z.int(), added: z.int(), removed: z.int(), kept: z.int() });
const afterSeries = ['sessions', 'attendance'] as const;

/** Sessions made from weekdays, times and a range. Each of these commands is one act with one undo. */
export const seriesCalls = {
  /** Every date of the pattern, with its holidays, collisions and clock changes; nothing is written. */
  previewSeries: query({
    may: 'session.plan',
    input: pattern,
    output: z.object({ dates: z.array(foreseen) }),
  }),
  planSeries: command({
    may: 'session.plan',
    input: pattern.extend({
      /** Dates that get no class, and holidays that get one all the same. */
      skip: z.array(date).max(400).default([]),
      keep: z.array(date).max(400).default([]),
    }),
    output: z.object({ seriesId: id, made: z.int() }),
    touches: afterSeries,
  }),
  /** The series that a session belongs to, and how much of it still lies ahead of that session. */
  series: query({
    may: 'session.plan',
    input: z.object({ sessionId: id }),
    output: z.object({
      series: pattern.extend({ seriesId: id, later: z.int() }).nullable(),
    }),
  }),
  /** What `changeLater` would do. `kept` are sessions that have begun, or of which somebody has said how they went. */
  previewLater: query({
    may: 'session.plan',
    input: z.object({ sessionId: id, change: laterChange }),
    output: counts.extend({ dates: z.array(foreseen) }),
  }),
  changeLater: command({
    may: 'session.plan',
    input: z.object({ sessionId: id, change: laterChange }),
    output: counts,
    touches: afterSeries,
  }),
  removeLater: command({
    may: 'session.plan',
    input: z.object({ sessionId: id }),
    output: z.object({ removed: z.int(), kept: z.int() }),
    touches: afterSeries,
  }),
};
