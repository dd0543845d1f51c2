import type { ChangeRow } from '../database/changes.ts';
import { all, type Database, one } from '../database/sqlite.ts';
import { samePeople } from '../roster/same-person.ts';

/** A person whose mark in a session has two values that nobody has decided between. */
export interface MarkConflict {
  sessionId: string;
  learnerId: string;
}

/** Marks of which two laptops wrote different values, by row of the roster; of one session, or of all. */
function contestedMarks(db: Database, sessionId: string | null): MarkConflict[] {
  return all<{ id: string }>(
    db,
    `SELECT entity_id AS id FROM contested t
     WHERE t.entity = 'mark' AND t.entity_id > @from AND t.entity_id < @to AND t.cell = 'mark'
     AND (SELECT count(DISTINCT coalesce(c.value, '')) FROM head h JOIN change c USING (device, seq)
       WHERE h.entity = t.entity AND h.entity_id = t.entity_id AND h.cell = t.cell) > 1`,
    sessionId === null ? { from: '', to: '\u{10ffff}' } : { from: `${sessionId}:`, to: `${sessionId};` },
  ).map(({ id }) => ({ sessionId: id.slice(0, id.indexOf(':')), learnerId: id.slice(id.indexOf(':') + 1) }));
}

/** Sessions in which somebody who was merged is marked under two of her rows, and not alike. */
function doublyMarked(db: Database, sessionId: string | null): MarkConflict[] {
  const same = samePeople(db);
  if (same.merged.length === 0) return [];
  const pairs = same.merged.flatMap((row) =>
    same
      .rowsOf(row)
      .filter((other) => other !== row)
      .map((other) => [row, other]),
  );
  return all<MarkConflict>(
    db,
    `SELECT m.session_id AS sessionId, m.learner_id AS learnerId FROM json_each(@pairs) p
     CROSS JOIN mark m ON m.learner_id = p.value ->> 0 AND (@sessionId IS NULL OR m.session_id = @sessionId)
     JOIN mark o ON o.session_id = m.session_id AND o.learner_id = p.value ->> 1
     WHERE (m.status, m.minutes_missed, m.reason, m.note) IS NOT (o.status, o.minutes_missed, o.reason, o.note)`,
    { pairs: JSON.stringify(pairs), sessionId },
  );
}

/** Open conflicts of marks, each person once in a session: of one session, or of all. */
export function openConflicts(db: Database, sessionId: string | null = null): MarkConflict[] {
  const { personOf } = samePeople(db);
  const found = [...contestedMarks(db, sessionId), ...doublyMarked(db, sessionId)];
  const known = new Set<string>();
  return found.flatMap((one) => {
    const conflict = { sessionId: one.sessionId, learnerId: personOf(one.learnerId) };
    const key = `${conflict.sessionId}:${conflict.learnerId}`;
    if (known.has(key)) return [];
    known.add(key);
    return [conflict];
  });
}

/** People whose mark in this session has two values that nobody has decided between. */
export function conflictsIn(db: Database, sessionId: string): Set<string> {
  return new Set(openConflicts(db, sessionId).map((conflict) => conflict.learnerId));
}

/** The changes that stand side by side on a person's mark in a session, the earliest first. */
export function standingMarks(db: Database, { sessionId, learnerId }: MarkConflict): ChangeRow[] {
  const cells = samePeople(db)
    .rowsOf(learnerId)
    .map((row) => `${sessionId}:${row}`);
  return all<ChangeRow>(
    db,
    `SELECT c.* FROM json_each(?) i CROSS JOIN head h ON h.entity = 'mark' AND h.entity_id = i.value AND h.cell = 'mark'
     JOIN change c USING (device, seq) ORDER BY c.recorded_at, c.device, c.seq`,
    JSON.stringify(cells),
  );
}

/** In how many sessions two people are both marked, and in how many of these not alike. */
export function countBothMarked(
  db: Database,
  learnerId: string,
  otherId: string,
): { bothMarked: number; differing: number } {
  const { rowsOf } = samePeople(db);
  return (
    one<{ bothMarked: number; differing: number }>(
      db,
      `SELECT count(DISTINCT m.session_id) AS bothMarked, count(DISTINCT m.session_id) FILTER (WHERE
         (m.status, m.minutes_missed, m.reason, m.note) IS NOT (o.status, o.minutes_missed, o.reason, o.note)) AS differing
       FROM mark m JOIN mark o ON o.session_id = m.session_id AND o.learner_id IN (SELECT value FROM json_each(?))
       WHERE m.learner_id IN (SELECT value FROM json_each(?))`,
      JSON.stringify(rowsOf(otherId)),
      JSON.stringify(rowsOf(learnerId)),
    ) ?? { bothMarked: 0, differing: 0 }
  );
}
