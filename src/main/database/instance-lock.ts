import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { refuse } from '../../shared/result.ts';
import { codeOf } from '../errors.ts';

/**
 * Holds the data folder for this process. The lock is the operating system's, by way of SQLite's, so it is
 * gone the moment the process is, however it ends. Throws `busy` if another Rollbook has the folder.
 * A disk that cannot be written is locked by nobody: the screen must come up and say so.
 */
export function lockFolder(folder: string): () => void {
  let lock: Sqlite.Database | null = null;
  try {
    lock = new Sqlite(join(folder, 'instance.lock'), { timeout: 0 });
    lock.pragma('journal_mode = MEMORY');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock?.close();
    const code = codeOf(error);
    if (code === 'busy') throw refuse('busy', 'already_open');
    if (code !== 'read_only' && code !== 'disk_full' && code !== 'unavailable') throw error;
    return () => {};
  }
  return () => lock.close();
}
