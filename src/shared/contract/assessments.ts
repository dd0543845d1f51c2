import { z } from 'zod';
import { assessmentFields, assessmentView, progress, scheme } from './assessments-values.ts';
import { command, query } from './define.ts';
import { date, id, nothing } from './values.ts';

const touches = ['assessments'] as const;
const assessmentId = id;
const rubricId = id.nullable();

/** What a cohort is graded by: its assessments, and how they make the final grade. */
export const assessmentCalls = {
  /** Assessments of a cohort in their order, or of every cohort that is not over. */
  list: query({
    may: 'grade.see',
    input: z.object({ cohortId: id.nullable() }),
    output: z.object({
      today: date,
      cohorts: z.array(
        z.object({
          id,
          name: z.string(),
          programName: z.record(z.string(), z.string()).nullable(),
          scheme,
          /** A scheme that the cohort has chosen; else the usual one. */
          ownScheme: z.boolean(),
          /** The program has a template that the cohort has not taken over. */
          template: z.boolean(),
          assessments: z.array(assessmentView.extend({ progress })),
        }),
      ),
    }),
  }),
  /** Throws `validation` (assessment_faulty) with a fault for each field. */
  add: command({
    may: 'assessment.plan',
    input: assessmentFields.extend({ cohortId: id, rubricId }),
    output: z.object({ assessmentId }),
    touches,
  }),
  /**
   * Only what is named changes. A rubric cannot be exchanged once grading began: `conflict` (grading_began); nor a scale
   * for one that does not know what was given by hand (scale_in_use).
   */
  edit: command({
    may: 'assessment.plan',
    input: assessmentFields.partial().extend({ assessmentId, rubricId: rubricId.optional() }),
    output: nothing,
    touches,
  }),
  /** The assessments of a cohort in another order; those not named come last. */
  reorder: command({
    may: 'assessment.plan',
    input: z.object({ cohortId: id, assessmentIds: z.array(id).max(200) }),
    output: nothing,
    touches,
  }),
  /** With grades in it only if that is meant: `conflict` (assessment_graded). Undo brings all back. */
  remove: command({
    may: 'assessment.plan',
    input: z.object({ assessmentId, evenGraded: z.boolean().default(false) }),
    output: nothing,
    touches,
  }),
  /** Assessments of another cohort with the rubrics that they have now, and its scheme; dates move with the course. */
  copy: command({
    may: 'assessment.plan',
    input: z.object({ fromCohortId: id, cohortId: id, scheme: z.boolean() }),
    output: z.object({ assessmentIds: z.array(id) }),
    touches,
  }),
  /** The assessments, rubrics and scheme that the template of the cohort's program comes with. */
  useTemplate: command({
    may: 'assessment.plan',
    input: z.object({ cohortId: id }),
    output: z.object({ assessmentIds: z.array(id) }),
    touches,
  }),
  setScheme: command({
    may: 'assessment.plan',
    input: z.object({ cohortId: id, scheme }),
    output: nothing,
    touches,
  }),
};
