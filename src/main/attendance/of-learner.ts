import type { Thing } from '../database/past.ts';
import { all, type Database, one } from '../database/sqlite.ts';
import { samePeople } from '../roster/same-person.ts';

/** How many marks of each status a person has; a session counts once, as its roll shows it. */
export function markCounts(db: Database, learnerId: string): { status: string; count: number }[] {
  const same = samePeople(db);
  return all(
    db,
    `SELECT m.status, count(*) AS count FROM mark m WHERE m.learner_id IN (SELECT value FROM json_each(@rows))
     AND (m.learner_id = @person OR NOT EXISTS (SELECT 1 FROM mark o WHERE o.session_id = m.session_id
       AND o.learner_id IN (SELECT value FROM json_each(@rows))
       AND (o.learner_id = @person OR o.learner_id < m.learner_id)))
     GROUP BY m.status ORDER BY m.status`,
    { rows: JSON.stringify(same.rowsOf(learnerId)), person: same.personOf(learnerId) },
  );
}

export function isMarkedIn(db: Database, learnerId: string, sessionIds: readonly string[]): boolean {
  return (
    one(
      db,
      `SELECT 1 FROM json_each(?) s CROSS JOIN mark m ON m.session_id = s.value
       AND m.learner_id IN (SELECT value FROM json_each(?)) LIMIT 1`,
      JSON.stringify(sessionIds),
      JSON.stringify(samePeople(db).rowsOf(learnerId)),
    ) !== undefined
  );
}

/**
 * What attendance ever wrote about one row of the roster: marks and walk-ins, excuses, also those taken back.
 * `sessionIds` are sessions of her cohorts, where a mark may have been cleared since.
 */
export function recordsOf(db: Database, learnerId: string, sessionIds: readonly string[]): Thing[] {
  const marked = all<{ id: string }>(
    db,
    `SELECT session_id AS id FROM mark WHERE learner_id = @learnerId
     UNION SELECT session_id FROM walk_in WHERE learner_id = @learnerId`,
    { learnerId },
  );
  const sessions = new Set([...sessionIds, ...marked.map((row) => row.id)]);
  const excuses = all<{ id: string }>(
    db,
    `SELECT id FROM excuse WHERE learner_id = @learnerId
     UNION SELECT h.entity_id FROM head h JOIN change c USING (device, seq), json_each(c.replaces) r
       JOIN change was ON was.device = r.value ->> 0 AND was.seq = r.value ->> 1
       WHERE h.entity = 'excuse' AND c.value IS NULL AND c.replaces IS NOT NULL
       AND was.value ->> '$.learnerId' = @learnerId`,
    { learnerId },
  );
  return [
    ...[...sessions].flatMap((id): Thing[] => [
      ['mark', `${id}:${learnerId}`],
      ['walk_in', `${id}:${learnerId}`],
    ]),
    ...excuses.map((row): Thing => ['excuse', row.id]),
  ];
}

/** Which of some status codes somebody was marked with in some sessions. */
export function statusesUsedIn(
  db: Database,
  sessionIds: readonly string[],
  codes: readonly string[],
): string[] {
  return all<{ code: string }>(
    db,
    `SELECT value AS code FROM json_each(@codes) wanted WHERE EXISTS (
       SELECT 1 FROM json_each(@sessions) s CROSS JOIN mark m ON m.session_id = s.value
       WHERE m.status = wanted.value)`,
    { codes: JSON.stringify(codes), sessions: JSON.stringify(sessionIds) },
  ).map((row) => row.code);
}
