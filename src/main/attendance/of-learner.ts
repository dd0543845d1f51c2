import type { Thing } from '../database/past.ts';
import { all, type Database, one } from '../database/sqlite.ts';

/** How many marks of each status a learner has. */
export function markCounts(db: Database, learnerId: string): { status: string; count: number }[] {
  return all(
    db,
    'SELECT status, count(*) AS count FROM mark WHERE learner_id = ? GROUP BY status ORDER BY status',
    learnerId,
  );
}

export function isMarkedIn(db: Database, learnerId: string, sessionIds: readonly string[]): boolean {
  return (
    one(
      db,
      'SELECT 1 FROM json_each(?) s CROSS JOIN mark m ON m.session_id = s.value AND m.learner_id = ? LIMIT 1',
      JSON.stringify(sessionIds),
      learnerId,
    ) !== undefined
  );
}

/**
 * What attendance ever wrote about a learner: her marks and walk-ins, her excuses, also those taken back.
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
