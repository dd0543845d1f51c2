import { z } from 'zod';
import { reasonCodes, sessionKinds } from '../rules/statuses.ts';
import { evidence } from './attendance-evidence.ts';
import { command, query } from './define.ts';
import { sessionView } from './session-values.ts';
import { date, id, instant, line, nothing, text, time } from './values.ts';

export const markValue = z.object({
  status: z.string().max(40),
  /** Whole minutes, for statuses that count in part. */
  minutesMissed: z.int().min(0).max(1440).optional(),
  reason: z.enum(reasonCodes).optional(),
  note: text(500).optional(),
});
export type Mark = z.infer<typeof markValue>;

/** One of a program's status set. */
export const status = z.object({
  code: z.string().max(40),
  key: z.string().max(20),
  countsAs: z.enum(['present', 'part', 'absent', 'excused']),
  color: z.enum(['present', 'late', 'absent', 'excused', 'remote']),
  missing: z.enum(['start', 'end']).optional(),
  label: z.record(z.string().max(10), z.string().max(60)).optional(),
  hidden: z.boolean().optional(),
});

const row = z.object({
  learnerId: id,
  name: z.string(),
  shortName: z.string(),
  mark: markValue.nullable(),
  /** Excused beforehand for this date: fills the row until somebody marks it. */
  excuse: z.object({ id, reason: z.enum(reasonCodes).nullable(), note: z.string().nullable() }).nullable(),
  walkIn: z.boolean(),
  /** Status codes of the last five sessions of the cohort, oldest first; null is not recorded. */
  lastFive: z.array(z.string().nullable()).max(5),
  /** Two values stand side by side until a person decides. */
  conflict: z.boolean(),
});
export type RollRow = z.infer<typeof row>;

const why = line(200).optional();

const excuseView = z.object({
  id,
  from: date,
  to: date,
  reason: z.enum(reasonCodes).nullable(),
  note: z.string().nullable(),
});

const held = z.object({
  /** Each mark, the earliest first; `status` is null for one that the program does not know any more. */
  marks: z.array(
    z.object({
      date,
      title: z.string(),
      kind: z.enum(sessionKinds),
      cohortName: z.string(),
      mark: markValue,
      status: status.nullable(),
    }),
  ),
  walkIns: z.array(date),
  excuses: z.array(excuseView),
  /** What was noted after talking with her. */
  checkIns: z.array(z.object({ on: date, text: z.string(), cohortName: z.string() })),
  /** Dates of paper rolls with her row of which a picture is kept. */
  pictures: z.array(date),
});
export type Held = z.infer<typeof held>;

const excuseDays = z.object({
  from: date,
  to: date,
  reason: z.enum(reasonCodes).nullable(),
  note: text(500).nullable(),
});

const markHistoryEntry = z.object({
  at: instant,
  by: z.string().nullable(),
  device: z.string(),
  seq: z.int(),
  here: z.boolean(),
  command: z.string(),
  /** What it replaced: nothing at first, several where a conflict was settled. */
  from: z.array(markValue.nullable()),
  mark: markValue.nullable(),
  why: z.string().nullable(),
});
export type MarkHistoryEntry = z.infer<typeof markHistoryEntry>;

/** One of several values that stand side by side; `device` and `seq` name it. */
const record = z.object({
  device: z.string(),
  seq: z.int(),
  at: instant,
  by: z.string().nullable(),
  deviceName: z.string(),
  here: z.boolean(),
  /** Null where the mark was taken away. */
  mark: markValue.nullable(),
});

const conflict = z.object({
  sessionId: id,
  title: z.string(),
  kind: z.enum(sessionKinds),
  date,
  startsAt: time,
  cohortId: id,
  cohortName: z.string(),
  closed: z.boolean(),
  statuses: z.array(status),
  learnerId: id,
  name: z.string(),
  records: z.array(record).min(2),
});
export type MarkConflictView = z.infer<typeof conflict>;

export const attendance = {
  ...evidence,
  roll: query({
    may: 'roll.see',
    input: z.object({ sessionId: id }),
    output: z.object({
      session: sessionView,
      statuses: z.array(status),
      rows: z.array(row),
      /** Another laptop took this class off the plan; it stays because somebody is marked in it. */
      removed: z.object({ by: z.string().nullable(), at: instant }).nullable(),
    }),
  }),
  mark: command({
    may: 'roll.take',
    input: z.object({ sessionId: id, learnerId: id, mark: markValue.nullable(), why }),
    output: z.object({ mark: markValue.nullable() }),
    touches: ['attendance'],
  }),
  /** "Rest present": blanks become present, those excused ahead excused; no mark that exists is touched. */
  fillBlanks: command({
    may: 'roll.take',
    input: z.object({ sessionId: id, why }),
    output: z.object({ filled: z.array(z.object({ learnerId: id, mark: markValue })) }),
    touches: ['attendance'],
  }),
  close: command({
    may: 'roll.close',
    input: z.object({ sessionId: id }),
    output: nothing,
    touches: ['attendance', 'sessions'],
  }),
  reopen: command({
    may: 'roll.close',
    input: z.object({ sessionId: id, why: line(200) }),
    output: nothing,
    touches: ['attendance', 'sessions'],
  }),
  /** Every value the mark ever had, newest first. */
  history: query({
    may: 'roll.see',
    input: z.object({ sessionId: id, learnerId: id }),
    output: z.object({
      entries: z.array(markHistoryEntry),
    }),
  }),
  /** Marks with two values that nobody has decided between: of a session, a cohort, or all. */
  conflicts: query({
    may: 'roll.see',
    input: z.object({
      sessionId: id.nullable().default(null),
      cohortId: id.nullable().default(null),
    }),
    output: z.object({ conflicts: z.array(conflict) }),
  }),
  /** Says which of the records is right: it replaces the others. */
  resolve: command({
    may: 'roll.take',
    input: z.object({ sessionId: id, learnerId: id, device: z.string().max(100), seq: z.int().min(1), why }),
    output: z.object({ mark: markValue.nullable() }),
    touches: ['attendance'],
  }),
  addWalkIn: command({
    may: 'learner.addWalkIn',
    input: z.object({ sessionId: id, learner: z.union([z.object({ id }), z.object({ name: line(120) })]) }),
    output: z.object({ learnerId: id }),
    touches: ['attendance', 'roster'],
  }),
  removeWalkIn: command({
    may: 'learner.addWalkIn',
    input: z.object({ sessionId: id, learnerId: id }),
    output: nothing,
    touches: ['attendance'],
  }),
  excuses: query({
    may: 'roster.see',
    input: z.object({ learnerId: id }),
    output: z.object({
      excuses: z.array(excuseView),
    }),
  }),
  /** All that attendance holds about a learner, for the sheet that she can be given. */
  heldAbout: query({ may: 'roster.see', input: z.object({ learnerId: id }), output: held }),
  /** For one learner or several at once, in one act; ids are in the order of the learners. */
  addExcuse: command({
    may: 'roster.edit',
    input: excuseDays.extend({ learnerIds: z.array(id).min(1).max(200) }),
    output: z.object({ ids: z.array(id) }),
    touches: ['attendance', 'roster'],
  }),
  editExcuse: command({
    may: 'roster.edit',
    input: excuseDays.extend({ id }),
    output: nothing,
    touches: ['attendance', 'roster'],
  }),
  /** Marks that were made from it stay as they are. */
  removeExcuse: command({
    may: 'roster.edit',
    input: z.object({ id }),
    output: nothing,
    touches: ['attendance', 'roster'],
  }),
};
