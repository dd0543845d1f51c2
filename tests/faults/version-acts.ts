import type { ChangeRow } from '../../src/main/database/changes.ts';
import { mergeAll } from '../../src/main/database/merge.ts';
import { schemaVersion, versionOf } from '../../src/main/database/migrate.ts';
import { entities } from '../../src/main/database/schema.ts';
import { all, connect, type Database } from '../../src/main/database/sqlite.ts';
import { foldersOf } from '../../src/main/database/vault.ts';
import { dataOf, signIn } from './program.ts';
import { type Act, startAgain } from './world.ts';

export const olderVersion = 10;
/** What came since. */
const newerTables = [
  ...['contested', 'local_score', 'local_score_image', 'local_score_result'],
  ...['local_look', 'local_thumbnail', 'local_collection'],
  ...['local_delivery', 'local_destination'],
  ...['log_salt', 'log_erased', 'local_bundle_part', 'local_bundle', 'local_key'],
];

/** Another laptop has other phone numbers of everybody: cells with several heads, for the migration to find. */
function contest(db: Database, now: number): void {
  const learners = all<{ id: string }>(db, 'SELECT id FROM learner WHERE name IS NOT NULL ORDER BY id');
  const changes = learners.map(
    ({ id }, index): ChangeRow => ({
      device: 'another-laptop',
      seq: index + 1,
      act: 1,
      command: 'roster.editLearner',
      undoes: null,
      recorded_at: now,
      actor: null,
      entity: 'learner',
      entity_id: id,
      cell: 'phone',
      format: 1,
      value: JSON.stringify(`+38050${String(index).padStart(7, '0')}`),
      replaces: null,
      reason: null,
    }),
  );
  mergeAll(db, entities, changes);
}

/** Makes the database one that version 10 wrote, in one transaction; tests/database/migrations.test.ts proves it is. */
export const turnBack: Act = async (world) => ({
  begin: { schema: olderVersion, closes: true, leavesClosed: true },
  perform: async () => {
    const { key } = world.program.backend.gate.vault();
    world.program.close();
    const db = connect(foldersOf(dataOf(world.folder)).database, key);
    db.transaction(() => {
      contest(db, world.now());
      for (const table of newerTables) db.exec(`DROP TABLE ${table}`);
      db.pragma(`user_version = ${olderVersion}`);
    }).immediate();
    db.close();
    return {};
  },
});

/** The program itself opens what an older version wrote: a verified backup, then its own migrations. */
export const upgrade: Act = async (world) => ({
  begin: { schema: schemaVersion, closes: true },
  perform: async () => {
    startAgain(world);
    await signIn(world.program, world.passphrase);
    const version = versionOf(world.program.backend.gate.db());
    if (version !== schemaVersion) throw new Error(`opened at version ${version}`);
    return {};
  },
});
