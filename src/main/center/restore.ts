import { join } from 'node:path';
import { refuse } from '../../shared/result.ts';
import { readArchive } from '../database/archive.ts';
import { inspect } from '../database/backup.ts';
import { parseKeyFile, type Unlock, unlockKey, writeKeyFile } from '../database/keys.ts';
import { schemaVersion } from '../database/migrate.ts';
import { abandonReplacement, beginReplacement } from '../database/replacement.ts';
import { connect } from '../database/sqlite.ts';
import { setState } from '../database/state.ts';
import type { Folders } from '../database/vault.ts';
import { makeFolder } from '../durable.ts';

/**
 * Makes a backup ready to take the place of the center's database: it is unpacked beside it, opened with the key
 * that `unlock` gives, and checked whole. The center is not touched: that is `replaceCenter`.
 * Throws `corrupt` (backup_damaged), `forbidden`, or `unavailable` (database_from_future).
 */
export async function prepareRestore(folders: Folders, path: string, unlock: Unlock): Promise<void> {
  makeFolder(folders.data);
  const building = beginReplacement(folders);
  try {
    const database = join(building, 'rollbook.db');
    const archive = await readArchive(path, database);
    const keys = parseKeyFile(archive.keys);
    if (!keys) throw refuse('corrupt', 'backup_damaged');
    const key = await unlockKey(keys, unlock);
    const { schema } = inspect(database, key);
    if (schema > schemaVersion) throw refuse('unavailable', 'database_from_future', { version: schema });
    markRestored(database, key);
    writeKeyFile(join(building, 'keys.json'), keys);
  } catch (error) {
    abandonReplacement(folders);
    throw error;
  }
}

/** The restored copy was closed well as far as it knows, and takes a new device name when it is opened. */
function markRestored(database: string, key: Buffer): void {
  const db = connect(database, key);
  try {
    setState(db, 'clean', '1');
    // After a power cut the marker may still know this opening, while later changes are already elsewhere.
    setState(db, 'opening', null);
    db.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    db.close();
  }
}
