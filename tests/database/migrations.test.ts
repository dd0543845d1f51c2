import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listBackups } from '../../src/main/database/backup.ts';
import { migrate, migrations, schemaVersion, versionOf } from '../../src/main/database/migrate.ts';
import { all, connect, type Database } from '../../src/main/database/sqlite.ts';
import { openTestBackend } from '../support/backend.ts';
import { edit, logOf, memoryDatabase, receiveAll } from '../support/device.ts';
import { dumpLog, dumpTables } from '../support/dump.ts';
import { temporaryFolder } from '../support/folders.ts';
import { prepareRoll } from '../support/people.ts';

interface SchemaRow {
  name: string;
  sql: string | null;
}

/** Tables and indexes of the log and of this laptop: what migrations make. */
const schemaOf = (db: Database): SchemaRow[] =>
  all<SchemaRow>(
    db,
    `SELECT name, sql FROM sqlite_schema WHERE tbl_name IN ('change', 'head', 'contested')
     OR tbl_name LIKE 'local\\_%' ESCAPE '\\' OR tbl_name LIKE 'log\\_%' ESCAPE '\\' ORDER BY name`,
  );

/** The schema of an empty database of some version. */
function schemaAt(version: number): SchemaRow[] {
  const db = connect(join(temporaryFolder(), 'empty.db'), Buffer.alloc(32, 1), { create: true });
  migrate(
    db,
    migrations.filter((migration) => migration.version <= version),
  );
  const schema = schemaOf(db);
  db.close();
  return schema;
}

test('a database of version 10, with a mark of two values, is opened as this one has it', async () => {
  const laptop = await openTestBackend();
  const { sessionId, learners } = await prepareRoll(laptop, 3);
  const [learnerId = ''] = learners;
  await laptop.call('attendance.fillBlanks', { sessionId });
  const other = memoryDatabase();
  edit(other, 'device-b', laptop.clock.now, [
    { entity: 'mark', id: `${sessionId}:${learnerId}`, cell: 'mark', value: { status: 'absent' } },
  ]);
  const db = laptop.db();
  receiveAll(db, logOf(other));
  const before = { tables: dumpTables(db), log: dumpLog(db) };
  expect(before.tables.contested).toHaveLength(1);

  // Back to what version 10 wrote, proved by its own migration.
  // Tables that a later one refers to come before it in their names' order, so the last goes first.
  const first = new Set(schemaAt(10).map(({ name }) => name));
  const later = schemaOf(db).filter(({ name, sql }) => sql?.startsWith('CREATE TABLE') && !first.has(name));
  for (const { name } of later.reverse()) db.exec(`DROP TABLE ${name}`);
  db.pragma('user_version = 10');
  expect(schemaOf(db)).toEqual(schemaAt(10));
  const folder = join(laptop.paths.data, 'backups');
  const madeBefore = listBackups(folder).length;
  await laptop.restartOpen();

  expect(versionOf(laptop.db())).toBe(schemaVersion);
  expect(schemaOf(laptop.db())).toEqual(schemaAt(schemaVersion));
  expect({ tables: dumpTables(laptop.db()), log: dumpLog(laptop.db()) }).toEqual(before);
  expect(listBackups(folder).map((backup) => backup.reason)).toContain('migration');
  expect(listBackups(folder)).toHaveLength(madeBefore + 1);
});
