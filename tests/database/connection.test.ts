import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Migration, migrate, migrations, versionOf } from '../../src/main/database/migrate.ts';
import { all, connect, type Database } from '../../src/main/database/sqlite.ts';
import { openTestBackend } from '../support/backend.ts';
import { memoryDatabase } from '../support/device.ts';
import { temporaryFolder } from '../support/folders.ts';
import { addCohort } from '../support/people.ts';

const key = Buffer.alloc(32, 7);
const pragma = (db: Database, name: string): unknown => db.pragma(name, { simple: true });

describe('a connection', () => {
  test('keeps what it acknowledged through a power cut: WAL, and FULL also after a write', async () => {
    const laptop = await openTestBackend();
    await addCohort(laptop);
    const db = laptop.db();
    expect(pragma(db, 'journal_mode')).toBe('wal');
    expect(pragma(db, 'synchronous')).toBe(2);
    expect(pragma(db, 'foreign_keys')).toBe(1);
    expect(pragma(db, 'temp_store')).toBe(2);
    expect(pragma(db, 'trusted_schema')).toBe(0);
  });

  test('writes nothing that can be read without the key, neither in the file nor beside it', () => {
    const file = join(temporaryFolder('database'), 'a.db');
    const db = connect(file, key, { create: true });
    db.exec("CREATE TABLE person (name TEXT); INSERT INTO person VALUES ('Olena Kovalenko')");
    for (const name of [file, `${file}-wal`]) {
      const bytes = readFileSync(name, 'latin1');
      expect(bytes.length).toBeGreaterThan(0);
      for (const word of ['SQLite format 3', 'Olena', 'person']) expect(bytes).not.toContain(word);
    }
    db.close();
  });

  test('is refused with another key', () => {
    const file = join(temporaryFolder('database'), 'a.db');
    connect(file, key, { create: true }).close();
    const other = connect(file, key);
    other.exec('CREATE TABLE t (a)');
    other.close();
    expect(() => connect(file, Buffer.alloc(32, 8))).toThrow(
      expect.objectContaining({ code: 'SQLITE_NOTADB' }),
    );
  });

  test('never makes a file that is not there', () => {
    const file = join(temporaryFolder('database'), 'missing.db');
    expect(() => connect(file, key)).toThrow(expect.objectContaining({ code: 'SQLITE_CANTOPEN' }));
  });
});

describe('migrations', () => {
  const step = (version: number, sql: string): Migration => ({ version, sql });

  test('are numbered in tens, in their order', () => {
    const versions = migrations.map((migration) => migration.version);
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
    for (const version of versions) expect(version % 10).toBe(0);
    expect(new Set(versions).size).toBe(versions.length);
  });

  test('run once each, and a second time not at all', () => {
    const db = memoryDatabase([]);
    const list = [...migrations, step(9000, 'CREATE TABLE extra (a TEXT) STRICT')];
    migrate(db, list);
    expect(versionOf(db)).toBe(9000);
    migrate(db, list);
    expect(versionOf(db)).toBe(9000);
  });

  test('that fail leave the version and the tables of the one before', () => {
    const db = memoryDatabase([]);
    const before = versionOf(db);
    const broken = step(9000, "CREATE TABLE extra (a TEXT) STRICT; INSERT INTO nothing VALUES ('x')");
    expect(() => migrate(db, [...migrations, broken])).toThrow();
    expect(versionOf(db)).toBe(before);
    expect(all(db, "SELECT 1 FROM sqlite_schema WHERE name = 'extra'")).toEqual([]);
  });

  test('that break a reference are refused whole', () => {
    const db = memoryDatabase([]);
    db.pragma('foreign_keys = OFF');
    const orphan = step(
      9000,
      'CREATE TABLE parent (id TEXT PRIMARY KEY); CREATE TABLE child (id TEXT REFERENCES parent (id)); ' +
        "INSERT INTO child VALUES ('nobody')",
    );
    expect(() => migrate(db, [...migrations, orphan])).toThrow(
      expect.objectContaining({ failure: expect.objectContaining({ reason: 'migration_foreign_keys' }) }),
    );
    expect(versionOf(db)).toBe(migrations.at(-1)?.version);
  });

  test('every table is strict', () => {
    const db = memoryDatabase();
    const tables = all<{ name: string; strict: number }>(
      db,
      "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%'",
    );
    expect(tables.length).toBeGreaterThan(10);
    expect(tables.filter((table) => table.strict !== 1)).toEqual([]);
  });
});
