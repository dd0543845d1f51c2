import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { refuse } from '../../shared/result.ts';
import { readArchive } from '../database/archive.ts';
import { inspect } from '../database/backup.ts';
import { parseKeyFile, type Unlock, unlockKey, writeKeyFile } from '../database/keys.ts';
import { connect } from '../database/sqlite.ts';
import { setState } from '../database/state.ts';
import { type Folders, replaceCenter } from '../database/vault.ts';
import { makeFolder } from '../durable.ts';

/**
 * Puts a backup in the place of the center's database. It is unpacked beside it, opened with the key that
 * `unlock` gives, checked whole, and only then swapped in; what was there is kept and its folder's name returned.
 * Throws `corrupt` (backup_damaged) or `forbidden` before anything has changed.
 */
export async function restoreBackup(
  folders: Folders,
  path: string,
  unlock: Unlock,
  now: number,
): Promise<string | null> {
  makeFolder(folders.data);
  const building = join(folders.data, 'center.new');
  rmSync(building, { recursive: true, force: true });
  makeFolder(building);
  try {
    const database = join(building, 'rollbook.db');
    const archive = await readArchive(path, database);
    const keys = parseKeyFile(archive.keys);
    if (!keys) throw refuse('corrupt', 'backup_damaged');
    const key = await unlockKey(keys, unlock);
    inspect(database, key);
    markRestored(database, key);
    writeKeyFile(join(building, 'keys.json'), keys);
    return replaceCenter(folders, building, now);
  } catch (error) {
    rmSync(building, { recursive: true, force: true });
    throw error;
  }
}

/** The restored copy was closed well as far as it knows, and takes a new device name when it is opened. */
function markRestored(database: string, key: Buffer): void {
  const db = connect(database, key);
  try {
    setState(db, 'clean', '1');
    db.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    db.close();
  }
}
