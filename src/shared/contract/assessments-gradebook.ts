import { z } from 'zod';
import { reviewOutcomes } from '../rules/assessments.ts';
import { gradeStates } from '../rules/grade.ts';
import { proposal } from './assessments-desk.ts';
import {
  assessmentView,
  choice,
  entered,
  gradeView,
  partId,
  percent,
  progress,
  scheme,
  shown,
  wording,
} from './assessments-values.ts';
import { action, command, query } from './define.ts';
import { date, id, instant, language, line, nothing, text } from './values.ts';

const touches = ['assessments'] as const;
const count = z.int().min(0);
const ids = z.array(id);

/** See `src/shared/rules/final-grade.ts`: sum of weight x percent over `parts`, divided by `weightSum`. */
const finalGrade = z.object({
  percent: percent.nullable(),
  shown: shown.nullable(),
  parts: z.array(z.object({ categoryId: partId, weight: z.number(), percent })),
  weightSum: z.number(),
  categories: z.array(
    z.object({
      categoryId: partId,
      weight: z.number(),
      percent: percent.nullable(),
      counted: ids,
      dropped: ids,
      notGraded: ids,
      excused: ids,
    }),
  ),
  notGraded: count,
});

const review = z.object({
  id,
  assessmentId: id,
  title: wording(120),
  cohortId: id,
  cohortName: z.string(),
  learnerId: id,
  name: z.string(),
  on: date,
  words: z.string(),
  answer: z.object({ outcome: z.enum(reviewOutcomes), text: z.string(), on: date }).nullable(),
});

/** What one change of a grade said. */
const saying = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('choice'), choice, beside: proposal.nullable() }),
  z.object({ kind: z.literal('score'), score: entered, why: z.string().nullable() }),
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('day'), on: date.nullable(), text: z.string().nullable() }),
  z.object({ kind: z.literal('outcome'), outcome: z.enum(reviewOutcomes), text: z.string(), on: date }),
  z.object({ kind: z.literal('at'), at: instant }),
  z.object({ kind: z.literal('files'), names: z.array(z.string()) }),
  z.object({ kind: z.literal('figures'), figures: z.record(z.string(), z.number()) }),
  z.object({ kind: z.literal('version'), number: z.int().nullable() }),
]);
export type GradeSaying = z.infer<typeof saying>;

const historyEntry = z.object({
  at: instant,
  by: z.string().nullable(),
  device: z.string(),
  /** Written on this laptop. */
  here: z.boolean(),
  command: z.string(),
  /** It took another act back. */
  undo: z.boolean(),
  what: z.enum([
    'choice',
    'criterion_comment',
    'score',
    'comment',
    'override',
    'excused',
    'asked_again',
    'released',
    'handed_in',
    'files',
    'figures',
    'rubric',
    'review_request',
    'review_answer',
  ]),
  attempt: z.int().nullable(),
  criterionId: partId.nullable(),
  /** The criterion as its rubric calls it. */
  criterion: wording(120).nullable(),
  /** What it replaced: nothing at first, several where a conflict was settled. */
  from: z.array(saying.nullable()),
  to: saying.nullable(),
  why: z.string().nullable(),
});
export type GradeHistoryEntry = z.infer<typeof historyEntry>;

const heldGrade = z.object({
  assessmentId: id,
  title: wording(120),
  cohortName: z.string(),
  state: z.enum(gradeStates),
  percent: percent.nullable(),
  shown: shown.nullable(),
  /** Days on which her attempts came in. */
  handedIn: z.array(date),
  files: z.array(z.string()),
  comments: z.array(z.string()),
  /** Why a person decided otherwise, excused her or asked again. */
  reasons: z.array(z.string()),
  requests: z.array(z.object({ on: date, words: z.string(), answer: z.string().nullable() })),
});
export type HeldGrade = z.infer<typeof heldGrade>;

/** What the grades of a cohort come to, and what is said to learners. */
export const gradebookCalls = {
  /** Learners by assessments, with the final grades and how they come about. */
  gradebook: query({
    may: 'grade.see',
    input: z.object({ cohortId: id }),
    output: z.object({
      today: date,
      cohort: z.object({ id, name: z.string(), programName: z.record(z.string(), z.string()).nullable() }),
      scheme,
      assessments: z.array(assessmentView.extend({ progress })),
      learners: z.array(
        z.object({
          learnerId: id,
          name: z.string(),
          shortName: z.string(),
          readOnly: z.boolean(),
          /** One for each of `assessments`, in their order. */
          grades: z.array(
            z.object({
              state: z.enum(gradeStates),
              percent: percent.nullable(),
              shown: shown.nullable(),
              /** Days that the newest attempt was late. */
              daysLate: count,
              contested: z.boolean(),
              released: z.boolean(),
              review: z.boolean(),
            }),
          ),
          final: finalGrade,
        }),
      ),
    }),
  }),
  /** The gradebook as a file. Words come from the screen's language. */
  exportGradebook: action({
    may: 'grade.see',
    input: z.object({
      cohortId: id,
      format: z.enum(['csv', 'xlsx']),
      fileName: line(120),
      language,
      labels: z.object({
        name: line(80),
        final: line(80),
        finalPercent: line(80),
        formula: line(80),
        notGraded: line(80),
        excused: line(80),
        passed: line(80),
        notYet: line(80),
        left: line(80),
      }),
    }),
    output: z.object({ token: z.string(), fileName: z.string(), rows: z.int() }),
    touches: [],
  }),
  /** What a learner is told about her work, in her language where Rollbook speaks it, else in the center's. */
  feedback: query({
    may: 'grade.see',
    input: z.object({ assessmentId: id, learnerId: id }),
    output: z.object({
      language,
      centerName: z.string(),
      cohortName: z.string(),
      learnerName: z.string(),
      title: z.string(),
      module: z.string().nullable(),
      grade: gradeView,
      /** The attempt that this is about: the one that counts, else the newest. */
      attempt: z.object({ id, number: z.int(), handedInOn: date.nullable(), daysLate: count }),
      late: z.object({ perDay: percent, floor: percent }).nullable(),
      points: z.object({ given: z.number(), most: z.number() }).nullable(),
      criteria: z.array(
        z.object({
          criterionId: partId,
          title: z.string(),
          description: z.string(),
          level: z.object({ title: z.string(), description: z.string() }).nullable(),
          /** What the next higher level asks for: how to get better. */
          next: z.object({ title: z.string(), description: z.string() }).nullable(),
          points: z.number().nullable(),
          most: z.number(),
          /** With the placeholders filled in. */
          comment: z.string().nullable(),
        }),
      ),
      comment: z.string().nullable(),
      /** The reason of a grade that a person decided. */
      override: z.string().nullable(),
      excused: z.boolean(),
      askedAgain: z.object({ until: date.nullable(), note: z.string() }).nullable(),
      released: z.boolean(),
    }),
  }),
  /** Who graded what, when, from what to what, why and where, newest first. */
  gradeHistory: query({
    may: 'grade.see',
    input: z.object({ assessmentId: id, learnerId: id }),
    output: z.object({ entries: z.array(historyEntry) }),
  }),
  /** All that grading holds about a learner, for the sheet that she can be given. */
  heldAbout: query({
    may: 'grade.see',
    input: z.object({ learnerId: id }),
    output: z.object({ grades: z.array(heldGrade) }),
  }),
  /** Requests to look at a grade again, those without an answer first; of one cohort or of all. */
  reviews: query({
    may: 'grade.see',
    input: z.object({ cohortId: id.nullable(), answered: z.boolean().default(true) }),
    output: z.object({ reviews: z.array(review) }),
  }),
  askReview: command({
    may: 'grade.give',
    input: z.object({ assessmentId: id, learnerId: id, on: date, words: text(1000).min(1) }),
    output: z.object({ id }),
    touches,
  }),
  answerReview: command({
    may: 'grade.give',
    input: z.object({
      id,
      answer: z.object({ outcome: z.enum(reviewOutcomes), text: text(1000), on: date }).nullable(),
    }),
    output: nothing,
    touches,
  }),
  removeReview: command({ may: 'grade.give', input: z.object({ id }), output: nothing, touches }),
};
