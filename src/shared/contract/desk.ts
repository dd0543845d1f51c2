import { z } from 'zod';
import { sessionKinds } from '../rules/statuses.ts';
import { wording } from './assessments-values.ts';
import { query } from './define.ts';
import { date, id, time } from './values.ts';

const words = z.record(z.string(), z.string());
const found = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('learner'), id, name: z.string(), cohortNames: z.array(z.string()) }),
  z.object({ kind: z.literal('cohort'), id, name: z.string(), programName: words.nullable() }),
  z.object({
    kind: z.literal('session'),
    id,
    title: z.string(),
    sessionKind: z.enum(sessionKinds),
    cohortName: z.string(),
    date,
    startsAt: time,
  }),
  z.object({ kind: z.literal('assessment'), id, title: wording(120), cohortId: id, cohortName: z.string() }),
]);
export type Found = z.infer<typeof found>;

/** What the whole desk can be asked, whichever room the answer is in. */
export const desk = {
  /** People, cohorts, assessments and sessions by what somebody types; the best of each first. A substitute finds only her sessions. */
  find: query({
    may: 'desk.use',
    input: z.object({
      text: z.string().max(100),
      /** Kinds of sessions that the text names in the languages of the screen. */
      sessionKinds: z.array(z.enum(sessionKinds)).max(sessionKinds.length).default([]),
      most: z.int().min(1).max(20).default(6),
    }),
    output: z.object({ found: z.array(found) }),
  }),
  /** The same about things that are known by id; what is gone, or not for this person, is left out. */
  recall: query({
    may: 'desk.use',
    input: z.object({
      things: z.array(z.object({ kind: z.enum(['learner', 'cohort', 'session', 'assessment']), id })).max(10),
    }),
    output: z.object({ found: z.array(found) }),
  }),
};
