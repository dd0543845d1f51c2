import { z } from 'zod';
import { command, query } from './define.ts';
import { sessionView } from './session-values.ts';
import { date, id, line, time } from './values.ts';

const stretch = z.object({ from: date, to: date });
/** A stretch of one day that is free for a class. */
export const freeSlot = z.object({ date, startsAt: time, endsAt: time });

/** Days on which the center has no classes. */
export const holidayCalls = {
  /** From the beginning of last year on; days of one name that follow each other are one. */
  holidays: query({
    may: 'session.plan',
    input: z.object({}),
    output: z.object({ holidays: z.array(stretch.extend({ name: z.string() })) }),
  }),
  addHoliday: command({
    may: 'session.plan',
    input: stretch.extend({ name: line(60) }),
    output: z.object({ days: z.int() }),
    touches: ['sessions'],
  }),
  removeHoliday: command({
    may: 'session.plan',
    input: stretch,
    output: z.object({ days: z.int() }),
    touches: ['sessions'],
  }),
  /** Classes still planned on these dates, each with the first slot that is free for it. */
  classesOn: query({
    may: 'session.plan',
    input: stretch,
    output: z.object({ classes: z.array(z.object({ session: sessionView, free: freeSlot.nullable() })) }),
  }),
  /** Takes classes off a holiday, all in one act: to a slot, or cancelled where there is none. */
  clearHoliday: command({
    may: 'session.plan',
    input: z.object({
      choices: z
        .array(z.object({ id, to: freeSlot.nullable() }))
        .min(1)
        .max(200),
    }),
    output: z.object({ moved: z.int(), cancelled: z.int() }),
    touches: ['sessions', 'attendance'],
  }),
};
