import type { Outcome } from '../../shared/contract/session-values.ts';
import type { SessionKind } from '../../shared/rules/statuses.ts';
import { all, type Database } from '../database/sqlite.ts';
import { planned } from './outcomes.ts';

/** A session as the register shows it. */
export interface CourseSession {
  id: string;
  cohortId: string;
  title: string;
  kind: SessionKind;
  date: string;
  startsAt: string;
  endsAt: string;
  outcome: Outcome;
  closedAt: number | null;
  makeUpFor: string | null;
}

/** All sessions of some cohorts, in the order in which they take place. */
export function sessionsOfCohorts(db: Database, cohortIds: readonly string[]): CourseSession[] {
  return all<Omit<CourseSession, 'outcome'> & { outcome: string | null }>(
    db,
    `SELECT s.id, s.cohort_id AS cohortId, s.title, s.kind, s.date, s.starts_at AS startsAt, s.ends_at AS endsAt,
       s.outcome, s.closed_at AS closedAt, s.make_up_for AS makeUpFor
     FROM json_each(?) wanted CROSS JOIN session s ON s.cohort_id = wanted.value
     ORDER BY s.date, s.starts_at, s.id`,
    JSON.stringify(cohortIds),
  ).map(({ outcome, ...row }) => ({ ...row, outcome: outcome === null ? planned : JSON.parse(outcome) }));
}

/** Ids of the cohorts that had class between two dates, both included. */
export function cohortsWithClass(db: Database, from: string, to: string): string[] {
  return all<{ id: string }>(
    db,
    'SELECT DISTINCT cohort_id AS id FROM session WHERE date BETWEEN ? AND ? AND cohort_id IS NOT NULL',
    from,
    to,
  ).map((row) => row.id);
}
