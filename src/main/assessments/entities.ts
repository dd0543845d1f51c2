import { z } from 'zod';
import { proposal } from '../../shared/contract/assessments-desk.ts';
import {
  assessmentFields,
  attemptRule,
  choice,
  due,
  entered,
  partId,
  rubricContent,
  scale,
  scheme,
} from '../../shared/contract/assessments-values.ts';
import { date, id, instant, time } from '../../shared/contract/values.ts';
import { handInSources, reviewOutcomes } from '../../shared/rules/assessments.ts';
import { traces } from '../../shared/rules/pictures.ts';
import { cell, entity } from '../database/entities.ts';

/** What a cohort's learners are graded in. Each cell is one thing that a person decides. */
export const assessmentEntity = entity({
  name: 'assessment',
  table: 'assessment',
  key: ['id'],
  cells: {
    profile: cell(
      1,
      assessmentFields.pick({ title: true, kind: true, module: true, note: true }).extend({ cohortId: id }),
      {
        cohort_id: ['TEXT', '$.cohortId'],
        title: ['TEXT', '$.title'],
        kind: ['TEXT', '$.kind'],
        module: ['TEXT', '$.module'],
        note: ['TEXT', '$.note'],
      },
    ),
    /** What it counts for: its part of the final grade. */
    share: cell(1, assessmentFields.pick({ categoryId: true, weight: true }), {
      category_id: ['TEXT', '$.categoryId'],
      weight: ['REAL', '$.weight'],
    }),
    scale: cell(1, scale, { scale: ['TEXT', '$'] }),
    /** The version by which whoever is not graded yet is graded. */
    rubric: cell(1, z.object({ rubricId: id, versionId: id }), {
      rubric_id: ['TEXT', '$.rubricId'],
      version_id: ['TEXT', '$.versionId'],
    }),
    due: cell(1, due, { due: ['TEXT', '$'] }),
    attempts: cell(1, attemptRule, {
      most_attempts: ['INTEGER', '$.most'],
      counts: ['TEXT', '$.counts'],
    }),
    place: cell(1, z.object({ order: z.number() }), { place: ['REAL', '$.order'] }),
    removed: cell(1, z.literal(true), { removed: ['INTEGER', '$'] }),
  },
  indexes: [
    'CREATE INDEX assessment_by_cohort ON assessment (cohort_id)',
    'CREATE INDEX assessment_by_rubric ON assessment (rubric_id) WHERE rubric_id IS NOT NULL',
  ],
});

/** How the grades of a cohort make the final one (id: cohort). */
export const gradingSchemeEntity = entity({
  name: 'grading_scheme',
  table: 'grading_scheme',
  key: ['cohort_id'],
  cells: { scheme: cell(1, scheme, { scheme: ['TEXT', '$'] }) },
});

/** A rubric; what it says is in its versions. */
export const rubricEntity = entity({
  name: 'rubric',
  table: 'rubric',
  key: ['id'],
  cells: {
    /** `template` is the rubric of a program template that it was taken from. */
    profile: cell(1, z.object({ here: z.literal(true), template: z.string().nullable() }), {
      here: ['INTEGER', '$.here'],
      template: ['TEXT', '$.template'],
    }),
  },
});

/**
 * A version of a rubric (id: rubric, version). Versions have ids, not numbers, so that what two laptops write are two
 * versions. Once somebody was graded by one, it is never written again.
 */
export const rubricVersionEntity = entity({
  name: 'rubric_version',
  table: 'rubric_version',
  key: ['rubric_id', 'id'],
  cells: {
    content: cell(1, z.object({ content: rubricContent, madeAt: instant }), {
      content: ['TEXT', '$.content'],
      made_at: ['INTEGER', '$.madeAt'],
    }),
  },
});

const storedFile = z.object({
  name: z.string(),
  /** SHA-256 of the stored bytes, hexadecimal. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.int().min(0),
  type: z.string(),
  /** What a picture told beside what it shows, and was taken out of it on entry. */
  stripped: z.array(z.enum(traces)).optional(),
});

/**
 * One attempt of a learner: see `attemptId`. The first one is there before anything is written about it, so that
 * somebody who handed nothing in can be graded.
 */
export const attemptEntity = entity({
  name: 'attempt',
  table: 'attempt',
  key: ['id'],
  cells: {
    handed_in: cell(
      1,
      z.object({
        assessmentId: id,
        learnerId: id,
        number: z.int().min(1),
        on: date,
        at: time.nullable(),
        source: z.enum(handInSources),
        note: z.string().nullable(),
      }),
      {
        assessment_id: ['TEXT', '$.assessmentId'],
        learner_id: ['TEXT', '$.learnerId'],
        number: ['INTEGER', '$.number'],
        handed_in_on: ['TEXT', '$.on'],
        handed_in_at: ['TEXT', '$.at'],
        source: ['TEXT', '$.source'],
        note: ['TEXT', '$.note'],
      },
    ),
    files: cell(1, z.array(storedFile), { files: ['TEXT', '$'] }),
    /** What the annotation engine measured, by the name of the figure: proposals follow from it. */
    figures: cell(1, z.object({ engine: z.string(), figures: z.record(z.string(), z.number()) }), {
      engine: ['TEXT', '$.engine'],
      figures: ['TEXT', '$.figures'],
    }),
    /** Given by hand, where there is no rubric. */
    score: cell(1, entered, { score: ['TEXT', '$'] }),
    /** A person took it over to this version; without it the version that its choices were made by counts. */
    rubric: cell(1, z.object({ versionId: id }), { version_id: ['TEXT', '$.versionId'] }),
    /** About the work as a whole. */
    comment: cell(1, z.object({ text: z.string(), pattern: z.string(), rubricId: id.nullable() }), {
      comment: ['TEXT', '$.text'],
      comment_pattern: ['TEXT', '$.pattern'],
      comment_rubric: ['TEXT', '$.rubricId'],
    }),
  },
  indexes: [
    'CREATE INDEX attempt_by_assessment ON attempt (assessment_id, learner_id)',
    'CREATE INDEX attempt_by_comment ON attempt (comment_rubric, comment_pattern) WHERE comment_rubric IS NOT NULL',
  ],
});

/** What was decided for one criterion of an attempt (id: attempt, criterion). */
export const criterionGradeEntity = entity({
  name: 'criterion_grade',
  table: 'criterion_grade',
  key: ['attempt_id', 'criterion_id'],
  cells: {
    /** `beside` is what was proposed at that moment. */
    choice: cell(1, z.object({ choice, versionId: id, beside: proposal.nullable() }), {
      choice: ['TEXT', '$.choice'],
      version_id: ['TEXT', '$.versionId'],
      beside: ['TEXT', '$.beside'],
    }),
    /** `pattern` is the text without her name, as the bank offers it to others. */
    comment: cell(1, z.object({ text: z.string(), pattern: z.string(), rubricId: id }), {
      comment: ['TEXT', '$.text'],
      comment_pattern: ['TEXT', '$.pattern'],
      comment_rubric: ['TEXT', '$.rubricId'],
    }),
  },
  indexes: [
    'CREATE INDEX criterion_grade_by_version ON criterion_grade (version_id) WHERE version_id IS NOT NULL',
    `CREATE INDEX criterion_grade_by_comment ON criterion_grade (comment_rubric, criterion_id, comment_pattern)
     WHERE comment_rubric IS NOT NULL`,
  ],
});

/** What is decided about a learner in an assessment beside her attempts (id: assessment, learner). */
export const gradeEntity = entity({
  name: 'grade',
  table: 'grade',
  key: ['assessment_id', 'learner_id'],
  cells: {
    override: cell(1, z.object({ score: entered, why: z.string() }), {
      override: ['TEXT', '$.score'],
      override_why: ['TEXT', '$.why'],
    }),
    excused: cell(1, z.object({ why: z.string() }), { excused_why: ['TEXT', '$.why'] }),
    /** `after` is how many attempts there were: it is open until there is one more. */
    asked_again: cell(1, z.object({ until: date.nullable(), note: z.string(), after: z.int().min(0) }), {
      again_until: ['TEXT', '$.until'],
      again_note: ['TEXT', '$.note'],
      again_after: ['INTEGER', '$.after'],
    }),
    released: cell(1, z.object({ at: instant }), { released_at: ['INTEGER', '$.at'] }),
  },
});

/** A learner's request to look at a grade again. */
export const reviewRequestEntity = entity({
  name: 'review_request',
  table: 'review_request',
  key: ['id'],
  cells: {
    request: cell(1, z.object({ assessmentId: id, learnerId: id, on: date, words: z.string() }), {
      assessment_id: ['TEXT', '$.assessmentId'],
      learner_id: ['TEXT', '$.learnerId'],
      asked_on: ['TEXT', '$.on'],
      words: ['TEXT', '$.words'],
    }),
    answer: cell(1, z.object({ outcome: z.enum(reviewOutcomes), text: z.string(), on: date }), {
      outcome: ['TEXT', '$.outcome'],
      answer: ['TEXT', '$.text'],
      answered_on: ['TEXT', '$.on'],
    }),
  },
  indexes: ['CREATE INDEX review_request_by_assessment ON review_request (assessment_id)'],
});

/**
 * A comment that was put into the bank, or out of it, by hand; what people type is in the bank without a row of its
 * own. The id follows from rubric, criterion and text.
 */
export const bankCommentEntity = entity({
  name: 'bank_comment',
  table: 'bank_comment',
  key: ['id'],
  cells: {
    entry: cell(
      1,
      z.object({
        rubricId: id,
        /** Null is about the work as a whole. */
        criterionId: partId.nullable(),
        text: z.string(),
        kept: z.boolean(),
      }),
      {
        rubric_id: ['TEXT', '$.rubricId'],
        criterion_id: ['TEXT', '$.criterionId'],
        text: ['TEXT', '$.text'],
        kept: ['INTEGER', '$.kept'],
      },
    ),
  },
  indexes: ['CREATE INDEX bank_comment_by_rubric ON bank_comment (rubric_id)'],
});
