import type { Outcome } from '../../shared/contract/session-values.ts';
import { heldMinutes } from '../../shared/rules/outcome.ts';
import type { SessionKind } from '../../shared/rules/statuses.ts';
import { requireHere } from '../database/changes.ts';
import { remembering } from '../database/remembering.ts';
import { all, type Database, one } from '../database/sqlite.ts';
import { generatedId } from './generated-id.ts';
import { planned } from './outcomes.ts';

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
  seriesId: string | null;
  seriesDate: string | null;
  substituteId: string | null;
  makeUpFor: string | null;
  waived: string | null;
}

/** A session without what other rooms know of it. */
export type SessionRow = Readonly<Omit<Row, 'outcome'> & { outcome: Outcome }>;

const columns = `id, cohort_id AS cohortId, title, kind, date, starts_at AS startsAt, ends_at AS endsAt, room,
  instructor_id AS instructorId, outcome, closed_at AS closedAt, series_id AS seriesId, series_date AS seriesDate,
  substitute_id AS substituteId, make_up_for AS makeUpFor, waived`;

const read = ({ outcome, ...row }: Row): SessionRow => ({
  ...row,
  outcome: outcome === null ? planned : (JSON.parse(outcome) as Outcome),
});

const byId = `SELECT ${columns} FROM session WHERE id = ? AND cohort_id IS NOT NULL`;

export const findSession = remembering(['session'], (db, id: string): SessionRow | undefined => {
  const row = one<Row>(db, byId, id);
  return row && read(row);
});

/** The id that follows from some parts, or the next one where a session has it already. */
export function unusedId(db: Database, ...parts: readonly string[]): string {
  let id = generatedId(...parts);
  for (let next = 2; findSession(db, id); next++) id = generatedId(...parts, String(next));
  return id;
}

/** Throws `not_found` (session_not_found). */
export function getSession(db: Database, id: string): SessionRow {
  return requireHere(findSession(db, id), 'session');
}

/** Those of some ids that are there. */
export function findSessions(db: Database, ids: readonly string[]): SessionRow[] {
  return all<Row>(
    db,
    `SELECT ${columns} FROM session WHERE id IN (SELECT value FROM json_each(?)) AND cohort_id IS NOT NULL`,
    JSON.stringify(ids),
  ).map(read);
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

/** Sessions of a series in the order of its pattern, from one of its dates on. */
export function sessionsOfSeries(db: Database, seriesId: string, from: string): SessionRow[] {
  return all<Row>(
    db,
    `SELECT ${columns} FROM session WHERE series_id = ? AND series_date >= ? AND cohort_id IS NOT NULL
     ORDER BY series_date, id`,
    seriesId,
    from,
  ).map(read);
}

/** Whether a series has a session before one of its dates. */
export function beginsBefore(db: Database, seriesId: string, date: string): boolean {
  return (
    one(
      db,
      'SELECT 1 FROM session WHERE series_id = ? AND series_date < ? AND cohort_id IS NOT NULL',
      seriesId,
      date,
    ) !== undefined
  );
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

/** Minutes that make-ups hold, or are planned to hold, by the session that they make up for. */
export function madeUpMinutes(db: Database, ids: readonly string[]): Map<string, number> {
  const makeUps = all<Row>(
    db,
    `SELECT ${columns} FROM session WHERE make_up_for IN (SELECT value FROM json_each(?)) AND cohort_id IS NOT NULL`,
    JSON.stringify(ids),
  ).map(read);
  const minutes = new Map<string, number>();
  for (const session of makeUps) {
    const known = minutes.get(session.makeUpFor ?? '') ?? 0;
    minutes.set(session.makeUpFor ?? '', known + heldMinutes(session, session.outcome));
  }
  return minutes;
}

/** Make-ups of a session, in their order. */
export function makeUpsOf(db: Database, sessionId: string): SessionRow[] {
  return all<Row>(
    db,
    `SELECT ${columns} FROM session WHERE make_up_for = ? AND cohort_id IS NOT NULL ORDER BY date, starts_at, id`,
    sessionId,
  ).map(read);
}

/** Sessions of which something was not held, newest first, that nobody waived; make-ups owe for what they make up. */
export function shortSessions(db: Database, upTo: string, since: string): SessionRow[] {
  return all<Row>(
    db,
    `SELECT ${columns} FROM session WHERE date BETWEEN ? AND ? AND waived IS NULL AND make_up_for IS NULL
     AND outcome ->> '$.kind' IN ('interrupted', 'stopped_early', 'cancelled')
     ORDER BY date DESC, starts_at DESC`,
    since,
    upTo,
  ).map(read);
}
