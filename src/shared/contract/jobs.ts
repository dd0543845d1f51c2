import { z } from 'zod';
import { errorCodes } from '../result.ts';
import { action, query } from './define.ts';
import { nothing } from './values.ts';

const jobId = z.string().max(100);

/** Long work, started by some room's call and watched here; its result is asked for by its room. */
export const jobs = {
  get: query({
    may: 'desk.use',
    input: z.object({ jobId }),
    output: z.object({
      id: z.string(),
      state: z.enum(['running', 'done', 'failed', 'cancelled']),
      /** Steps done and in all; null while unknown. */
      done: z.int(),
      total: z.int().nullable(),
      failure: z
        .object({
          code: z.enum(errorCodes),
          reason: z.string().optional(),
          params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
          fields: z.record(z.string(), z.string()).optional(),
          incident: z.string().optional(),
        })
        .optional(),
    }),
  }),
  cancel: action({ may: 'desk.use', input: z.object({ jobId }), output: nothing, touches: [] }),
};
