import type { EnrollmentStatus } from '../../shared/rules/learner.ts';
import { all, type Database } from '../database/sqlite.ts';

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
export interface Member {
  cohortId: string;
  learnerId: string;
  name: string;
  shortName: string;
  status: EnrollmentStatus;
  startsOn: string | null;
  endsOn: string | null;
  pauses: { from: string; to: string | null }[];
  creditMinutes: number | null;
}

/** Everybody who ever was in some cohorts. */
export function membersOf(db: Database, cohortIds: readonly string[]): Member[] {
  return all<Omit<Member, 'pauses'> & { pauses: string | null }>(
    db,
    `SELECT e.cohort_id AS cohortId, e.learner_id AS learnerId, l.name, l.short_name AS shortName,
       coalesce(e.status, 'enrolled') AS status, e.starts_on AS startsOn, e.ends_on AS endsOn, e.pauses,
       e.credit_minutes AS creditMinutes
     FROM json_each(?) wanted CROSS JOIN enrollment e ON e.cohort_id = wanted.value JOIN learner l ON l.id = e.learner_id
     WHERE l.name IS NOT NULL`,
    JSON.stringify(cohortIds),
  ).map((row) => ({ ...row, pauses: row.pauses === null ? [] : JSON.parse(row.pauses) }));
}
