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

/** The last classes of a cohort of which somebody has said or recorded how they went, oldest first. */
export function lastClasses(db: Database, cohortId: string, most: number): CourseSession[] {
  return all<Omit<CourseSession, 'outcome'> & { outcome: string | null }>(
    db,
    `SELECT id, cohort_id AS cohortId, title, kind, date, starts_at AS startsAt, ends_at AS endsAt, outcome,
       closed_at AS closedAt, make_up_for AS makeUpFor
     FROM session WHERE cohort_id = ? AND (closed_at IS NOT NULL OR outcome IS NOT NULL)
     ORDER BY date DESC, starts_at DESC, id DESC LIMIT ?`,
    cohortId,
    most,
  )
    .map(({ outcome, ...row }) => ({ ...row, outcome: outcome === null ? planned : JSON.parse(outcome) }))
    .reverse();
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

/** Ids of the cohorts in which somebody has taught, or stood in, since a date, or is to teach. */
export function cohortsTaughtBy(db: Database, personId: string, since: string): string[] {
  return all<{ id: string }>(
    db,
    `SELECT DISTINCT cohort_id AS id FROM session WHERE date >= @since AND cohort_id IS NOT NULL
     AND (instructor_id = @personId OR substitute_id = @personId)`,
    { since, personId },
  ).map((row) => row.id);
}
