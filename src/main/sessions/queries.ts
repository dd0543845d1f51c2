import type { Outcome, SessionView } from '../../shared/contract/sessions.ts';
import { heldMinutes, plannedMinutes } from '../../shared/rules/outcome.ts';
import type { SessionKind } from '../../shared/rules/statuses.ts';
import { requireHere } from '../database/changes.ts';
import { all, type Database, one } from '../database/sqlite.ts';

interface Row {
  id: string;
  cohortId: string;
  title: string;
  kind: SessionKind;
  date: string;
  startsAt: string;
  endsAt: string;
  room: string | null;
  instructorId: string | null;
  outcome: string | null;
  closedAt: number | null;
}

/** A session without what other rooms know of it. */
export type SessionRow = Omit<Row, 'outcome'> & { outcome: Outcome };

const columns = `id, cohort_id AS cohortId, title, kind, date, starts_at AS startsAt, ends_at AS endsAt, room,
  instructor_id AS instructorId, outcome, closed_at AS closedAt`;

export const planned: Outcome = { kind: 'planned', gaps: [], stoppedAt: null, reason: null };

const read = ({ outcome, ...row }: Row): SessionRow => ({
  ...row,
  outcome: outcome === null ? planned : (JSON.parse(outcome) as Outcome),
});

export function findSession(db: Database, id: string): SessionRow | undefined {
  const row = one<Row>(db, `SELECT ${columns} FROM session WHERE id = ? AND cohort_id IS NOT NULL`, id);
  return row && read(row);
}

/** Throws `not_found` (session_not_found). */
export function getSession(db: Database, id: string): SessionRow {
  return requireHere(findSession(db, id), 'session');
}

/** Sessions between two dates, both included, of one cohort or of all, in their order. */
export function listSessions(
  db: Database,
  from: string,
  to: string,
  cohortId: string | null = null,
): SessionRow[] {
  return all<Row>(
    db,
    `SELECT ${columns} FROM session WHERE date BETWEEN ? AND ? AND (? IS NULL OR cohort_id = ?)
     ORDER BY date, starts_at, id`,
    from,
    to,
    cohortId,
    cohortId,
  ).map(read);
}

/** The last sessions of a cohort before this one that were not cancelled or moved, oldest first. */
export function sessionsBefore(db: Database, session: SessionRow, most: number): SessionRow[] {
  return all<Row>(
    db,
    `SELECT ${columns} FROM session WHERE cohort_id = ? AND (date, starts_at, id) < (?, ?, ?)
     AND coalesce(outcome ->> '$.kind', 'planned') NOT IN ('cancelled', 'moved')
     ORDER BY date DESC, starts_at DESC, id DESC LIMIT ?`,
    session.cohortId,
    session.date,
    session.startsAt,
    session.id,
    most,
  )
    .map(read)
    .reverse();
}

/** Sessions up to a date that nobody has closed, newest first, without those cancelled or moved. */
export function openSessions(db: Database, upTo: string, since: string): SessionRow[] {
  return all<Row>(
    db,
    `SELECT ${columns} FROM session WHERE date BETWEEN ? AND ? AND closed_at IS NULL
     AND coalesce(outcome ->> '$.kind', 'planned') NOT IN ('cancelled', 'moved')
     ORDER BY date DESC, starts_at DESC`,
    since,
    upTo,
  ).map(read);
}

/** Whether a substitute's day and cohort cover a session. */
export function coversSession(
  db: Database,
  scope: { day: string; cohortId: string },
  sessionId: string,
): boolean {
  return (
    one(
      db,
      'SELECT 1 FROM session WHERE id = ? AND cohort_id = ? AND date = ?',
      sessionId,
      scope.cohortId,
      scope.day,
    ) !== undefined
  );
}

export interface Around {
  cohortName: string;
  instructorName: string | null;
  learners: number;
  recorded: number;
  present: number;
}

export function viewOf(session: SessionRow, around: Around): SessionView {
  return {
    ...session,
    ...around,
    plannedMinutes: plannedMinutes(session),
    heldMinutes: heldMinutes(session, session.outcome),
  };
}
