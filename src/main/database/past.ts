import type { ChangeRow } from './changes.ts';
import { all, type Database } from './sqlite.ts';

/** A thing in the log: entity and id. */
export type Thing = readonly [entity: string, id: string];

/** Ids under which an entity whose key begins with `first` has ever been written, also where nothing is left of it. */
export function thingsUnder(db: Database, entity: string, first: string): Thing[] {
  return all<{ id: string }>(
    db,
    'SELECT DISTINCT entity_id AS id FROM head WHERE entity = ? AND entity_id > ? AND entity_id < ?',
    entity,
    `${first}:`,
    `${first};`,
  ).map(({ id }) => [entity, id]);
}

/** Every change that ever was of some things, newest first, walked back from their heads through `replaces`. */
export function pastOf(db: Database, things: readonly Thing[]): ChangeRow[] {
  return all<ChangeRow>(
    db,
    `WITH RECURSIVE past (device, seq) AS (
       SELECT h.device, h.seq FROM json_each(?) w
       CROSS JOIN head h ON h.entity = w.value ->> 0 AND h.entity_id = w.value ->> 1
       UNION
       SELECT r.value ->> 0, r.value ->> 1 FROM past JOIN change c USING (device, seq), json_each(c.replaces) r
       WHERE c.replaces IS NOT NULL
     )
     SELECT c.* FROM past JOIN change c USING (device, seq) ORDER BY c.recorded_at DESC, c.device DESC, c.seq DESC`,
    JSON.stringify(things),
  );
}
