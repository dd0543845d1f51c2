import type { Audience, Openable } from '../../shared/rules/bundle-fields.ts';
import type { SeqRange } from '../database/log-digest.ts';
import { all, type Database, one, run } from '../database/sqlite.ts';
import type { Frozen } from './build-bundle.ts';
import type { SigningKey } from './signing.ts';

/** A pair of keys: public part and secret, each as its kind writes them. */
export type KeyPair = SigningKey;

export const findKey = (db: Database, name: string): KeyPair | undefined =>
  one<KeyPair>(db, 'SELECT public, secret FROM local_key WHERE name = ?', name);

/** Keeps what is there already, unless it is told to put the new one in its place. */
export function addKey(db: Database, name: string, key: KeyPair, now: number, instead = false): void {
  run(
    db,
    `INSERT OR ${instead ? 'REPLACE' : 'IGNORE'} INTO local_key (name, public, secret, made_at) VALUES (?, ?, ?, ?)`,
    ...[name, key.public, key.secret, now],
  );
}

/** `building` is over once it is on disk for good; from `frozen` on its bytes never change. */
export const bundleStates = [
  ...(['building', 'frozen', 'sending', 'sent', 'confirmed', 'rejected', 'quarantined'] as const),
] as const;
export type BundleState = (typeof bundleStates)[number];

export interface StoredBundle {
  id: string;
  audience: Audience;
  opened: Openable[];
  state: BundleState;
  stateAt: number;
  /** Why it is in that state, as a reason of the catalog; null where that needs no word. */
  why: string | null;
  createdAt: number;
  sha256: string | null;
  bytes: number | null;
  changes: number | null;
}

const bundle = `SELECT id, audience, fields, state, state_at AS stateAt, why, created_at AS createdAt, sha256, bytes,
  changes FROM local_bundle`;

type Row = Omit<StoredBundle, 'opened'> & { fields: string };
const stored = ({ fields, ...row }: Row): StoredBundle => ({
  ...row,
  opened: JSON.parse(fields) as Openable[],
});

/** Newest first. */
export const listBundles = (db: Database): StoredBundle[] =>
  all<Row>(db, `${bundle} ORDER BY created_at DESC, id DESC`).map(stored);

export function findBundle(db: Database, id: string): StoredBundle | undefined {
  const row = one<Row>(db, `${bundle} WHERE id = ?`, id);
  return row && stored(row);
}

export function addBundle(
  db: Database,
  plan: { id: string; audience: Audience; opened: readonly Openable[]; previous: string | null },
  now: number,
): void {
  run(
    db,
    `INSERT INTO local_bundle (id, audience, fields, state, state_at, created_at, previous)
     VALUES (?, ?, ?, 'building', ?, ?, ?)`,
    ...[plan.id, plan.audience, JSON.stringify(plan.opened), now, now, plan.previous],
  );
}

export function noteFrozen(db: Database, id: string, frozen: Frozen, now: number): void {
  run(
    db,
    "UPDATE local_bundle SET state = 'frozen', state_at = ?, sha256 = ?, bytes = ?, changes = ? WHERE id = ?",
    ...[now, frozen.sha256, frozen.bytes, frozen.changes, id],
  );
  const sql =
    'INSERT INTO local_bundle_part (bundle_id, device, seq_from, seq_to, digest) VALUES (?, ?, ?, ?, ?)';
  for (const { device, from, to, digest } of frozen.parts) run(db, sql, id, device, from, to, digest);
}

export function setBundleState(
  db: Database,
  id: string,
  state: Exclude<BundleState, 'building'>,
  now: number,
  why: string | null = null,
): void {
  const sql = 'UPDATE local_bundle SET state = ?, state_at = ?, why = ? WHERE id = ?';
  run(db, sql, state, now, why, id);
}

export function dropBundle(db: Database, id: string): void {
  run(db, 'DELETE FROM local_bundle WHERE id = ?', id);
}

export const unfinished = (db: Database): string[] =>
  all<{ id: string }>(db, "SELECT id FROM local_bundle WHERE state = 'building'").map(({ id }) => id);

/** What went before to the same audience: the chain in which the receiver sees that one is missing. */
export function lastSent(db: Database, audience: Audience): string | null {
  const row = one<{ sha256: string }>(
    db,
    `SELECT sha256 FROM local_bundle WHERE audience = ? AND sha256 IS NOT NULL
     ORDER BY created_at DESC, id DESC LIMIT 1`,
    audience,
  );
  return row?.sha256 ?? null;
}

/** Ranges that bundles in some states carry, with the same fields opened. They may overlap. */
export function carried(
  db: Database,
  audience: Audience,
  opened: readonly Openable[],
  states: readonly BundleState[],
): SeqRange[] {
  return all<SeqRange>(
    db,
    `SELECT p.device, p.seq_from AS "from", p.seq_to AS "to" FROM local_bundle b
     JOIN local_bundle_part p ON p.bundle_id = b.id
     WHERE b.audience = ? AND b.fields = ? AND b.state IN (SELECT value FROM json_each(?))
     ORDER BY p.device, p.seq_from`,
    ...[audience, JSON.stringify(opened), JSON.stringify(states)],
  );
}

/** The newest seq of everybody in the log: one step of the index for each laptop. */
export function newestSeqs(db: Database): { device: string; seq: number }[] {
  return all(
    db,
    `WITH RECURSIVE d (device) AS (
       SELECT min(device) FROM change
       UNION ALL SELECT (SELECT min(device) FROM change WHERE device > d.device) FROM d WHERE d.device IS NOT NULL
     )
     SELECT device, (SELECT max(seq) FROM change c WHERE c.device = d.device) AS seq FROM d
     WHERE device IS NOT NULL ORDER BY device`,
  );
}

/** Names under which this laptop has ever written: a restored database writes under another one. */
export const devicesOfHere = (db: Database): string[] =>
  all<{ id: string }>(db, 'SELECT id FROM local_device').map(({ id }) => id);

/** How many changes of a range are here; at most `most` of them are looked at. */
export function countHere(db: Database, { device, from, to }: SeqRange, most: number): number {
  const row = one<{ count: number }>(
    db,
    `SELECT count(*) AS count FROM (
       SELECT 1 FROM change WHERE device = ? AND seq BETWEEN ? AND ? LIMIT ?
     )`,
    ...[device, from, to, most],
  );
  return row?.count ?? 0;
}
