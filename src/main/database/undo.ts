import { refuse } from '../../shared/result.ts';
import { type Author, beginAct, type ChangeRow } from './changes.ts';
import { type Entity, upcast } from './entities.ts';
import { all, type Database, one } from './sqlite.ts';

/** How many acts back an undo looks: an evening's work, and a bound on the search. */
const reach = 2000;

export interface Act {
  first: number;
  command: string;
  at: number;
  cells: number;
  entity: string;
  entityId: string;
}

type ActHead = Pick<ChangeRow, 'act' | 'undoes' | 'actor' | 'command'>;

/** Acts of this device from the newest back, one step each: an import of 10,000 rows is one. */
function* actsBack(db: Database, device: string): Generator<ActHead> {
  let below = Number.MAX_SAFE_INTEGER;
  for (let count = 0; count < reach; count++) {
    const row = one<ActHead>(
      db,
      'SELECT act, undoes, actor, command FROM change WHERE device = ? AND seq < ? ORDER BY seq DESC LIMIT 1',
      device,
      below,
    );
    if (!row) return;
    yield row;
    below = row.act;
  }
}

/** `act` stands and would be taken back; `work` is the person's own act at the root of its chain. Both are first seqs. */
export interface Target {
  act: number;
  work: number;
}

/**
 * What one person's next undo, and next redo, would take back on this device, or null.
 *
 * Nothing is kept beside the log. An undo takes back the act that stands, a redo takes back that undo, and so on:
 * a chain from its root, an act of work. A chain of even length is done, of odd length undone. Undo takes the
 * newest done root; redo the oldest undone one whose undo is newer than all work.
 */
export function undoState(
  db: Database,
  device: string,
  actor: string,
  mayUndo: (command: string) => boolean,
): { undo: Target | null; redo: Target | null } {
  const chains = new Map<number, { newest: number; length: number }>();
  let newestWork: number | null = null;
  let redo: Target | null = null;
  for (const row of actsBack(db, device)) {
    if (row.actor !== actor) continue;
    const chain = chains.get(row.act) ?? { newest: row.act, length: 0 };
    chains.delete(row.act);
    if (row.undoes !== null) {
      chains.set(row.undoes, { newest: chain.newest, length: chain.length + 1 });
      continue;
    }
    if (!mayUndo(row.command)) continue;
    newestWork ??= row.act;
    if (chain.length % 2 === 0) return { undo: { act: chain.newest, work: row.act }, redo };
    if (chain.newest > newestWork) redo = { act: chain.newest, work: row.act };
  }
  return { undo: null, redo };
}

export function describeAct(db: Database, device: string, first: number): Act {
  const rows = one<{ cells: number }>(
    db,
    'SELECT count(*) AS cells FROM change WHERE device = ? AND seq >= ? AND act = ?',
    device,
    first,
    first,
  );
  const row = one<ChangeRow>(db, 'SELECT * FROM change WHERE device = ? AND seq = ?', device, first);
  if (!row) throw refuse('not_found', 'act_not_found');
  return {
    first,
    command: row.command,
    at: row.recorded_at,
    cells: rows?.cells ?? 0,
    entity: row.entity,
    entityId: row.entity_id,
  };
}

export function changesOfAct(db: Database, device: string, first: number): ChangeRow[] {
  return all<ChangeRow>(
    db,
    'SELECT * FROM change WHERE device = ? AND seq >= ? AND act = ? ORDER BY seq',
    device,
    first,
    first,
  );
}

/**
 * Takes an act back: every cell it wrote returns to what its change replaced, as a new act.
 * Refused whole with `conflict` if a later change stands on any of its cells.
 */
export function takeBack(
  db: Database,
  entities: ReadonlyMap<string, Entity>,
  author: Author,
  target: number,
): void {
  const { write } = beginAct(db, { ...author, undoes: target });
  for (const change of changesOfAct(db, author.device, target).reverse()) {
    const heads = all<{ device: string; seq: number }>(
      db,
      'SELECT device, seq FROM head WHERE entity = ? AND entity_id = ? AND cell = ?',
      change.entity,
      change.entity_id,
      change.cell,
    );
    const [head] = heads;
    if (heads.length !== 1 || head?.device !== change.device || head.seq !== change.seq) {
      throw refuse('conflict', 'changed_since');
    }
    const entity = entities.get(change.entity);
    const cell = entity?.cells[change.cell];
    if (!entity || !cell) throw refuse('conflict', 'changed_since');
    const before = shownBefore(db, change);
    const value = before?.value == null ? null : upcast(cell, before.format, JSON.parse(before.value));
    write(entity, change.entity_id, change.cell, value, null);
  }
}

/** The value that showed before a change: the latest of those it replaced. */
function shownBefore(db: Database, change: ChangeRow): ChangeRow | undefined {
  if (!change.replaces) return undefined;
  return one<ChangeRow>(
    db,
    `SELECT c.* FROM json_each(?) r JOIN change c ON c.device = r.value ->> 0 AND c.seq = r.value ->> 1
     ORDER BY c.recorded_at DESC, c.device DESC, c.seq DESC LIMIT 1`,
    change.replaces,
  );
}
