import { refuse } from '../../shared/result.ts';
import { commentPattern } from '../../shared/rules/comment-text.ts';
import { proposalFor } from '../../shared/rules/proposals.ts';
import { type Choice, pointsOf } from '../../shared/rules/rubric.ts';
import { type Entered, percentOf } from '../../shared/rules/scales.ts';
import type { Write } from '../database/changes.ts';
import type { Database } from '../database/sqlite.ts';
import { samePeople } from '../roster/same-person.ts';
import { centerDate } from '../roster/today.ts';
import { attemptEntity, criterionGradeEntity, type gradeEntity } from './entities.ts';
import { findGradedLearner, type GradedLearner } from './learners.ts';
import { type Assessment, getAssessment, type RubricVersion } from './queries.ts';
import { choicesOf, readVersions, versionOf } from './versions.ts';
import { type AttemptWork, readOneWork, type Work } from './work.ts';
import { rowsDecided } from './written-queries.ts';

/** A learner's work in an assessment, about to be changed. */
export interface Hand {
  assessment: Assessment;
  learner: GradedLearner;
  work: Work;
}

/**
 * Throws `not_found` (assessment_not_found, learner_not_in_cohort), and `conflict` (learner_left) for somebody who
 * left: what she has is read-only.
 */
export function takeUp(
  db: Database,
  { assessmentId, learnerId }: { assessmentId: string; learnerId: string },
  now: number,
): Hand {
  const assessment = getAssessment(db, assessmentId);
  const learner = findGradedLearner(db, assessment.cohortId, learnerId, centerDate(db, now));
  if (!learner) throw refuse('not_found', 'learner_not_in_cohort');
  if (learner.readOnly) throw refuse('conflict', 'learner_left');
  return { assessment, learner, work: readOneWork(db, assessment, learner.learnerId) };
}

/** Throws `not_found` (attempt_not_found) unless it is one of hers. */
export function requireAttempt({ work }: Hand, attemptId: string): AttemptWork {
  const attempt = work.attempts.find((one) => one.id === attemptId);
  if (!attempt) throw refuse('not_found', 'attempt_not_found');
  return attempt;
}

/** Throws `conflict` (no_rubric) where scores are given by hand. */
export function requireVersion(db: Database, { assessment }: Hand, attempt: AttemptWork): RubricVersion {
  const version = versionOf(attempt, assessment, readVersions(db, [assessment]));
  if (!version) throw refuse('conflict', 'no_rubric');
  return version;
}

/** Throws `not_found` (criterion_not_found) and `validation` (choice_unknown). */
export function writeChoice(
  write: Write,
  attempt: AttemptWork,
  version: RubricVersion,
  criterionId: string,
  choice: Choice | null,
): void {
  const criterion = version.content.criteria.find((one) => one.id === criterionId);
  if (!criterion) throw refuse('not_found', 'criterion_not_found');
  if (choice && pointsOf(criterion, choice) === null) throw refuse('validation', 'choice_unknown');
  const beside = proposalFor(criterion, attempt.figures ?? {});
  write(
    criterionGradeEntity,
    `${attempt.id}:${criterionId}`,
    'choice',
    choice && { choice, versionId: version.id, beside },
  );
}

/** The proposals for what is not chosen yet; how many there were. */
export function writeProposals(write: Write, attempt: AttemptWork, version: RubricVersion): number {
  const chosen = choicesOf(attempt);
  const open = version.content.criteria.filter((criterion) => {
    const choice = chosen.get(criterion.id);
    return !choice || pointsOf(criterion, choice) === null;
  });
  let accepted = 0;
  for (const criterion of open) {
    const proposal = proposalFor(criterion, attempt.figures ?? {});
    if (!proposal) continue;
    writeChoice(write, attempt, version, criterion.id, proposal.choice);
    accepted += 1;
  }
  return accepted;
}

/** The cell that a comment is in, as the log names it. */
export const commentCell = (attemptId: string, criterionId: string | null) =>
  criterionId === null
    ? ([attemptEntity.name, attemptId, 'comment'] as const)
    : ([criterionGradeEntity.name, `${attemptId}:${criterionId}`, 'comment'] as const);

/** A comment about one criterion, or the whole; an empty text takes it away. */
export function writeComment(
  write: Write,
  { learner }: Hand,
  attempt: AttemptWork,
  about: { rubricId: string | null; criterionId: string | null },
  text: string,
): void {
  const pattern = commentPattern(text, [learner.shortName, learner.name]);
  if (about.criterionId === null) {
    const value = text === '' ? null : { text, pattern, rubricId: about.rubricId };
    write(attemptEntity, attempt.id, 'comment', value);
  } else if (about.rubricId !== null) {
    const value = text === '' ? null : { text, pattern, rubricId: about.rubricId };
    write(criterionGradeEntity, `${attempt.id}:${about.criterionId}`, 'comment', value);
  }
}

/** Throws `validation` (score_off_scale) for what the scale of the assessment does not know. */
export function requireScore(assessment: Assessment, score: Entered): Entered {
  if (percentOf(score, assessment.scale) === null) throw refuse('validation', 'score_off_scale');
  return score;
}

/** Cells of a grade that stand beside the attempts. */
export type DecidedCell = keyof typeof gradeEntity.cells;

/** The ids of her grade that a decision goes to: each row of hers that has one, so that all say the same afterwards. */
export function decidedIds(db: Database, { assessment, learner }: Hand, cell: DecidedCell): string[] {
  const rows = samePeople(db).rowsOf(learner.learnerId);
  const taken = rows.length === 1 ? [] : rowsDecided(db, assessment.id, rows, cell);
  return (taken.length > 0 ? taken : rows.slice(0, 1)).map((row) => `${assessment.id}:${row}`);
}
