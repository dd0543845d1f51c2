import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readArchive } from '../../src/main/database/archive.ts';
import { inspect, listBackups } from '../../src/main/database/backup.ts';
import { type KeyFile, unlockKey } from '../../src/main/database/keys.ts';
import { migrations, schemaVersion, versionOf } from '../../src/main/database/migrate.ts';
import { all, connect, type Database } from '../../src/main/database/sqlite.ts';
import { findKeys, foldersOf } from '../../src/main/database/vault.ts';
import { Broken, ensure, ensureEqual } from './expect.ts';
import { testMigrations } from './folder-acts.ts';
import type { Model } from './model.ts';
import { dataOf } from './program.ts';

/** The data key by whichever of the passphrases fits. Throws Broken. */
export async function keyBy(keys: KeyFile, passphrases: Iterable<string>): Promise<Buffer> {
  for (const passphrase of passphrases) {
    try {
      return await unlockKey(keys, { passphrase });
    } catch {
      // The next one, then.
    }
  }
  throw new Broken('no passphrase opens it');
}

/** After test migrations were cut: whole steps only. Brings the file back to this version's schema. */
function settleTestMigrations(db: Database, models: readonly Model[]): void {
  const version = versionOf(db);
  const columns = db.pragma('table_info(local_test)') as unknown[];
  const steps = testMigrations.filter((migration) => migration.version <= version).length;
  ensure(version !== 0 && columns.length === (steps === 0 ? 0 : steps + 1), `half a migration at ${version}`);
  if (models.length === 1) ensure(steps === testMigrations.length, 'the migration is gone');
  if (steps > 0) {
    ensure(db.prepare('SELECT count(*) FROM local_test').pluck().get() === 20_000, 'rows of the migration');
  }
  db.exec('DROP TABLE IF EXISTS local_test');
  db.pragma(`user_version = ${migrations.at(-1)?.version}`);
}

/** A verified backup of the database as it was before the migration. */
async function ensureBackupOf(version: number, folder: string, key: Buffer): Promise<void> {
  const { backups } = foldersOf(dataOf(folder));
  const work = mkdtempSync(join(tmpdir(), 'rollbook-faults-'));
  try {
    const [newest] = listBackups(backups).filter((backup) => backup.reason === 'migration');
    if (!newest) throw new Broken('migrated without a backup');
    const extractTo = join(work, 'rollbook.db');
    await readArchive(newest.path, { extractTo });
    ensureEqual(inspect(extractTo, key).schema, version, 'schema of the backup before the migration');
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** The database is at one of the versions that it may be at, whole there, and backed up if it was migrated. */
async function checkMigrated(
  db: Database,
  models: readonly Model[],
  folder: string,
  key: Buffer,
): Promise<void> {
  const version = versionOf(db);
  const fitting = models.filter((model) => (model.schema ?? schemaVersion) === version);
  ensure(fitting.length > 0, `the database is at version ${version}`);
  for (const { upgradedFrom } of fitting)
    if (upgradedFrom !== null) await ensureBackupOf(upgradedFrom, folder, key);
  const several = all(
    db,
    'SELECT entity, entity_id, cell FROM head GROUP BY entity, entity_id, cell HAVING count(*) > 1',
  );
  if (fitting.every((model) => model.schema !== null)) ensure(several.length > 0, 'nothing is contested');
  const made = all(db, "SELECT 1 FROM sqlite_schema WHERE name = 'contested'").length > 0;
  ensureEqual(made, version >= 20, `contested is there at version ${version}`);
  if (!made) return;
  const listed = all(db, 'SELECT entity, entity_id, cell FROM contested ORDER BY entity, entity_id, cell');
  ensureEqual(listed, several, 'what is contested');
}

/** Looks at the database as the cut left it, before the program opens it. Throws Broken. */
export async function checkVersion(folder: string, models: readonly Model[]): Promise<void> {
  const tested = models.some((model) => model.version !== null);
  if (!tested && models.every((model) => model.schema === null)) return;
  const folders = foldersOf(dataOf(folder));
  const keys = findKeys(folders);
  if (!keys) throw new Broken('no keys');
  const key = await keyBy(
    keys,
    models.map((model) => model.passphrase),
  );
  const db = connect(folders.database, key);
  try {
    if (tested) settleTestMigrations(db, models);
    else await checkMigrated(db, models, folder, key);
  } finally {
    db.close();
  }
}
