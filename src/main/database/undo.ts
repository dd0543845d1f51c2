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
 * newest done root; redo what was undone last, if that is newer than all work.
 *
 * What cannot be taken back blocks nothing: `before` asks for the one before it. For undo that is an older piece of
 * work than the refused target's `work`, for redo one whose undo is older than the refused target's `act`.
 */
export function undoState(
  db: Database,
  device: string,
  actor: string,
  mayUndo: (command: string) => boolean,
  before: { undo?: number; redo?: number } = {},
): { undo: Target | null; redo: Target | null } {
  const { undo: undoBefore = Number.POSITIVE_INFINITY, redo: redoBefore = Number.POSITIVE_INFINITY } = before;
  const chains = new Map<number, { newest: number; length: number }>();
  let newestWork: number | null = null;
  let undo: Target | null = null;
  let redo: Target | null = null;
  /** Whether an undo that is newer than all work has not led to its root yet. */
  const mayRedo = (): boolean => [...chains.values()].some(({ newest }) => newest > (newestWork ?? 0));
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
    const target = { act: chain.newest, work: row.act };
    if (chain.length % 2 === 0) {
      if (row.act < undoBefore) undo ??= target;
    } else if (target.act > newestWork && target.act < redoBefore && target.act > (redo?.act ?? 0)) {
      redo = target;
    }
    if (undo !== null && !mayRedo()) break;
  }
  return { undo, redo };
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
 * Takes an act back: every cell it wrote returns to what it held before the act, as a new act; where that were
 * several values side by side, they stand side by side again.
 * Refused whole with `conflict` if a later change stands on any of its cells. A change that was itself taken back
 * does not stand: marking twice and undoing twice goes back twice.
 */
export function takeBack(
  db: Database,
  entities: ReadonlyMap<string, Entity>,
  author: Author,
  target: number,
  why: string | null = null,
): void {
  const { write, fork } = beginAct(db, { ...author, undoes: target });
  for (const own of cellsOfAct(db, author.device, target).reverse()) {
    const [first] = own;
    const entity = first && entities.get(first.entity);
    const cell = first && entity?.cells[first.cell];
    if (!entity || !cell || !stands(db, own)) throw refuse('conflict', 'changed_since');
    const values = shownBefore(db, first).map((before) => {
      // A value that only a newer Rollbook can read cannot be written again by this one.
      if (before.format > cell.format) throw refuse('conflict', 'changed_since');
      return before.value === null ? null : upcast(cell, before.format, JSON.parse(before.value));
    });
    if (values.length > 1) fork(entity, first.entity_id, first.cell, values, why);
    else write(entity, first.entity_id, first.cell, values[0] ?? null, why);
  }
}

/** The changes of an act on each cell, in the order in which the cells were first written. */
function cellsOfAct(db: Database, device: string, target: number): ChangeRow[][] {
  const cells = Map.groupBy(changesOfAct(db, device, target), (change) =>
    JSON.stringify([change.entity, change.entity_id, change.cell]),
  );
  return [...cells.values()];
}

/** The newest of the changes because of which an act cannot be taken back any more; null if none stands on it. */
export function standingOn(db: Database, device: string, target: number): ChangeRow | null {
  const over = cellsOfAct(db, device, target).flatMap((own) => {
    const [first] = own;
    return first && !stands(db, own) ? headsOn(db, first) : [];
  });
  const others = over.filter((change) => change.device !== device || change.act !== target);
  return others.sort((a, b) => b.recorded_at - a.recorded_at)[0] ?? null;
}

/** What the cell of a change holds now; of values side by side, each. */
function headsOn(db: Database, { entity, entity_id: id, cell }: ChangeRow): ChangeRow[] {
  return all<ChangeRow>(
    db,
    `SELECT c.* FROM head h JOIN change c USING (device, seq)
     WHERE h.entity = ? AND h.entity_id = ? AND h.cell = ?`,
    entity,
    id,
    cell,
  );
}

/** Whether what an act left in a cell is what the cell holds. */
function stands(db: Database, own: readonly ChangeRow[]): boolean {
  const last = own.at(-1);
  if (!last) return false;
  const heads = headsOn(db, last);
  const [head] = heads;
  if (heads.length > 1)
    return heads.every((one) => own.some((mine) => mine.seq === one.seq && mine.device === one.device));
  return head !== undefined && stateAfter(db, head) === stateAfter(db, last);
}

/**
 * Names what a cell holds after a change: the change itself, or, where it takes an act back, what the cell held
 * before that act. Two changes with the same name left the cell in the same hands.
 */
function stateAfter(db: Database, change: ChangeRow): string {
  let current = change;
  while (current.undoes !== null) {
    const undone = changeUndoneBy(db, current);
    if (!undone) break;
    const replaced = undone.replaces === null ? [] : (JSON.parse(undone.replaces) as [string, number][]);
    const [only] = replaced;
    if (!only || replaced.length > 1) return undone.replaces ?? '';
    const before = one<ChangeRow>(db, 'SELECT * FROM change WHERE device = ? AND seq = ?', ...only);
    if (!before) return undone.replaces ?? '';
    current = before;
  }
  return JSON.stringify([[current.device, current.seq]]);
}

/** What the act that this change takes back had first written to the cell, found by walking back from it. */
function changeUndoneBy(db: Database, change: ChangeRow): ChangeRow | undefined {
  return one<ChangeRow>(
    db,
    `WITH RECURSIVE past (device, seq) AS (
       SELECT ?, ?
       UNION
       SELECT r.value ->> 0, r.value ->> 1 FROM past JOIN change c USING (device, seq), json_each(c.replaces) r
       WHERE c.replaces IS NOT NULL
     )
     SELECT c.* FROM past JOIN change c USING (device, seq) WHERE c.device = ? AND c.act = ? ORDER BY c.seq LIMIT 1`,
    change.device,
    change.seq,
    change.device,
    change.undoes,
  );
}

/** What stood before a change: those it replaced, the one that showed last. */
function shownBefore(db: Database, change: ChangeRow): ChangeRow[] {
  if (!change.replaces) return [];
  return all<ChangeRow>(
    db,
    `SELECT c.* FROM json_each(?) r JOIN change c ON c.device = r.value ->> 0 AND c.seq = r.value ->> 1
     ORDER BY c.recorded_at, c.device, c.seq`,
    change.replaces,
  );
}

/** The change in which a value was first said: an undo or a redo only says it again. */
export function originOf(db: Database, change: ChangeRow): ChangeRow {
  let current = change;
  while (current.undoes !== null) {
    const undone = changeUndoneBy(db, current);
    const before = undone && shownBefore(db, undone).findLast((one) => one.value === current.value);
    if (!before) return current;
    current = before;
  }
  return current;
}
