import type { ChangeRow } from './changes.ts';
import type { Entity } from './entities.ts';
import { showChanged } from './projections.ts';
import {
  addSaltNodes,
  blockOf,
  blockSeqs,
  createSaltReader,
  makeSalts,
  puncture,
  saltedHash,
  saltNodes,
} from './salts.ts';
import { type Database, one, run } from './sqlite.ts';

export type ChangeKey = Pick<ChangeRow, 'device' | 'seq'>;

/**
 * Takes value, reason and salt of some changes out of the log for good, inside the caller's transaction, and brings the
 * tables up to it. Key, author, time and place of each stay, and a hash that stands for what is gone: digests of the
 * log stay what they were. `own` is this laptop's device, whose salts may not have been made yet. What was erased
 * already stays as it is; what is not here is left out. Returns how many values went.
 */
export function eraseChanges(
  db: Database,
  entities: ReadonlyMap<string, Entity>,
  own: string,
  keys: readonly ChangeKey[],
): number {
  // Else what was written would stay in pages that are free.
  db.pragma('secure_delete = ON');
  let gone = 0;
  for (const [device, all] of Map.groupBy(keys, (key) => key.device)) {
    const seqs = new Set(all.map(({ seq }) => seq));
    for (const seq of seqs) if (eraseOne(db, entities, own, { device, seq })) gone += 1;
    forgetSalts(db, device, seqs);
  }
  return gone;
}

function eraseOne(
  db: Database,
  entities: ReadonlyMap<string, Entity>,
  own: string,
  { device, seq }: ChangeKey,
): boolean {
  const change = one<ChangeRow>(
    db,
    `SELECT * FROM change c WHERE device = ? AND seq = ?
     AND NOT EXISTS (SELECT 1 FROM log_erased e WHERE e.device = c.device AND e.seq = c.seq)`,
    device,
    seq,
  );
  if (!change) return false;
  if (device === own) makeSalts(db, device, seq, seq);
  const salt = createSaltReader(saltNodes(db, device, seq, seq))(seq);
  noteErased(db, change, salt && saltedHash(salt, change.value, change.reason));
  const entity = entities.get(change.entity);
  if (entity?.cells[change.cell]) showChanged(db, entity, change.cell, change.entity_id);
  return true;
}

/** Erased wins over any copy that comes back: the log keeps no value under a key that is noted here. */
export function noteErased(db: Database, { device, seq }: ChangeKey, hash: string | null): void {
  run(db, 'UPDATE change SET value = NULL, reason = NULL WHERE device = ? AND seq = ?', device, seq);
  run(db, 'INSERT OR IGNORE INTO log_erased (device, seq, hash) VALUES (?, ?, ?)', device, seq, hash);
}

export function forgetSalts(db: Database, device: string, seqs: ReadonlySet<number>): void {
  const blocks = Map.groupBy(seqs, blockOf);
  for (const [first, own] of blocks) {
    const covering = saltNodes(db, device, first, first + blockSeqs - 1);
    const left = puncture(covering, new Set(own));
    const kept = new Set(left);
    for (const node of covering.filter((one) => !kept.has(one)))
      run(db, 'DELETE FROM log_salt WHERE device = ? AND first = ?', device, node.first);
    addSaltNodes(db, device, left);
  }
}
