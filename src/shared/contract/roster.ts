import { z } from 'zod';
import { command, query } from './define.ts';
import { date, id, line, nothing } from './values.ts';

export const enrollmentStatuses = [
  'enrolled',
  'paused',
  'left',
  'transferred',
  'returned',
  'completed',
] as const;

export const roster = {
  cohorts: query({
    may: 'desk.use',
    input: nothing,
    output: z.object({
      cohorts: z.array(
        z.object({
          id,
          name: z.string(),
          programId: id.nullable(),
          programName: z.record(z.string(), z.string()).nullable(),
          startsOn: date.nullable(),
          endsOn: date.nullable(),
          learners: z.int(),
        }),
      ),
    }),
  }),
  addCohort: command({
    may: 'roster.edit',
    input: z.object({
      name: line(80),
      programId: id.nullable(),
      startsOn: date.nullable(),
      endsOn: date.nullable(),
    }),
    output: z.object({ id }),
    touches: ['roster', 'sessions'],
  }),
};
