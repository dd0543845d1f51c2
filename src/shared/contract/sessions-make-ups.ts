import { z } from 'zod';
import { command, query } from './define.ts';
import { sessionView } from './session-values.ts';
import { freeSlot } from './sessions-holidays.ts';
import { id, line, nothing } from './values.ts';

/** Making up for minutes that were not held. */
export const makeUpCalls = {
  /** What a session owes, what makes up for it, and the first slot free for instructor and cohort within four weeks. */
  makeUp: query({
    may: 'session.plan',
    input: z.object({ sessionId: id }),
    output: z.object({ session: sessionView, makeUps: z.array(sessionView), free: freeSlot.nullable() }),
  }),
  planMakeUp: command({
    may: 'session.plan',
    input: freeSlot.extend({ sessionId: id }),
    output: z.object({ sessionId: id }),
    touches: ['sessions', 'attendance'],
  }),
  /** Nobody makes up for it, and why; null takes that back. */
  waiveMakeUp: command({
    may: 'session.plan',
    input: z.object({ sessionId: id, why: line(200).nullable() }),
    output: nothing,
    touches: ['sessions', 'attendance'],
  }),
};
