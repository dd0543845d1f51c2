import { z } from 'zod';

/**
 * What the driven program said on its standard output, a JSON line each, written before the next step begins:
 * `begin` just before an act is asked for, `done` once it was acknowledged.
 */
const effect = z.object({
  /** Changes that the act writes into the log, in order: command and number of cells; null where that is not known. */
  acts: z.array(z.tuple([z.string(), z.int().nullable()])).default([]),
  /** How many learners there are afterwards; null where it changes nothing. */
  learners: z.int().nullable().default(null),
  /** Session, learner, and the mark as JSON (null: none). */
  marks: z.array(z.tuple([z.string(), z.string(), z.string().nullable()])).default([]),
  /** Whole rolls as the screen shows them: after an undo or redo, and of a session that is new, open or closed. */
  rolls: z
    .array(
      z.object({
        sessionId: z.string(),
        open: z.boolean(),
        marks: z.array(z.tuple([z.string(), z.string()])),
      }),
    )
    .default([]),
  /** Name of what planning, merging and paper leave behind, see stand.ts; null where that is not known or not touched. */
  stand: z.string().nullable().default(null),
  /** How many of each of those there are afterwards, also where not all about them is known. */
  counts: z.record(z.string(), z.int()).nullable().default(null),
  screen: z.string().nullable().default(null),
  passphrase: z.string().nullable().default(null),
  /** Path of a backup that was made. */
  backup: z.string().nullable().default(null),
  /** Path of the backup that was put in place. */
  restored: z.string().nullable().default(null),
  /** Migrations that only the test knows brought the database up to this version. */
  version: z.int().nullable().default(null),
  /** The database is at this version of the program's own migrations. */
  schema: z.int().nullable().default(null),
  center: z.boolean().default(false),
  /** The database is closed, or may be at some time, while this goes on. */
  closes: z.boolean().default(false),
  /** The database is closed afterwards. */
  leavesClosed: z.boolean().default(false),
});
export type Effect = z.input<typeof effect>;
export type KnownEffect = z.output<typeof effect>;

const line = z.discriminatedUnion('at', [
  z.object({ at: z.literal('ready') }),
  z.object({ at: z.literal('begin'), name: z.string(), effect }),
  z.object({ at: z.literal('done'), name: z.string(), effect }),
  z.object({ at: z.literal('failed'), name: z.string(), reason: z.string() }),
]);
export type JournalLine = z.output<typeof line>;
export type WrittenLine = z.input<typeof line>;

/** Reads what arrived, without a last line that the cut left half. */
export function readJournal(text: string): JournalLine[] {
  return text
    .split('\n')
    .slice(0, -1)
    .map((one) => line.parse(JSON.parse(one)));
}
