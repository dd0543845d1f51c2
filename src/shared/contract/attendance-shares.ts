import { z } from 'zod';
import { query } from './define.ts';
import { date, id } from './values.ts';

/** What Today draws of a cohort. */
export const shareCalls = {
  /** Attendance of the last classes of a cohort: minutes credited of those that count, percent; oldest first. */
  shares: query({
    may: 'register.see',
    input: z.object({ cohortId: id }),
    output: z.object({
      classes: z.array(z.object({ sessionId: id, date, title: z.string(), percent: z.int() })).max(24),
    }),
  }),
};
