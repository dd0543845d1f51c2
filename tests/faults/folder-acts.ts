import { join } from 'node:path';
import { migrate, migrations } from '../../src/main/database/migrate.ts';
import { connect } from '../../src/main/database/sqlite.ts';
import { runTask } from '../../src/main/database/tasks.ts';
import { findKeys, foldersOf } from '../../src/main/database/vault.ts';
import { makeFolder } from '../../src/main/durable.ts';
import { dataOf, setUpInput, signIn } from './program.ts';
import { type Act, startAgain, type World } from './world.ts';

export const stickOf = (folder: string): string => join(folder, 'stick');

export const setUp: Act = async (world) => ({
  begin: { center: true, closes: true },
  perform: async () => {
    await world.program.call('center.setUp', setUpInput);
    return {};
  },
});

export const backUp: Act = async (world) => {
  const folder = world.random.below(2) === 0 ? stickOf(world.folder) : null;
  return {
    begin: {},
    perform: async () => {
      const { path } = await world.program.call('center.backUp', { folder });
      world.backups.push({ path, passphrase: world.passphrase });
      return { backup: path };
    },
  };
};

export const restore: Act = async (world) => {
  if (world.backups.length === 0) return null;
  const { path, passphrase } = world.random.pick(world.backups);
  return {
    begin: { restored: path, closes: true },
    perform: async () => {
      await world.program.call('center.restore', { path, unlock: { passphrase } });
      world.passphrase = passphrase;
      await signIn(world.program, passphrase);
      return {};
    },
  };
};

export const changePassphrase: Act = async (world) => {
  const passphrase = `correct horse battery ${world.random.below(1000)}`;
  return {
    begin: { passphrase },
    perform: async () => {
      await world.program.call('center.changePassphrase', { current: world.passphrase, passphrase });
      world.passphrase = passphrase;
      return {};
    },
  };
};

export const reopen: Act = async (world) => ({
  begin: { closes: true },
  perform: async () => {
    world.program.close();
    startAgain(world);
    await signIn(world.program, world.passphrase);
    return {};
  },
});

/** A newer version has other projections: they are rebuilt when the database is opened. */
export const rebuildProjections: Act = async (world) => ({
  begin: { closes: true },
  perform: async () => {
    const { key } = world.program.backend.gate.vault();
    world.program.close();
    const db = connect(foldersOf(dataOf(world.folder)).database, key);
    db.exec("UPDATE local_projection SET definition = 'older' WHERE name IN ('mark', 'session', 'learner')");
    db.close();
    startAgain(world);
    await signIn(world.program, world.passphrase);
    return {};
  },
});

/** A table that only this test knows: two migrations, a long one and a short one. */
export const testMigrations = [
  {
    version: 9010,
    sql: `CREATE TABLE local_test (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;
      INSERT INTO local_test WITH RECURSIVE number (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM number WHERE id < 20000)
      SELECT id, hex(zeroblob(40)) FROM number;`,
  },
  { version: 9020, sql: "ALTER TABLE local_test ADD COLUMN more TEXT NOT NULL DEFAULT 'more'" },
] as const;

/** What opening does before a migration and in it, with two more migrations than there are; then back again. */
export const migrateDatabase: Act = async (world) => ({
  begin: { version: 9020, closes: true, leavesClosed: true },
  perform: async () => {
    const { key } = world.program.backend.gate.vault();
    world.program.close();
    const folders = foldersOf(dataOf(world.folder));
    await runTask(world.program.platform, {
      kind: 'backup',
      database: folders.database,
      key,
      keys: JSON.stringify(findKeys(folders)),
      folder: folders.backups,
      files: folders.files,
      carry: false,
      reason: 'migration',
      now: world.now(),
    });
    const db = connect(folders.database, key);
    migrate(db, [...migrations, ...testMigrations]);
    db.close();
    return {};
  },
});

export function makeStick(world: World): void {
  makeFolder(stickOf(world.folder));
}
