import type { Mark } from '../../shared/contract/attendance.ts';
import type { ReasonCode } from '../../shared/rules/statuses.ts';
import { all, type Database, one } from '../database/sqlite.ts';
import { personIn, samePeople } from '../roster/same-person.ts';

export interface MarkRow {
  learnerId: string;
  status: string;
  minutesMissed: number | null;
  reason: ReasonCode | null;
  note: string | null;
}

export function markOf({ status, minutesMissed, reason, note }: Omit<MarkRow, 'learnerId'>): Mark {
  return {
    status,
    ...(minutesMissed === null ? {} : { minutesMissed }),
    ...(reason === null ? {} : { reason }),
    ...(note === null ? {} : { note }),
  };
}

/**
 * Marks of a session by person. Of somebody who was merged, and marked under both of her rows, the mark of the row
 * that stands for her is shown; that the other differs is listed by `conflictsIn`.
 */
export function marksOf(db: Database, sessionId: string): Map<string, Mark> {
  const { personOf } = samePeople(db);
  const rows = all<MarkRow>(
    db,
    'SELECT learner_id AS learnerId, status, minutes_missed AS minutesMissed, reason, note FROM mark WHERE session_id = ?',
    sessionId,
  );
  const marks = new Map<string, Mark>();
  for (const row of rows) {
    const person = personOf(row.learnerId);
    if (row.learnerId === person || !marks.has(person)) marks.set(person, markOf(row));
  }
  return marks;
}

export function hasMark(db: Database, sessionId: string, learnerId: string): boolean {
  return samePeople(db)
    .rowsOf(learnerId)
    .some(
      (row) =>
        one(db, 'SELECT 1 FROM mark WHERE session_id = ? AND learner_id = ?', sessionId, row) !== undefined,
    );
}

/** Whether somebody is marked in, or walked into, one of some sessions. */
export function anyRecorded(db: Database, sessionIds: readonly string[]): boolean {
  return (
    one(
      db,
      `SELECT 1 FROM json_each(?) s WHERE EXISTS (SELECT 1 FROM mark WHERE session_id = s.value)
       OR EXISTS (SELECT 1 FROM walk_in WHERE session_id = s.value) LIMIT 1`,
      JSON.stringify(sessionIds),
    ) !== undefined
  );
}

/** Whether one of some rows of the roster is marked anywhere. */
export function anyMarked(db: Database, learnerIds: readonly string[]): boolean {
  return (
    one(
      db,
      'SELECT 1 FROM json_each(?) l WHERE EXISTS (SELECT 1 FROM mark WHERE learner_id = l.value) LIMIT 1',
      JSON.stringify(learnerIds),
    ) !== undefined
  );
}

/**
 * The rows of a person that a mark of hers goes to: each one that is marked in the session or whose mark is
 * contested, so that all say the same afterwards; else the row that stands for her.
 */
export function rowsToMark(db: Database, sessionId: string, learnerId: string): string[] {
  const rows = samePeople(db).rowsOf(learnerId);
  if (rows.length === 1) return [...rows];
  const marked = all<{ id: string }>(
    db,
    `SELECT value AS id FROM json_each(@rows) WHERE
     EXISTS (SELECT 1 FROM mark WHERE session_id = @sessionId AND learner_id = value) OR
     EXISTS (SELECT 1 FROM contested WHERE entity = 'mark' AND entity_id = @sessionId || ':' || value)`,
    { rows: JSON.stringify(rows), sessionId },
  ).map((row) => row.id);
  return marked.length > 0 ? marked : rows.slice(0, 1);
}

/** Statuses by learner, in each of some sessions. */
export function statusesIn(db: Database, sessionIds: readonly string[]): Map<string, Map<string, string>> {
  const { personOf } = samePeople(db);
  const bySession = new Map(sessionIds.map((id) => [id, new Map<string, string>()]));
  const rows = all<{ sessionId: string; learnerId: string; status: string }>(
    db,
    `SELECT session_id AS sessionId, learner_id AS learnerId, status FROM mark
     WHERE session_id IN (SELECT value FROM json_each(?))`,
    JSON.stringify(sessionIds),
  );
  for (const { sessionId, learnerId, status } of rows) {
    const statuses = bySession.get(sessionId);
    const person = personOf(learnerId);
    if (learnerId === person || !statuses?.has(person)) statuses?.set(person, status);
  }
  return bySession;
}

/** Who walked into a session, each person once. */
export function walkInsOf(db: Database, sessionId: string): string[] {
  return all<{ id: string }>(
    db,
    `SELECT DISTINCT ${personIn('learner_id')} AS id FROM walk_in WHERE session_id = @sessionId`,
    { sessionId, same: samePeople(db).json },
  ).map((row) => row.id);
}

/** The rows under which a person walked into a session. */
export function walkInRowsOf(db: Database, sessionId: string, learnerId: string): string[] {
  return all<{ id: string }>(
    db,
    'SELECT learner_id AS id FROM walk_in WHERE session_id = ? AND learner_id IN (SELECT value FROM json_each(?))',
    sessionId,
    JSON.stringify(samePeople(db).rowsOf(learnerId)),
  ).map((row) => row.id);
}

/** Walk-ins of some sessions, by session. */
export function walkInsIn(db: Database, sessionIds: readonly string[]): Map<string, string[]> {
  const rows = all<{ sessionId: string; learnerId: string }>(
    db,
    `SELECT DISTINCT session_id AS sessionId, ${personIn('learner_id')} AS learnerId FROM walk_in
     WHERE session_id IN (SELECT value FROM json_each(@ids))`,
    { ids: JSON.stringify(sessionIds), same: samePeople(db).json },
  );
  const bySession = new Map<string, string[]>();
  for (const { sessionId, learnerId } of rows)
    bySession.set(sessionId, [...(bySession.get(sessionId) ?? []), learnerId]);
  return bySession;
}

/** Those of some sessions that somebody has begun: marks, walk-ins or a photographed sheet. */
export function begunIn(db: Database, sessionIds: readonly string[]): Set<string> {
  const ids = JSON.stringify(sessionIds);
  const rows = all<{ id: string }>(
    db,
    `SELECT value AS id FROM json_each(@ids) WHERE EXISTS (SELECT 1 FROM mark WHERE session_id = value)
       OR EXISTS (SELECT 1 FROM walk_in WHERE session_id = value)
       OR EXISTS (SELECT 1 FROM evidence WHERE session_id = value)`,
    { ids },
  );
  return new Set(rows.map((row) => row.id));
}

export interface Excuse {
  id: string;
  learnerId: string;
  from: string;
  to: string;
  reason: ReasonCode | null;
  note: string | null;
}

const excuse = 'id, learner_id AS learnerId, starts_on AS "from", ends_on AS "to", reason, note';

/** Excuses recorded ahead that cover a date, for some people, by person. */
export function excusesOn(db: Database, learnerIds: readonly string[], date: string): Map<string, Excuse> {
  const { personOf, rowsOfAll } = samePeople(db);
  const rows = all<Excuse>(
    db,
    `SELECT ${excuse} FROM excuse WHERE learner_id IN (SELECT value FROM json_each(?))
     AND starts_on <= ? AND ends_on >= ? ORDER BY starts_on, id`,
    JSON.stringify(rowsOfAll(learnerIds)),
    date,
    date,
  );
  return new Map(rows.map((row) => [personOf(row.learnerId), row]));
}

export function excusesOf(db: Database, learnerId: string): Excuse[] {
  return all<Excuse>(
    db,
    `SELECT ${excuse} FROM excuse WHERE learner_id IN (SELECT value FROM json_each(?))
     ORDER BY starts_on DESC, id DESC`,
    JSON.stringify(samePeople(db).rowsOf(learnerId)),
  );
}

export function findExcuse(db: Database, id: string): Excuse | undefined {
  return one<Excuse>(db, `SELECT ${excuse} FROM excuse WHERE id = ? AND learner_id IS NOT NULL`, id);
}

/** How many people are marked in a session, and how many of them with one of the given statuses. */
export function countMarks(
  db: Database,
  sessionId: string,
  present: readonly string[],
): { recorded: number; present: number } {
  const same = samePeople(db);
  if (same.merged.length > 0) {
    const statuses = [...(statusesIn(db, [sessionId]).get(sessionId)?.values() ?? [])];
    return {
      recorded: statuses.length,
      present: statuses.filter((status) => present.includes(status)).length,
    };
  }
  return (
    one<{ recorded: number; present: number }>(
      db,
      `SELECT count(*) AS recorded, count(*) FILTER (WHERE status IN (SELECT value FROM json_each(?))) AS present
       FROM mark WHERE session_id = ?`,
      JSON.stringify(present),
      sessionId,
    ) ?? { recorded: 0, present: 0 }
  );
}
