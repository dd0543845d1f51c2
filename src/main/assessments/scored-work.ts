import type { Database } from '../database/sqlite.ts';
import { centerDate } from '../roster/today.ts';
import type { StoredFile } from './grade-queries.ts';
import { learnersOf } from './learners.ts';
import { getAssessment } from './queries.ts';
import { readWork } from './work.ts';

/** An attempt that came in with files. */
export interface FiledAttempt {
  attemptId: string;
  learnerId: string;
  name: string;
  number: number;
  files: StoredFile[];
  /** Figures of a score stand in it. */
  measured: boolean;
}

/** Attempts of an assessment that have files, by learner and number. Throws `not_found` (assessment_not_found). */
export function filedAttempts(db: Database, assessmentId: string, now: number): FiledAttempt[] {
  const assessment = getAssessment(db, assessmentId);
  const { cohortId } = assessment;
  const people = learnersOf(db, [cohortId], centerDate(db, now)).get(cohortId) ?? [];
  const ids = people.map(({ learnerId }) => learnerId);
  const work = readWork(db, [assessment], new Map([[cohortId, ids]])).get(assessmentId);
  return people.flatMap(({ learnerId, name }) =>
    (work?.get(learnerId)?.attempts ?? [])
      .filter(({ handedIn, files }) => handedIn !== null && files.length > 0)
      .map(({ id, number, files, figures }) => ({
        ...{ attemptId: id, learnerId, name, number, files },
        measured: figures !== null,
      })),
  );
}
