import { z } from 'zod';
import { markValue, status } from './attendance.ts';
import { action, command, query } from './define.ts';
import { sessionView } from './session-values.ts';
import { id, instant, language, line } from './values.ts';

/** One print of a roll. */
const print = z.object({
  id,
  /** Four signs; on the paper with the page behind them, `K7Q4-2`. */
  code: z.string(),
  language,
  at: instant,
  /** Rows with a name. */
  rows: z.int(),
  extraRows: z.int(),
});
export type Print = z.infer<typeof print>;

const row = z.object({
  /** On the paper, from 1; null for who came onto the roll after it was printed. */
  number: z.int().nullable(),
  learnerId: id,
  name: z.string(),
  mark: markValue.nullable(),
  /** Excused beforehand for this date. */
  excused: z.boolean(),
  /** False for who stands on the paper and is not on the roll any more. */
  onRoll: z.boolean(),
});
export type PaperRow = z.infer<typeof row>;

export const mostExtraRows = 20;
const mostRows = 2000;

/** Rolls on paper: printed before class, typed in afterwards. */
export const paper = {
  /** Classes of a cohort in the next two weeks whose rolls may be printed ahead. */
  paperSessions: query({
    may: 'roster.see',
    input: z.object({ cohortId: id }),
    output: z.object({ cohortName: z.string(), sessions: z.array(sessionView) }),
  }),
  /**
   * Notes who stands in which row of the sheet that is going to be printed. A sheet that was printed before with the
   * same rows keeps its code. Not undone: the paper is there.
   */
  printPaper: action({
    may: 'roll.take',
    input: z.object({ sessionId: id, language, extraRows: z.int().min(0).max(mostExtraRows) }),
    output: z.object({ print, learners: z.array(z.object({ learnerId: id, name: z.string() })) }),
    touches: ['attendance'],
  }),
  /** Sheets with this code: more than one only where two laptops chose the same. */
  findPaper: query({
    may: 'roll.take',
    input: z.object({ code: line(20) }),
    output: z.object({ found: z.array(z.object({ print, session: sessionView })) }),
  }),
  /**
   * The rows of a sheet as they were printed, whoever came or went since. Without `printId` those of the only print;
   * where there is none, or several to choose from, `print` is null and the rows are those of the roll now.
   */
  paper: query({
    may: 'roll.take',
    input: z.object({ sessionId: id, printId: id.nullable() }),
    output: z.object({
      session: sessionView,
      statuses: z.array(status),
      print: print.nullable(),
      prints: z.array(print),
      rows: z.array(row),
    }),
  }),
  /** One act: exceptions, the rest if it was so, who was written in by hand; a class of which nothing was said was held. */
  enterPaper: command({
    may: 'roll.take',
    input: z.object({
      sessionId: id,
      printId: id.nullable(),
      marks: z.array(z.object({ learnerId: id, mark: markValue })).max(mostRows),
      /** Whoever else stands on the sheet and has no mark was present, or excused if that was known beforehand. */
      restPresent: z.boolean(),
      written: z
        .array(
          z.object({ learner: z.union([z.object({ id }), z.object({ name: line(120) })]), mark: markValue }),
        )
        .max(mostExtraRows),
      why: line(200).optional(),
    }),
    output: z.object({ marks: z.int() }),
    touches: ['attendance', 'sessions', 'roster'],
  }),
};
