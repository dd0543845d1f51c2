import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { refuse } from '../../shared/result.ts';

/**
 * Holds the data folder for this process. The lock is the operating system's, by way of SQLite's, so it is
 * gone the moment the process is, however it ends. Throws `busy` if another Rollbook has the folder.
 */
export function lockFolder(folder: string): () => void {
  const lock = new Sqlite(join(folder, 'instance.lock'), { timeout: 0 });
  try {
    lock.pragma('journal_mode = MEMORY');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY'))
      throw refuse('busy', 'already_open');
    throw error;
  }
  return () => lock.close();
}
