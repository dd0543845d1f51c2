import { randomBytes } from 'node:crypto';
import { refuse } from '../../shared/result.ts';
import type { Cell, CellValue, Entity } from './entities.ts';
import { show, showChanged, showKept } from './projections.ts';
import { memoryOf } from './remembering.ts';
import { all, type Database, one, run } from './sqlite.ts';

/** A UUIDv7 (RFC 9562, 5.7): 48 bits of Unix milliseconds, then random. */
export function newId(now: number): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now, 0, 6);
  bytes.writeUInt8(((bytes[6] ?? 0) & 0x0f) | 0x70, 6);
  bytes.writeUInt8(((bytes[8] ?? 0) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Who writes, where and when: the columns that all changes of one act share. */
export interface Author {
  device: string;
  /** Person's id; null for what the program does by itself. */
  actor: string | null;
  command: string;
  /** Wall clock, milliseconds since 1970. */
  now: number;
  /** The act that this one takes back (its first seq on this device). */
  undoes?: number;
  /** The act that this one goes on with, see `openActOn`. */
  continues?: number;
}

export interface ChangeRow {
  device: string;
  seq: number;
  act: number;
  command: string;
  undoes: number | null;
  recorded_at: number;
  actor: string | null;
  entity: string;
  entity_id: string;
  cell: string;
  format: number;
  value: string | null;
  replaces: string | null;
  reason: string | null;
}

export type Write = <E extends Entity, C extends keyof E['cells'] & string>(
  entity: E,
  id: string,
  cell: C,
  value: CellValue<E, C> | null,
  reason?: string | null,
) => boolean;

const newestSeqs = memoryOf<number>(['change']);

/** Newest seq that a device has written here; 0 if none. */
export function lastSeq(db: Database, device: string): number {
  const known = newestSeqs.get(db, device);
  if (known !== undefined) return known;
  const newest = 'SELECT max(seq) AS seq FROM change WHERE device = ?';
  const seq = one<{ seq: number | null }>(db, newest, device)?.seq ?? 0;
  newestSeqs.set(db, device, seq);
  return seq;
}

/**
 * The act that wrote a cell last, where nothing has been written on this device since, by the same person and command:
 * what is stored while somebody still types is one act with what comes after. Undefined where there is none.
 */
export function openActOn(
  db: Database,
  { device, actor, command }: Author,
  [entity, id, cell]: readonly [entity: string, id: string, cell: string],
): number | undefined {
  const last = one<ChangeRow>(db, 'SELECT * FROM change WHERE device = ? ORDER BY seq DESC LIMIT 1', device);
  const isIt =
    last?.actor === actor &&
    last.command === command &&
    last.undoes === null &&
    last.entity === entity &&
    last.entity_id === id &&
    last.cell === cell;
  return isIt ? last.act : undefined;
}

/**
 * Begins an act inside the caller's transaction and returns its `write`, the only writer of log and projections.
 * `write` says false, and writes nothing, where the cell already holds that value without a conflict.
 */
export function beginAct(db: Database, author: Author): { write: Write; fork: Fork; written: () => number } {
  const begin = lastSeq(db, author.device) + 1;
  const first = author.continues ?? begin;
  let next = begin;
  const write: Write = (entity, id, name, value, reason = null) => {
    const cell = entity.cells[name];
    if (!cell) throw new RangeError(`${entity.name} has no cell ${name}`);
    const stored = value === null ? null : JSON.stringify(cell.schema.parse(value));
    if (!append(db, author, { act: first, seq: next, entity, cell, name, id, stored, reason })) return false;
    next += 1;
    return true;
  };
  const fork: Fork = (entity, id, name, values, reason) => {
    const cell = entity.cells[name];
    if (!cell) throw new RangeError(`${entity.name} has no cell ${name}`);
    const heads = headsOf(db, entity.name, id, name);
    for (const [index, value] of values.entries()) {
      const stored = value === null ? null : JSON.stringify(cell.schema.parse(value));
      const entry = { act: first, seq: next + index, entity, cell, name, id, stored, reason };
      insertChange(db, author, entry, heads);
    }
    replaceHeads(
      db,
      { entity: entity.name, id, cell: name, device: author.device },
      values.map((_value, index) => next + index),
      heads,
    );
    next += values.length;
    showChanged(db, entity, name, id);
  };
  return { write, fork, written: () => next - begin };
}

/**
 * Puts several values side by side in place of what stands, the one that is to show last: what two laptops said
 * is contested again after a decision between them was taken back.
 */
export type Fork = (
  entity: Entity,
  id: string,
  cell: string,
  values: readonly unknown[],
  reason: string | null,
) => void;

interface Entry {
  act: number;
  seq: number;
  entity: Entity;
  cell: Cell;
  name: string;
  id: string;
  stored: string | null;
  reason: string | null;
}

interface Head {
  device: string;
  seq: number;
  value: string | null;
  format: number;
}

function headsOf(db: Database, entity: string, id: string, cell: string): Head[] {
  return all<Head>(
    db,
    `SELECT h.device, h.seq, c.value, c.format FROM head h JOIN change c USING (device, seq)
     WHERE h.entity = ? AND h.entity_id = ? AND h.cell = ?`,
    entity,
    id,
    cell,
  );
}

function append(db: Database, author: Author, entry: Entry): boolean {
  const { entity, cell, name, id, stored } = entry;
  const heads = headsOf(db, entity.name, id, name);
  const [only] = heads;
  const same =
    heads.length === 0
      ? stored === null
      : heads.length === 1 && only?.value === stored && only.format === cell.format;
  // Taking back is recorded in any case, or the same act would be taken back for ever.
  if (same && author.undoes === undefined) return false;
  insertChange(db, author, entry, heads);
  replaceHeads(db, { entity: entity.name, id, cell: name, device: author.device }, [entry.seq], heads);
  const removes = stored === null || heads.some((head) => head.value === null);
  if (entity.keptBy && removes) showChanged(db, entity, name, id);
  else {
    // The plain case, a mark among them, takes no second look at its heads.
    show(db, entity, cell, id, cell.format, stored);
    if (removes || heads.length === 0) showKept(db, entity, id);
  }
  return true;
}

function insertChange(db: Database, author: Author, entry: Entry, replaced: readonly Head[]): void {
  run(
    db,
    `INSERT INTO change (device, seq, act, command, undoes, recorded_at, actor, entity, entity_id, cell, format, value, replaces, reason)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    author.device,
    entry.seq,
    entry.act,
    author.command,
    author.undoes ?? null,
    author.now,
    author.actor,
    entry.entity.name,
    entry.id,
    entry.name,
    entry.cell.format,
    entry.stored,
    replaced.length === 0 ? null : JSON.stringify(replaced.map((head) => [head.device, head.seq])),
    entry.reason,
  );
  newestSeqs.set(db, author.device, entry.seq);
}

/** Makes changes of this device the heads of a cell, in place of those that it has. */
function replaceHeads(
  db: Database,
  { entity, id, cell, device }: { entity: string; id: string; cell: string; device: string },
  seqs: readonly number[],
  heads: readonly Head[],
): void {
  const [only] = heads;
  if (only && heads.length === 1 && seqs.length === 1) {
    // By its whole key: SQLite changes such a row where it stands, without a list of those that it found.
    const move =
      'UPDATE head SET device = ?, seq = ? WHERE entity = ? AND entity_id = ? AND cell = ? AND device = ? AND seq = ?';
    run(db, move, device, seqs[0], entity, id, cell, only.device, only.seq);
    return;
  }
  if (heads.length > 0)
    run(db, 'DELETE FROM head WHERE entity = ? AND entity_id = ? AND cell = ?', entity, id, cell);
  for (const each of seqs) {
    run(
      db,
      'INSERT INTO head (entity, entity_id, cell, device, seq) VALUES (?, ?, ?, ?, ?)',
      entity,
      id,
      cell,
      device,
      each,
    );
  }
  if (heads.length > 1 || seqs.length > 1) noteContest(db, { entity, entity_id: id, cell });
}

/** Everything that the heads of a cell came from, whether it is here or only named. Takes entity, entity id, cell. */
const past = `WITH RECURSIVE past (device, seq) AS (
    SELECT device, seq FROM head WHERE entity = ? AND entity_id = ? AND cell = ?
    UNION
    SELECT r.value ->> 0, r.value ->> 1 FROM past JOIN change c USING (device, seq), json_each(c.replaces) r
    WHERE c.replaces IS NOT NULL
  )`;

/** Keeps the list of cells with several heads. */
function noteContest(
  db: Database,
  { entity, entity_id: id, cell }: Pick<ChangeRow, 'entity' | 'entity_id' | 'cell'>,
): void {
  const several = one(
    db,
    'SELECT 1 FROM head WHERE entity = ? AND entity_id = ? AND cell = ? LIMIT 1 OFFSET 1',
    entity,
    id,
    cell,
  );
  run(
    db,
    several
      ? 'INSERT OR IGNORE INTO contested (entity, entity_id, cell) VALUES (?, ?, ?)'
      : 'DELETE FROM contested WHERE entity = ? AND entity_id = ? AND cell = ?',
    entity,
    id,
    cell,
  );
}

/** All values that a cell ever had, newest first, walked back from its heads through `replaces`. */
export function historyOf(db: Database, entity: string, id: string, cell: string): ChangeRow[] {
  return all<ChangeRow>(
    db,
    `${past}
     SELECT c.* FROM past JOIN change c USING (device, seq) ORDER BY c.recorded_at DESC, c.device DESC, c.seq DESC`,
    entity,
    id,
    cell,
  );
}

export function requireHere<T>(row: T | undefined, what: string): T {
  if (row === undefined) throw refuse('not_found', `${what}_not_found`);
  return row;
}
