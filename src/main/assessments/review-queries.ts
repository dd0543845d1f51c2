import type { ReviewOutcome } from '../../shared/rules/assessments.ts';
import { all, type Database, one } from '../database/sqlite.ts';

export interface ReviewRow {
  id: string;
  assessmentId: string;
  learnerId: string;
  on: string;
  words: string;
  outcome: ReviewOutcome | null;
  answer: string | null;
  answeredOn: string | null;
}

const review = `r.id, r.assessment_id AS assessmentId, r.learner_id AS learnerId, r.asked_on AS "on", r.words, r.outcome,
  r.answer, r.answered_on AS answeredOn`;

/** Every request about some assessments, the oldest first. */
export function reviewsIn(db: Database, assessmentIds: readonly string[]): ReviewRow[] {
  return all<ReviewRow>(
    db,
    `SELECT ${review} FROM json_each(?) a CROSS JOIN review_request r ON r.assessment_id = a.value
     ORDER BY r.asked_on, r.id`,
    JSON.stringify(assessmentIds),
  );
}

/** Those of them that nobody has answered. */
export function openReviewsIn(db: Database, assessmentIds: readonly string[]): ReviewRow[] {
  return reviewsIn(db, assessmentIds).filter((row) => row.outcome === null);
}

export function findReview(db: Database, id: string): ReviewRow | undefined {
  return one<ReviewRow>(
    db,
    `SELECT ${review} FROM review_request r WHERE r.id = ? AND r.assessment_id IS NOT NULL`,
    id,
  );
}
