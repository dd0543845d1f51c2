import { z } from 'zod';
import { handInSources } from '../rules/assessments.ts';
import { figureNames } from '../rules/proposals.ts';
import {
  assessmentView,
  choice,
  entered,
  gradeView,
  partId,
  progress,
  rubricContent,
} from './assessments-values.ts';
import { action, command, query } from './define.ts';
import { date, id, instant, line, text, time } from './values.ts';

const touches = ['assessments'] as const;

export const proposal = z.object({ choice, figure: z.enum(figureNames), value: z.number() });

const criterionView = z.object({
  criterionId: partId,
  choice: choice.nullable(),
  /** What was proposed when the choice was made. */
  beside: proposal.nullable(),
  /** What the figures of the file propose now. */
  proposal: proposal.nullable(),
  /** As it was typed, placeholders in braces. */
  comment: z.string().nullable(),
  /** Two laptops say different things: choosing again decides. */
  contested: z.boolean(),
});

const handedIn = z.object({
  on: date,
  at: time.nullable(),
  source: z.enum(handInSources),
  note: z.string().nullable(),
});

const attempt = z.object({
  id,
  number: z.int(),
  /** Null for the first attempt of somebody of whom nothing came in; she can be graded all the same. */
  handedIn: handedIn.nullable(),
  files: z.array(z.object({ name: z.string(), bytes: z.int(), type: z.string() })),
  /** Measured by the annotation engine: name of a figure to its value. */
  figures: z.record(z.string(), z.number()).nullable(),
  /** The rubric that it is graded by: one of `rubrics`. */
  versionId: id.nullable(),
  /** In the order of the rubric. */
  criteria: z.array(criterionView),
  /** Points so far and of all criteria, weighted; null without a rubric. */
  points: z.object({ given: z.number(), most: z.number(), graded: z.int() }).nullable(),
  /** Given by hand, without a rubric. */
  score: entered.nullable(),
  /** About the work as a whole, as it was typed. */
  comment: z.string().nullable(),
});

export const deskLearner = z.object({
  learnerId: id,
  name: z.string(),
  shortName: z.string(),
  /** She left the cohort: all stays to be read, nothing can be changed. */
  readOnly: z.boolean(),
  grade: gradeView,
  /** The newest last; never empty. */
  attempts: z.array(attempt),
  override: z.object({ score: entered, why: z.string() }).nullable(),
  excused: z.object({ why: z.string() }).nullable(),
  /** Asked to hand in again; `open` until a newer attempt is here. */
  askedAgain: z.object({ until: date.nullable(), note: z.string(), open: z.boolean() }).nullable(),
  released: z.object({ at: instant }).nullable(),
  /** Her request to look at the grade again that nobody has answered. */
  review: z.object({ id, on: date, words: z.string() }).nullable(),
  contested: z.boolean(),
});
export type DeskLearner = z.infer<typeof deskLearner>;

const work = z.object({ assessmentId: id, learnerId: id });
const ofAttempt = work.extend({ attemptId: id });
/** The learner as the desk shows her from now on. */
const after = z.object({ learner: deskLearner });
const why = text(500).min(1);

/** The grading desk. Each key is one command, one act, and on disk before it is answered. */
export const deskCalls = {
  desk: query({
    may: 'grade.see',
    input: z.object({ assessmentId: id }),
    output: z.object({
      today: date,
      cohort: z.object({ id, name: z.string() }),
      assessment: assessmentView,
      /** Every version that one of the learners is graded by, and the one for the next. */
      rubrics: z.array(z.object({ versionId: id, number: z.int(), content: rubricContent })),
      /** By name in the center's language; who left comes last. */
      learners: z.array(deskLearner),
      progress,
    }),
  }),
  /**
   * Chooses for one criterion, null for nothing. The proposal of that moment is kept beside it. Refused with
   * `conflict` (learner_left), `not_found` (criterion_not_found), `validation` (choice_unknown).
   */
  grade: command({
    may: 'grade.give',
    input: ofAttempt.extend({ criterionId: partId, choice: choice.nullable() }),
    output: after,
    touches,
  }),
  /** Takes the proposals for whatever is not chosen yet; what a person chose stays. */
  acceptProposals: command({ may: 'grade.give', input: ofAttempt, output: after, touches }),
  /**
   * About one criterion, or about the work as a whole (null); an empty text takes it away. What is stored while somebody
   * types on (`goesOn`) is one act with what was stored before.
   */
  comment: command({
    may: 'grade.give',
    input: ofAttempt.extend({
      criterionId: partId.nullable(),
      text: text(2000),
      goesOn: z.boolean().default(false),
    }),
    output: after,
    touches,
  }),
  /** For assessments without a rubric. `validation` (score_off_scale) for what the scale does not know. */
  score: command({
    may: 'grade.give',
    input: ofAttempt.extend({ score: entered.nullable() }),
    output: after,
    touches,
  }),
  /** A decision in place of what is computed; null takes it back. */
  override: command({
    may: 'grade.give',
    input: work.extend({ override: z.object({ score: entered, why }).nullable() }),
    output: after,
    touches,
  }),
  /** Out of the count, with a reason; null counts her again. */
  excuse: command({
    may: 'grade.give',
    input: work.extend({ why: why.nullable() }),
    output: after,
    touches,
  }),
  askAgain: command({
    may: 'grade.give',
    input: work.extend({ ask: z.object({ until: date.nullable(), note: text(1000) }).nullable() }),
    output: after,
    touches,
  }),
  /** The grades are the learners' to know, or are taken back from it. Only settled ones are released. */
  release: command({
    may: 'grade.give',
    input: z.object({ assessmentId: id, learnerIds: z.array(id).min(1).max(500), released: z.boolean() }),
    output: z.object({ changed: z.int() }),
    touches,
  }),
  /** Something came in: her next attempt. `conflict` (attempts_used) beyond those she has, unless she was asked again. */
  handIn: command({
    may: 'grade.give',
    input: work.extend({
      on: date,
      at: time.nullable(),
      source: z.enum(handInSources),
      note: line(300).nullable(),
    }),
    output: after.extend({ attemptId: id }),
    touches,
  }),
  editHandIn: command({
    may: 'grade.give',
    input: ofAttempt.extend({
      on: date,
      at: time.nullable(),
      source: z.enum(handInSources),
      note: line(300).nullable(),
    }),
    output: after,
    touches,
  }),
  /** It was a mistake. `conflict` (attempt_graded) once something of it is graded. */
  removeHandIn: command({ may: 'grade.give', input: ofAttempt, output: after, touches }),
  /** One of the files of an attempt, by its place in the list. */
  openFile: action({
    may: 'grade.see',
    input: ofAttempt.extend({ file: z.int().min(0).max(10_000) }),
    output: z.object({ blob: z.string(), name: z.string(), type: z.string() }),
    touches: [],
  }),
};
