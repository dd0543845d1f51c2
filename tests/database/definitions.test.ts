import { expect, test } from 'vitest';
import { definitionOf, outdated } from '../../src/main/database/projections.ts';
import { entities } from '../../src/main/database/schema.ts';
import { all, type Database } from '../../src/main/database/sqlite.ts';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { dumpTables } from '../support/dump.ts';
import { prepareRoll } from '../support/people.ts';

async function markedLaptop(): Promise<TestBackend> {
  const laptop = await openTestBackend();
  const { sessionId } = await prepareRoll(laptop, 5);
  await laptop.call('attendance.fillBlanks', { sessionId });
  return laptop;
}

const indexNames = (db: Database): string[] =>
  all<{ name: string }>(
    db,
    "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL ORDER BY name",
  ).map((row) => row.name);

test.each([
  [
    'a table made by an older definition',
    "UPDATE local_projection SET definition = 'older' WHERE name = 'mark'",
  ],
  ['a table that was never made', "DELETE FROM local_projection WHERE name = 'mark'"],
])('%s is rebuilt from the log when the database is opened', async (_name, damage) => {
  const laptop = await markedLaptop();
  const db = laptop.db();
  const before = dumpTables(db);
  expect(before.mark).toHaveLength(5);
  db.exec(`DELETE FROM mark; ${damage}`);
  await laptop.restartOpen();
  expect(dumpTables(laptop.db())).toEqual(before);
  expect(outdated(laptop.db(), entities)).toEqual([]);
});

test('a table whose definition stands is left alone', async () => {
  const laptop = await markedLaptop();
  laptop.db().exec('DELETE FROM mark');
  await laptop.restartOpen();
  expect(dumpTables(laptop.db()).mark).toEqual([]);
});

test('every change of a table, an index, a column or a format is another definition', () => {
  const mark = entities.find((entity) => entity.name === 'mark');
  const cell = mark?.cells.mark;
  if (!mark || !cell) throw new Error('there is a mark');
  const others = [
    { ...mark, table: 'marks' },
    { ...mark, key: ['id'] as const },
    { ...mark, indexes: [] },
    { ...mark, cells: { mark: { ...cell, format: cell.format + 1 } } },
    { ...mark, cells: { mark: { ...cell, columns: { status: ['TEXT', '$.status'] as const } } } },
    {
      ...mark,
      cells: { mark: { ...cell, columns: { ...cell.columns, note: ['TEXT', '$.notes'] as const } } },
    },
  ];
  expect(new Set([mark, ...others].map(definitionOf)).size).toBe(others.length + 1);
});

test('every index that a definition names is there, and is there again after a rebuild', async () => {
  const laptop = await markedLaptop();
  const named = entities
    .flatMap((entity) => entity.indexes ?? [])
    .map((sql) => /INDEX (\w+)/.exec(sql)?.[1] ?? sql);
  expect(named.length).toBeGreaterThan(0);
  expect(indexNames(laptop.db())).toEqual(expect.arrayContaining(named));
  laptop.db().exec("UPDATE local_projection SET definition = 'older'");
  await laptop.restartOpen();
  expect(indexNames(laptop.db())).toEqual(expect.arrayContaining(named));
});
