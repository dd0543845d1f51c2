import { z } from 'zod';
import { partId, rubricContent, wording } from './assessments-values.ts';
import { command, query } from './define.ts';
import { id, instant, nothing, text } from './values.ts';

const touches = ['assessments'] as const;
const rubricId = id;

const version = z.object({
  id,
  number: z.int(),
  /** Null for one that came with the program. */
  madeAt: instant.nullable(),
  content: rubricContent,
  /** Somebody was graded by it: it never changes again. */
  graded: z.boolean(),
});

/** Rubrics, their versions, and the comments that were typed beside them. */
export const rubricCalls = {
  /** Rubrics of the center, and those of the program templates that are not among them. */
  rubrics: query({
    may: 'grade.see',
    input: nothing,
    output: z.object({
      rubrics: z.array(
        z.object({
          id: rubricId,
          title: wording(120),
          kind: z.enum(['levels', 'guide']),
          criteria: z.int(),
          versions: z.int(),
          /** Assessments that use it. */
          uses: z.int(),
        }),
      ),
      templates: z.array(z.object({ template: z.string(), title: wording(120), criteria: z.int() })),
    }),
  }),
  rubric: query({
    may: 'grade.see',
    input: z.object({ rubricId }),
    output: z.object({
      id: rubricId,
      /** The newest last. */
      versions: z.array(version),
      uses: z.array(
        z.object({ assessmentId: id, title: wording(120), cohortName: z.string(), versionId: id }),
      ),
    }),
  }),
  /** Throws `validation` (rubric_faulty) with a fault for each place. */
  addRubric: command({
    may: 'assessment.plan',
    input: z.object({ content: rubricContent }),
    output: z.object({ rubricId, versionId: id }),
    touches,
  }),
  /** A rubric of the program templates; taken once more it is the same one. */
  takeRubric: command({
    may: 'assessment.plan',
    input: z.object({ template: z.string().max(60) }),
    output: z.object({ rubricId, versionId: id }),
    touches,
  }),
  copyRubric: command({
    may: 'assessment.plan',
    input: z.object({ rubricId, title: wording(120) }),
    output: z.object({ rubricId, versionId: id }),
    touches,
  }),
  /**
   * Changes the newest version; once somebody was graded by it, this makes a new one. Assessments whose grading has
   * not begun go over to it, the others stay until `useVersion`.
   */
  editRubric: command({
    may: 'assessment.plan',
    input: z.object({ rubricId, content: rubricContent }),
    output: z.object({ versionId: id, isNew: z.boolean() }),
    touches,
  }),
  /** Refused with `conflict` (rubric_in_use) while an assessment has it. */
  removeRubric: command({
    may: 'assessment.plan',
    input: z.object({ rubricId }),
    output: nothing,
    touches,
  }),
  /** Whoever is not graded yet is graded by this version from now on. */
  useVersion: command({
    may: 'assessment.plan',
    input: z.object({ assessmentId: id, versionId: id }),
    output: nothing,
    touches,
  }),
  /**
   * Takes graded learners over to a version: choices that it knows stay, others are blank again. A person's decision,
   * one act.
   */
  moveToVersion: command({
    may: 'grade.give',
    input: z.object({ assessmentId: id, versionId: id, learnerIds: z.array(id).min(1).max(500) }),
    output: z.object({ moved: z.int() }),
    touches,
  }),
  /** Comments of a criterion (null: of the work as a whole), the most used first. */
  bank: query({
    may: 'grade.see',
    input: z.object({ rubricId, criterionId: partId.nullable() }),
    output: z.object({
      comments: z.array(z.object({ text: z.string(), used: z.int(), kept: z.boolean() })),
    }),
  }),
  /** Puts a comment into the bank by hand: it stays there also while nobody has it. */
  keepComment: command({
    may: 'grade.give',
    input: z.object({ rubricId, criterionId: partId.nullable(), text: text(1000).min(1) }),
    output: nothing,
    touches,
  }),
  /** The bank offers it no more; comments that say it stay. */
  dropComment: command({
    may: 'grade.give',
    input: z.object({ rubricId, criterionId: partId.nullable(), text: text(1000).min(1) }),
    output: nothing,
    touches,
  }),
};
