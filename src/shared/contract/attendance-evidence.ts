import { z } from 'zod';
import { pictureTypes, traces } from '../rules/pictures.ts';
import { action, command, query } from './define.ts';
import { id, instant, nothing } from './values.ts';

const token = z.string().max(100);
const facts = z.object({
  type: z.enum(pictureTypes),
  bytes: z.int(),
  width: z.int(),
  height: z.int(),
  /** What was taken out as it came in. */
  stripped: z.array(z.enum(traces)),
});

const sheet = facts.extend({ id });
export type Sheet = z.infer<typeof sheet>;

/** Pictures of the paper that a roll was kept on. */
export const evidence = {
  /** Strips and stores a picture that was handed over; nothing speaks of it until `addEvidence` does. */
  readPicture: action({
    may: 'roll.take',
    input: z.object({ sessionId: id, file: token }),
    output: facts.extend({ picture: token }),
    touches: [],
  }),
  addEvidence: command({
    may: 'roll.take',
    input: z.object({ sessionId: id, picture: token }),
    output: z.object({ id }),
    touches: ['attendance'],
  }),
  evidence: query({
    may: 'roll.see',
    input: z.object({ sessionId: id }),
    output: z.object({
      sheets: z.array(sheet),
      /** Who put in and took away what, newest first. */
      past: z.array(
        z.object({
          id,
          at: instant,
          by: z.string().nullable(),
          device: z.string(),
          here: z.boolean(),
          command: z.string(),
          kept: z.boolean(),
        }),
      ),
    }),
  }),
  /** A picture to look at, as a blob. */
  openEvidence: action({
    may: 'roll.see',
    input: z.object({ sessionId: id, id }),
    output: z.object({ blob: token }),
    touches: [],
  }),
  removeEvidence: command({
    may: 'roll.take',
    input: z.object({ sessionId: id, id }),
    output: nothing,
    touches: ['attendance'],
  }),
};
