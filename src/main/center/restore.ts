import { join } from 'node:path';
import { AppError, refuse } from '../../shared/result.ts';
import { eachCarriedFile, readArchive } from '../database/archive.ts';
import { inspect } from '../database/backup.ts';
import { type FileStore, openFileStore } from '../database/file-store.ts';
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
    const archive = await readArchive(path, { extractTo: database });
    const keys = parseKeyFile(archive.keys);
    if (!keys) throw refuse('corrupt', 'backup_damaged');
    const key = await unlockKey(keys, unlock);
    const { schema } = inspect(database, key);
    if (schema > schemaVersion) throw refuse('unavailable', 'database_from_future', { version: schema });
    await takeFilesIn(path, openFileStore(folders.files, key));
    markRestored(database, key);
    writeKeyFile(join(building, 'keys.json'), keys);
  } catch (error) {
    abandonReplacement(folders);
    throw error;
  }
}

/**
 * Puts the files that a backup carries into the store that all centers of this folder share: they harm nobody if the
 * restore goes no further. One that is damaged is left out, and says so where it is looked at: the rest is worth it.
 */
async function takeFilesIn(path: string, store: FileStore): Promise<void> {
  await eachCarriedFile(path, async (name, sealed) => {
    try {
      await store.takeIn(name, sealed);
    } catch (error) {
      if (!(error instanceof AppError) || error.failure.code !== 'corrupt') throw error;
    }
  });
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
