import { z } from 'zod';
import { fieldLength, mostFields } from '../rules/program-fields.ts';
import { sessionKinds } from '../rules/statuses.ts';
import { status } from './attendance.ts';
import { command, query } from './define.ts';
import { id, line, nothing } from './values.ts';

const oneName = line(80).optional();
/** By language; at least one of the four says something. */
export const names = z.object({ en: oneName, uk: oneName, bg: oneName, ar: oneName });
export type Names = z.infer<typeof names>;
export const programKinds = z.array(z.enum(sessionKinds)).max(sessionKinds.length);

const program = z.object({
  id,
  name: z.record(z.string(), z.string()),
  kinds: z.array(z.string()),
  /** Percent of countable held minutes that the program asks for; null where it has no rule. */
  threshold: z.int().nullable(),
  statuses: z.array(status),
  /** It has chosen a set of its own. */
  ownStatuses: z.boolean(),
  /** Codes of statuses that somebody was marked with: they can be renamed and hidden, not removed. */
  used: z.array(z.string()),
  cohorts: z.int(),
  /** What it asks of its learners beyond the common facts. */
  fields: z.array(z.string()),
});
export type ProgramView = z.infer<typeof program>;

const afterStatuses = ['programs', 'attendance', 'sessions'] as const;

export const programs = {
  list: query({
    may: 'desk.use',
    input: nothing,
    output: z.object({ programs: z.array(z.object({ id, name: z.record(z.string(), z.string()) })) }),
  }),
  get: query({ may: 'program.edit', input: z.object({ programId: id }), output: program }),
  add: command({
    may: 'program.edit',
    input: z.object({ name: names, kinds: programKinds }),
    output: z.object({ id }),
    touches: ['programs', 'roster'],
  }),
  edit: command({
    may: 'program.edit',
    input: z.object({ programId: id, name: names, kinds: programKinds }),
    output: nothing,
    touches: ['programs', 'roster', 'sessions', 'attendance', 'assessments'],
  }),
  setThreshold: command({
    may: 'program.edit',
    input: z.object({ programId: id, threshold: z.int().min(0).max(100) }),
    output: nothing,
    touches: ['programs', 'attendance'],
  }),
  /** All of them at once, in their order. What was answered to one that goes stays with the learner. */
  setFields: command({
    may: 'program.edit',
    input: z.object({ programId: id, fields: z.array(line(fieldLength)).max(mostFields) }),
    output: nothing,
    touches: ['programs', 'roster'],
  }),
  /** The whole set at once, in its order; null goes back to the default set. */
  setStatuses: command({
    may: 'program.edit',
    input: z.object({ programId: id, statuses: z.array(status).min(1).max(20).nullable() }),
    output: nothing,
    touches: afterStatuses,
  }),
};
