import type { Mark } from '../../shared/contract/attendance.ts';
import type { ReasonCode } from '../../shared/rules/statuses.ts';
import { all, type Database, one } from '../database/sqlite.ts';

export interface MarkRow {
  learnerId: string;
  status: string;
  minutesMissed: number | null;
  reason: ReasonCode | null;
  note: string | null;
}

export function markOf({ status, minutesMissed, reason, note }: MarkRow): Mark {
  return {
    status,
    ...(minutesMissed === null ? {} : { minutesMissed }),
    ...(reason === null ? {} : { reason }),
    ...(note === null ? {} : { note }),
  };
}

/** Marks of a session by learner. */
export function marksOf(db: Database, sessionId: string): Map<string, Mark> {
  const rows = all<MarkRow>(
    db,
    'SELECT learner_id AS learnerId, status, minutes_missed AS minutesMissed, reason, note FROM mark WHERE session_id = ?',
    sessionId,
  );
  return new Map(rows.map((row) => [row.learnerId, markOf(row)]));
}

export function hasMark(db: Database, sessionId: string, learnerId: string): boolean {
  return (
    one(db, 'SELECT 1 FROM mark WHERE session_id = ? AND learner_id = ?', sessionId, learnerId) !== undefined
  );
}

/** Statuses by learner, in each of some sessions. */
export function statusesIn(db: Database, sessionIds: readonly string[]): Map<string, Map<string, string>> {
  const bySession = new Map(sessionIds.map((id) => [id, new Map<string, string>()]));
  const rows = all<{ sessionId: string; learnerId: string; status: string }>(
    db,
    `SELECT session_id AS sessionId, learner_id AS learnerId, status FROM mark
     WHERE session_id IN (SELECT value FROM json_each(?))`,
    JSON.stringify(sessionIds),
  );
  for (const row of rows) bySession.get(row.sessionId)?.set(row.learnerId, row.status);
  return bySession;
}

/** Learners whose mark in this session has two values that nobody has decided between. */
export function conflictsIn(db: Database, sessionId: string): Set<string> {
  const rows = all<{ id: string }>(
    db,
    `SELECT entity_id AS id FROM head WHERE entity = 'mark' AND entity_id > ? AND entity_id < ?
     GROUP BY entity_id, cell HAVING count(*) > 1`,
    `${sessionId}:`,
    `${sessionId};`,
  );
  return new Set(rows.map((row) => row.id.slice(sessionId.length + 1)));
}

export function walkInsOf(db: Database, sessionId: string): string[] {
  return all<{ id: string }>(db, 'SELECT learner_id AS id FROM walk_in WHERE session_id = ?', sessionId).map(
    (row) => row.id,
  );
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

/** Excuses recorded ahead that cover a date, for some learners, by learner. */
export function excusesOn(db: Database, learnerIds: readonly string[], date: string): Map<string, Excuse> {
  const rows = all<Excuse>(
    db,
    `SELECT ${excuse} FROM excuse WHERE learner_id IN (SELECT value FROM json_each(?))
     AND starts_on <= ? AND ends_on >= ? ORDER BY starts_on, id`,
    JSON.stringify(learnerIds),
    date,
    date,
  );
  return new Map(rows.map((row) => [row.learnerId, row]));
}

export function excusesOf(db: Database, learnerId: string): Excuse[] {
  return all<Excuse>(
    db,
    `SELECT ${excuse} FROM excuse WHERE learner_id = ? ORDER BY starts_on DESC`,
    learnerId,
  );
}

/** How many marks of a session exist, and how many of them are of the given statuses. */
export function countMarks(
  db: Database,
  sessionId: string,
  present: readonly string[],
): { recorded: number; present: number } {
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
