import type { HeldGrade } from '../../shared/contract/assessments-gradebook.ts';
import type { Database } from '../database/sqlite.ts';
import { enrollmentsOf } from '../roster/people-queries.ts';
import { cohortFrames } from '../roster/queries.ts';
import { samePeople } from '../roster/same-person.ts';
import { gradeIn } from './grades.ts';
import { assessmentsIn } from './queries.ts';
import { reviewsIn } from './review-queries.ts';
import { readVersions } from './versions.ts';
import { isWritten, readOneWork } from './work.ts';

/** All that the grading room holds about a person: for the sheet that she can be given. */
export function heldGrades(db: Database, learnerId: string): HeldGrade[] {
  const same = samePeople(db);
  const cohortIds = [...new Set(enrollmentsOf(db, [learnerId]).map((one) => one.cohortId))];
  const cohorts = cohortFrames(db, cohortIds);
  const assessments = assessmentsIn(db, cohortIds);
  const versions = readVersions(db, assessments);
  const rows = same.rowsOf(learnerId);
  const reviews = reviewsIn(
    db,
    assessments.map((one) => one.id),
  ).filter((one) => rows.includes(one.learnerId));
  return assessments.flatMap((assessment): HeldGrade[] => {
    const work = readOneWork(db, assessment, learnerId);
    if (!isWritten(work)) return [];
    const { state, percent, shown } = gradeIn(work, assessment, versions);
    const comments = work.attempts.flatMap((one) => [
      ...[...one.criteria.values()].flatMap((grade) => grade.comment ?? []),
      ...(one.comment === null ? [] : [one.comment]),
    ]);
    return [
      {
        ...{ assessmentId: assessment.id, title: assessment.title, state, percent, shown, comments },
        cohortName: cohorts.get(assessment.cohortId)?.name ?? '',
        handedIn: work.attempts.flatMap((one) => one.handedIn?.on ?? []),
        files: work.attempts.flatMap((one) => one.files.map((file) => file.name)),
        reasons: [work.override?.why, work.excused?.why, work.askedAgain?.note].filter(
          (one): one is string => one !== undefined && one !== '',
        ),
        requests: reviews
          .filter((one) => one.assessmentId === assessment.id)
          .map((one) => ({ on: one.on, words: one.words, answer: one.answer })),
      },
    ];
  });
}
