import { all, type Database } from '../database/sqlite.ts';
import { type EnrollmentRow, enrollmentsInAll } from './people-queries.ts';
import { namesOf } from './queries.ts';

/** What a program asks of the attendance of a cohort. */
export interface CohortRule {
  id: string;
  name: string;
  programName: Record<string, string> | null;
  threshold: number | null;
  /** JSON, or null where the program has no status set of its own. */
  statuses: string | null;
}

export function rulesOf(db: Database, cohortIds: readonly string[]): CohortRule[] {
  return all<Omit<CohortRule, 'programName'> & { programName: string | null }>(
    db,
    `SELECT c.id, c.name, p.name AS programName, p.threshold, p.statuses
     FROM json_each(?) wanted CROSS JOIN cohort c ON c.id = wanted.value LEFT JOIN program p ON p.id = c.program_id
     WHERE c.name IS NOT NULL ORDER BY c.name, c.id`,
    JSON.stringify(cohortIds),
  ).map((row) => ({ ...row, programName: row.programName === null ? null : JSON.parse(row.programName) }));
}

/** Somebody who is or was in a cohort. */
export type Member = EnrollmentRow & { name: string; shortName: string };

/** Everybody who ever was in some cohorts. */
export function membersOf(db: Database, cohortIds: readonly string[]): Member[] {
  const enrollments = enrollmentsInAll(db, cohortIds);
  const ids = [...new Set(enrollments.map((one) => one.learnerId))];
  const names = new Map(namesOf(db, ids).map((one) => [one.id, one]));
  return enrollments.flatMap((one): Member[] => {
    const known = names.get(one.learnerId);
    return known ? [{ ...one, name: known.name, shortName: known.shortName }] : [];
  });
}
