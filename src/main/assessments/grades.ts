import type { GradeView } from '../../shared/contract/assessments-values.ts';
import { gradeOf, isSettled } from '../../shared/rules/grade.ts';
import { rubricScore } from '../../shared/rules/rubric.ts';
import { onScale, percentOf } from '../../shared/rules/scales.ts';
import type { Assessment } from './queries.ts';
import { choicesOf, type Versions, versionOf } from './versions.ts';
import { type AttemptWork, isAttemptGraded, type Work } from './work.ts';

/** What an attempt is worth by itself, 0 to 100; null until it is graded whole. */
function percentIn(attempt: AttemptWork, assessment: Assessment, versions: Versions): number | null {
  // Most of a gradebook is blank.
  if (!isAttemptGraded(attempt)) return null;
  const version = versionOf(attempt, assessment, versions);
  if (version) return rubricScore(version.content, choicesOf(attempt)).percent;
  return attempt.score && percentOf(attempt.score, assessment.scale);
}

/** The grade of a learner in an assessment, from everything that is written about her in it. */
export function gradeIn(work: Work, assessment: Assessment, versions: Versions): GradeView {
  const grade = gradeOf(
    work.attempts.map((attempt) => ({
      number: attempt.number,
      handedIn: attempt.handedIn,
      percent: percentIn(attempt, assessment, versions),
      begun: isAttemptGraded(attempt),
    })),
    { scale: assessment.scale, due: assessment.due, counts: assessment.attempts.counts },
    { override: work.override?.score ?? null, excused: work.excused !== null },
  );
  const shown = grade.percent === null ? null : onScale(grade.percent, assessment.scale);
  return { ...grade, shown: shown && { ...shown } };
}

export interface Progress {
  learners: number;
  graded: number;
  waiting: number;
  reviews: number;
}

/** How far the grading of an assessment has come, over those who have not left. */
export function progressOf(
  people: readonly { readOnly: boolean; grade: Pick<GradeView, 'state'>; review: boolean }[],
): Progress {
  const here = people.filter((one) => !one.readOnly);
  return {
    learners: here.length,
    graded: here.filter((one) => isSettled(one.grade.state)).length,
    waiting: here.filter((one) => one.grade.state === 'to_grade' || one.grade.state === 'partly').length,
    reviews: people.filter((one) => one.review).length,
  };
}

/** Asked to hand in again, and nothing newer came in. */
export const isAskedAgain = (work: Work): boolean =>
  work.askedAgain !== null &&
  work.attempts.filter((one) => one.handedIn !== null).length <= work.askedAgain.after;
