import type { ChangeRow } from './changes.ts';
import type { Cell, Entity } from './entities.ts';
import { all, type Database, one } from './sqlite.ts';

/**
 * A thing that others hold on to is not hidden by its removal: a class that was taken off the plan on one laptop and
 * marked on another stays, with all that the removal cleared, for as long as somebody is marked in it or its sheet is
 * there as a photo. The removal remains what the log says; it is only not shown. So tables follow from the log alone,
 * whichever arrived first.
 */
export interface KeptBy {
  /** The cell without which the thing is not there. */
  cell: string;
  /** Tables whose rows hold on to it, and the column with its id. */
  rows: readonly (readonly [table: string, column: string])[];
}

export type Head = Pick<ChangeRow, 'device' | 'seq' | 'act' | 'actor' | 'recorded_at' | 'format' | 'value'>;

/** The head that counts: the only one, or of several the latest by (recorded_at, device, seq). */
export function headThatCounts(
  db: Database,
  entity: Entity,
  name: string,
  id: string,
  cell: Cell,
): Head | undefined {
  return one<Head>(
    db,
    `SELECT c.device, c.seq, c.act, c.actor, c.recorded_at, c.format, c.value FROM head h JOIN change c USING (device, seq)
     WHERE h.entity = ? AND h.entity_id = ? AND h.cell = ? AND c.format <= ?
     ORDER BY c.recorded_at DESC, c.device DESC, c.seq DESC LIMIT 1`,
    entity.name,
    id,
    name,
    cell.format,
  );
}

/** The change that took a thing away, whether or not something keeps it; null for one that is there or never was. */
export function removalOf(db: Database, entity: Entity, id: string): Head | null {
  const name = entity.keptBy?.cell ?? '';
  const cell = entity.cells[name];
  const head = cell && headThatCounts(db, entity, name, id, cell);
  return head?.value === null ? head : null;
}

function isKept(db: Database, { rows }: KeptBy, id: string): boolean {
  return rows.some(
    ([table, column]) => one(db, `SELECT 1 FROM ${table} WHERE ${column} = ? LIMIT 1`, id) !== undefined,
  );
}

/** What a cell held before it was cleared with a thing that is kept; undefined where nothing is kept of it. */
export function valueKept(
  db: Database,
  entity: Entity,
  id: string,
  cell: Cell,
  cleared: Head,
): Pick<ChangeRow, 'format' | 'value'> | undefined {
  if (!entity.keptBy) return undefined;
  const removal = removalOf(db, entity, id);
  const together = removal?.device === cleared.device && removal.act === cleared.act;
  if (!together || !isKept(db, entity.keptBy, id)) return undefined;
  return one(
    db,
    `WITH RECURSIVE past (device, seq) AS (
       SELECT ?, ?
       UNION
       SELECT r.value ->> 0, r.value ->> 1 FROM past JOIN change c USING (device, seq), json_each(c.replaces) r
       WHERE c.replaces IS NOT NULL
     )
     SELECT c.format, c.value FROM past JOIN change c USING (device, seq) WHERE c.value IS NOT NULL AND c.format <= ?
     ORDER BY c.recorded_at DESC, c.device DESC, c.seq DESC LIMIT 1`,
    cleared.device,
    cleared.seq,
    cell.format,
  );
}

/** Things that were removed and are kept, in the order of their ids. Reads all heads of a cell: for rebuilding. */
export function removedAndKept(db: Database, entity: Entity): string[] {
  const { keptBy } = entity;
  if (!keptBy) return [];
  const held = keptBy.rows.map(
    ([table, column]) => `EXISTS (SELECT 1 FROM ${table} WHERE ${column} = h.entity_id)`,
  );
  return all<{ id: string }>(
    db,
    `SELECT DISTINCT h.entity_id AS id FROM head h JOIN change c USING (device, seq)
     WHERE h.entity = ? AND h.cell = ? AND c.value IS NULL AND (${held.join(' OR ')}) ORDER BY h.entity_id`,
    entity.name,
    keptBy.cell,
  ).map((row) => row.id);
}
