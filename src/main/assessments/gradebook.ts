import type { GradeView, Scheme } from '../../shared/contract/assessments-values.ts';
import type { Output } from '../../shared/contract/index.ts';
import { refuse } from '../../shared/result.ts';
import { finalGrade } from '../../shared/rules/final-grade.ts';
import { onScale } from '../../shared/rules/scales.ts';
import type { Database } from '../database/sqlite.ts';
import { type CohortFrame, cohortFrames } from '../roster/queries.ts';
import { contestedGrades } from './grade-queries.ts';
import { gradeIn, progressOf } from './grades.ts';
import { type GradedLearner, learnersOf } from './learners.ts';
import { type Assessment, assessmentsIn, schemesOf } from './queries.ts';
import { usualScheme } from './scheme.ts';
import { readVersions, type Versions } from './versions.ts';
import { assessmentView } from './view.ts';
import { contestedIn, readWork, type Work } from './work.ts';

export type Gradebook = Output<'assessments.gradebook'>;

/** Everything about some cohorts that their grades follow from, each kind of thing read once. */
export interface Books {
  cohorts: readonly CohortFrame[];
  schemes: ReadonlyMap<string, Scheme>;
  assessments: ReadonlyMap<string, Assessment[]>;
  learners: ReadonlyMap<string, GradedLearner[]>;
  work: ReadonlyMap<string, ReadonlyMap<string, Work>>;
  versions: Versions;
}

export function readBooks(db: Database, cohortIds: readonly string[], today: string): Books {
  const cohorts = cohortFrames(db, cohortIds);
  const here = cohortIds.filter((id) => cohorts.has(id));
  const assessments = assessmentsIn(db, here);
  const learners = learnersOf(db, here, today);
  const people = new Map(
    [...learners].map(([id, own]) => [id, own.map((learner) => learner.learnerId)] as const),
  );
  return {
    cohorts: here.flatMap((id) => cohorts.get(id) ?? []),
    schemes: schemesOf(db, here),
    assessments: Map.groupBy(assessments, (one) => one.cohortId),
    learners,
    work: readWork(db, assessments, people),
    versions: readVersions(db, assessments),
  };
}

interface Graded {
  learner: GradedLearner;
  work: Work;
  grade: GradeView;
}

/** Everybody's grade in one assessment. */
function gradesIn(books: Books, assessment: Assessment): Graded[] {
  const work = books.work.get(assessment.id);
  return (books.learners.get(assessment.cohortId) ?? []).flatMap((learner) => {
    const own = work?.get(learner.learnerId);
    return own ? [{ learner, work: own, grade: gradeIn(own, assessment, books.versions) }] : [];
  });
}

/** An assessment with how far it has come. */
const withProgress = (books: Books, assessment: Assessment, graded: readonly Graded[]) => ({
  ...assessmentView(assessment, books.versions),
  progress: progressOf(
    graded.map(({ learner, work, grade }) => ({
      ...{ readOnly: learner.readOnly, grade, review: work.review !== null },
    })),
  ),
});

/** Assessments of a cohort with how far each has come. */
export function assessmentsWithProgress(books: Books, cohortId: string) {
  return (books.assessments.get(cohortId) ?? []).map((one) => withProgress(books, one, gradesIn(books, one)));
}

/** Learners by assessments, with the final grades. Throws `not_found` (cohort_not_found). */
export function gradebookOf(db: Database, cohortId: string, today: string): Gradebook {
  const books = readBooks(db, [cohortId], today);
  const [cohort] = books.cohorts;
  if (!cohort) throw refuse('not_found', 'cohort_not_found');
  const scheme = books.schemes.get(cohortId) ?? usualScheme;
  const assessments = books.assessments.get(cohortId) ?? [];
  const contested = contestedGrades(db);
  const columns = assessments.map((assessment) => {
    const graded = gradesIn(books, assessment);
    const byLearner = new Map(graded.map((one) => [one.learner.learnerId, one]));
    return { assessment, byLearner, view: withProgress(books, assessment, graded) };
  });
  const learners = (books.learners.get(cohortId) ?? []).map((learner) => {
    const works = columns.flatMap(({ assessment, byLearner }) => {
      const own = byLearner.get(learner.learnerId);
      return own ? [{ ...own, assessment }] : [];
    });
    const final = finalGrade(
      scheme.categories,
      works.map(({ assessment, grade }) => ({
        ...{ assessmentId: assessment.id, categoryId: assessment.categoryId, weight: assessment.weight },
        ...{ percent: grade.percent, excused: grade.state === 'excused' },
      })),
    );
    return {
      ...learner,
      grades: works.map(({ assessment, work, grade }) => ({
        ...{ state: grade.state, percent: grade.percent, shown: grade.shown },
        daysLate: grade.attempts.at(-1)?.daysLate ?? 0,
        contested: contestedIn(contested, assessment.id, work),
        released: work.releasedAt !== null,
        review: work.review !== null,
      })),
      final: { ...final, shown: final.percent === null ? null : { ...onScale(final.percent, scheme.scale) } },
    };
  });
  return {
    today,
    cohort: { id: cohort.id, name: cohort.name, programName: cohort.programName },
    scheme,
    assessments: columns.map((one) => one.view),
    learners,
  };
}
