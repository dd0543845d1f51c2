import { z } from 'zod';
import { learnerFacts } from '../rules/learner.ts';
import { command, query } from './define.ts';
import { learnerView } from './roster-learner.ts';
import { id, nothing } from './values.ts';

const same = z.enum(['name', 'birthDate', 'phone', 'email']);
const somebody = z.object({ id, name: z.string(), cohorts: z.array(z.string()) });
const pair = z.object({ people: z.tuple([somebody, somebody]), same: z.array(same).min(1) });
export type DuplicatePair = z.infer<typeof pair>;

const two = z.object({ learnerId: id, otherId: id });
const afterMerge = ['roster', 'sessions', 'attendance', 'assessments'] as const;

/** One person who is here twice: found, looked at side by side, and made one. */
export const mergeCalls = {
  /** Who may be here twice, the likeliest first. */
  duplicates: query({
    may: 'roster.see',
    input: nothing,
    output: z.object({
      pairs: z.array(pair),
      /** How many there are beyond those listed. */
      more: z.int(),
    }),
  }),
  comparePeople: query({
    may: 'roster.see',
    input: two,
    output: z.object({
      people: z.tuple([learnerView, learnerView]),
      /** Sessions in which both are marked, and how many of these marks differ. */
      bothMarked: z.int(),
      differing: z.int(),
      /** Names of the cohorts that both are in. */
      bothIn: z.array(z.string()),
    }),
  }),
  /**
   * Makes the other person a part of the first: what was written about her counts there from now on. The facts in
   * `take` are copied over what the first has. One act, which undo takes back whole.
   */
  mergePeople: command({
    may: 'roster.edit',
    input: two.extend({ take: z.array(z.enum(learnerFacts)).max(learnerFacts.length) }),
    output: nothing,
    touches: afterMerge,
  }),
  /** Says that a row was merged by mistake; what was written about her counts for herself again. */
  separate: command({
    may: 'roster.edit',
    input: z.object({ learnerId: id }),
    output: nothing,
    touches: afterMerge,
  }),
  /** These two only look alike: they are not listed again. */
  tellApart: command({ may: 'roster.edit', input: two, output: nothing, touches: ['roster'] }),
};
