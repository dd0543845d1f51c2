import { z } from 'zod';
import { action, query } from './define.ts';
import { id, nothing } from './values.ts';

/** What only the sample center has: a practice project to be tried. */
export const exampleCalls = {
  /** Its assessment; null in a real center. */
  example: query({
    may: 'grade.see',
    input: nothing,
    output: z.object({ assessmentId: id.nullable() }),
  }),
  /** What its whole cohort would hand in, as one archive to save. `conflict` (not_a_sample) in a real center. */
  exampleHandIns: action({
    may: 'grade.give',
    input: nothing,
    output: z.object({ blob: z.string(), name: z.string() }),
    touches: [],
  }),
};
