import type { DeskLearner } from '../../shared/contract/assessments-desk.ts';
import type { Output } from '../../shared/contract/index.ts';
import { proposalFor } from '../../shared/rules/proposals.ts';
import { pointsOf, rubricScore } from '../../shared/rules/rubric.ts';
import type { Database } from '../database/sqlite.ts';
import { nameOfCohort } from '../roster/queries.ts';
import { contestedGrades } from './grade-queries.ts';
import { gradeIn, isAskedAgain, progressOf } from './grades.ts';
import { type GradedLearner, learnersOf } from './learners.ts';
import { type Assessment, getAssessment, type RubricVersion } from './queries.ts';
import { choicesOf, readVersions, type Versions, versionOf } from './versions.ts';
import { assessmentView } from './view.ts';
import { type AttemptWork, contestedIn, readOneWork, readWork, type Work } from './work.ts';

type Attempt = DeskLearner['attempts'][number];

/** What the desk of one assessment is drawn from. */
interface Desk {
  assessment: Assessment;
  versions: Versions;
  contested: ReadonlySet<string>;
}

const openDesk = (db: Database, assessment: Assessment): Desk => ({
  assessment,
  versions: readVersions(db, [assessment]),
  contested: contestedGrades(db),
});

function criteriaView(attempt: AttemptWork, version: RubricVersion | null, desk: Desk): Attempt['criteria'] {
  return (version?.content.criteria ?? []).map((criterion) => {
    const row = attempt.criteria.get(criterion.id);
    const choice = row?.choice ?? null;
    // What this version does not know is a blank in it; the history still tells of it.
    const known = choice !== null && pointsOf(criterion, choice) !== null;
    const names = ['choice', 'comment'].map((cell) => `${attempt.id}:${criterion.id}:${cell}`);
    return {
      criterionId: criterion.id,
      choice: known ? choice : null,
      beside: known ? (row?.beside ?? null) : null,
      proposal: proposalFor(criterion, attempt.figures ?? {}),
      comment: row?.comment ?? null,
      contested: names.some((name) => desk.contested.has(name)),
    };
  });
}

function attemptView(attempt: AttemptWork, desk: Desk): Attempt {
  const version = versionOf(attempt, desk.assessment, desk.versions);
  const score = version && rubricScore(version.content, choicesOf(attempt));
  return {
    id: attempt.id,
    number: attempt.number,
    handedIn: attempt.handedIn,
    files: attempt.files.map(({ name, bytes, type }) => ({ name, bytes, type })),
    figures: attempt.figures,
    versionId: version?.id ?? null,
    criteria: criteriaView(attempt, version, desk),
    points: score && { given: score.points, most: score.most, graded: score.graded },
    score: attempt.score,
    comment: attempt.comment,
  };
}

function learnerView(learner: GradedLearner, work: Work, desk: Desk): DeskLearner {
  const { askedAgain, review, releasedAt } = work;
  return {
    ...learner,
    grade: gradeIn(work, desk.assessment, desk.versions),
    attempts: work.attempts.map((attempt) => attemptView(attempt, desk)),
    override: work.override,
    excused: work.excused,
    askedAgain: askedAgain && {
      ...{ until: askedAgain.until, note: askedAgain.note, open: isAskedAgain(work) },
    },
    released: releasedAt === null ? null : { at: releasedAt },
    review: review && { id: review.id, on: review.on, words: review.words },
    contested: contestedIn(desk.contested, desk.assessment.id, work),
  };
}

/** Everything that the desk needs for one assessment. */
export function deskOf(db: Database, assessmentId: string, today: string): Output<'assessments.desk'> {
  const assessment = getAssessment(db, assessmentId);
  const { cohortId } = assessment;
  const desk = openDesk(db, assessment);
  const people = learnersOf(db, [cohortId], today).get(cohortId) ?? [];
  const work = readWork(db, [assessment], new Map([[cohortId, people.map((one) => one.learnerId)]]));
  const learners = people.flatMap((one) => {
    const own = work.get(assessmentId)?.get(one.learnerId);
    return own ? [learnerView(one, own, desk)] : [];
  });
  const used = new Set([
    assessment.rubric?.versionId,
    ...learners.flatMap((one) => one.attempts.map((attempt) => attempt.versionId)),
  ]);
  const rubrics = [...desk.versions.values()].filter((version) => used.has(version.id));
  return {
    today,
    cohort: { id: cohortId, name: nameOfCohort(db, cohortId) ?? '' },
    assessment: assessmentView(assessment, desk.versions),
    rubrics: rubrics.map(({ id, number, content }) => ({ versionId: id, number, content })),
    learners,
    progress: progressOf(learners.map((one) => ({ ...one, review: one.review !== null }))),
  };
}

/** One learner of it, as she is now. */
export function deskLearnerOf(db: Database, assessment: Assessment, learner: GradedLearner): DeskLearner {
  return learnerView(learner, readOneWork(db, assessment, learner.learnerId), openDesk(db, assessment));
}
