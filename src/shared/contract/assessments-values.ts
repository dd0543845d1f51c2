import { z } from 'zod';
import { assessmentKinds } from '../rules/assessments.ts';
import { attemptPolicies, gradeStates } from '../rules/grade.ts';
import { figureNames } from '../rules/proposals.ts';
import { date, id, line, text, time } from './values.ts';

/** What a thing is called, by language; a room asks for at least one where it needs a name. */
export const wording = (most: number) => {
  const one = line(most).optional();
  return z.object({ en: one, uk: one, bg: one, ar: one });
};
/** The same in several lines. */
const prose = (most: number) => {
  const one = text(most).optional();
  return z.object({ en: one, uk: one, bg: one, ar: one });
};

/** Id of a part of a rubric or scheme: stays the same through all versions. */
export const partId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);
export const percent = z.number().min(0).max(100);
const points = z.number().min(0).max(1000);
const count = z.int().min(0);

export const choice = z.union([z.object({ level: partId }), z.object({ points })]);
const level = z.object({ id: partId, title: wording(80), description: prose(600), points });
const criterion = z.object({
  id: partId,
  title: wording(120),
  description: prose(600),
  weight: z.number().min(0.1).max(100),
  levels: z.array(level).max(9),
  most: points.nullable(),
  proposal: z
    .object({
      figure: z.enum(figureNames),
      bands: z.array(z.object({ at: z.number().min(0).max(10_000), choice })).max(12),
    })
    .nullable(),
});
/** See `src/shared/rules/rubric.ts`, which also says what is wrong with one. */
export const rubricContent = z.object({
  title: wording(120),
  kind: z.enum(['levels', 'guide']),
  criteria: z.array(criterion).max(30),
});
export type RubricContent = z.infer<typeof rubricContent>;

const scaleLevels = z
  .array(z.object({ id: line(40), title: wording(60), from: z.int().min(0).max(99) }))
  .max(15);
/** See `src/shared/rules/scales.ts`. */
export const scale = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('points'), outOf: z.number().min(1).max(1000) }),
  z.object({ kind: z.literal('percent') }),
  z.object({ kind: z.literal('letters'), levels: scaleLevels }),
  z.object({ kind: z.literal('levels'), levels: scaleLevels }),
  z.object({ kind: z.literal('pass'), from: z.int().min(0).max(100) }),
]);
export const entered = z.union([
  z.object({ points }),
  z.object({ level: line(40) }),
  z.object({ passed: z.boolean() }),
]);
export const shown = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('points'), points: z.number(), outOf: z.number() }),
  z.object({ kind: z.literal('percent'), percent }),
  z.object({ kind: z.literal('level'), id: z.string(), title: wording(60) }),
  z.object({ kind: z.literal('pass'), passed: z.boolean() }),
]);

/** See `src/shared/rules/late-work.ts`. */
export const due = z.object({
  on: date,
  at: time.nullable(),
  late: z.object({ perDay: percent, floor: percent, graceMinutes: z.int().min(0).max(20_160) }).nullable(),
});
export const attemptRule = z.object({
  /** How many a learner has; null for as many as she likes. */
  most: z.int().min(1).max(20).nullable(),
  counts: z.enum(attemptPolicies),
});

/** What a person says about an assessment. */
export const assessmentFields = z.object({
  title: wording(120),
  kind: z.enum(assessmentKinds),
  /** The module that it closes. */
  module: wording(120).nullable(),
  note: text(1000),
  /** One of the categories of the cohort's scheme; without one it is out of the final grade. */
  categoryId: partId.nullable(),
  /** Within its category. */
  weight: z.number().min(0.1).max(100),
  scale,
  due: due.nullable(),
  attempts: attemptRule,
});

export const scheme = z.object({
  categories: z
    .array(
      z.object({
        id: partId,
        name: wording(80),
        weight: z.number().min(0).max(1000),
        dropLowest: z.int().min(0).max(20),
      }),
    )
    .max(20),
  /** What the final grade is told in. */
  scale,
});
export type Scheme = z.infer<typeof scheme>;

export const rubricUse = z.object({
  rubricId: id,
  versionId: id,
  title: wording(120),
  /** 1, 2 … in the order in which they were made. */
  number: z.int(),
  /** The newest there is. */
  isNewest: z.boolean(),
});

export const assessmentView = assessmentFields.extend({
  id,
  cohortId: id,
  /** What the next learner to be graded is graded by; null for a score given by hand. */
  rubric: rubricUse.nullable(),
  order: z.number(),
});
export type AssessmentView = z.infer<typeof assessmentView>;

/** How far grading has come; who left is not counted. */
export const progress = z.object({
  learners: count,
  graded: count,
  /** Handed in or begun, and not graded. */
  waiting: count,
  /** Requests to look at a grade again that nobody has answered. */
  reviews: count,
});

/** See `src/shared/rules/grade.ts`. */
export const gradeView = z.object({
  state: z.enum(gradeStates),
  percent: percent.nullable(),
  computed: percent.nullable(),
  attempts: z.array(
    z.object({
      number: z.int(),
      given: percent.nullable(),
      daysLate: count,
      percent: percent.nullable(),
    }),
  ),
  counted: z.array(z.int()),
  /** `percent` on the scale of the assessment. */
  shown: shown.nullable(),
});
export type GradeView = z.infer<typeof gradeView>;
