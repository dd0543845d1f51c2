import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { ChangeRow } from '../../src/main/database/changes.ts';
import { cell, type Entity, entity, upcast } from '../../src/main/database/entities.ts';
import { countUnknown, rebuild, rebuildHeads } from '../../src/main/database/projections.ts';
import { entities } from '../../src/main/database/schema.ts';
import { all, type Database } from '../../src/main/database/sqlite.ts';
import { openTestBackend } from '../support/backend.ts';
import { edit, logOf, memoryDatabase, receiveAll } from '../support/device.ts';
import { dumpTables } from '../support/dump.ts';
import { prepareRoll } from '../support/people.ts';

/** One kind of thing as three versions of the program knew it: a word, then a named word, then with a volume. */
const first = entity({
  name: 'greeting',
  table: 'greeting',
  key: ['id'],
  cells: { said: cell(1, z.string(), { word: ['TEXT', '$'] }) },
}) as Entity;
const third = entity({
  name: 'greeting',
  table: 'greeting',
  key: ['id'],
  cells: {
    said: cell(
      3,
      z.object({ word: z.string(), volume: z.int() }),
      { word: ['TEXT', '$.word'], volume: ['INTEGER', '$.volume'] },
      {
        1: (old) => ({ word: old }),
        2: (old) => ({ ...(old as object), volume: 5 }),
      },
    ),
  },
}) as Entity;

const greet = (id: string, value: unknown) => ({ entity: 'greeting', id, cell: 'said', value });
const rows = (db: Database) => all(db, 'SELECT * FROM greeting ORDER BY id');
const loud = { word: 'hello', volume: 9 };

describe('an old format', () => {
  test('is read through every step since, when tables are rebuilt', () => {
    const db = memoryDatabase([first]);
    edit(db, 'device-a', 1, [greet('1', 'hello'), greet('2', null), greet('3', 'bye')], [first]);
    edit(db, 'device-a', 2, [greet('3', null)], [first]);
    rebuild(db, [third]);
    expect(rows(db)).toEqual([{ id: '1', word: 'hello', volume: 5 }]);
    expect(logOf(db).map((row) => row.format)).toEqual([1, 1, 1]);
  });

  test('is read when it arrives, also as one side of a conflict', () => {
    const old = memoryDatabase([first]);
    edit(old, 'device-a', 2, [greet('1', 'hello')], [first]);
    const now = memoryDatabase([third]);
    edit(now, 'device-b', 1, [greet('1', loud)], [third]);
    receiveAll(now, logOf(old), [third]);
    expect(rows(now)).toEqual([{ id: '1', word: 'hello', volume: 5 }]);
    const before = dumpTables(now, [third]);
    rebuild(now, [third]);
    expect(dumpTables(now, [third])).toEqual(before);
  });

  test('is not rewritten by a write of the same old value, but a new value has the new format', () => {
    const db = memoryDatabase([first]);
    edit(db, 'device-a', 1, [greet('1', 'hello')], [first]);
    rebuild(db, [third]);
    edit(db, 'device-a', 2, [greet('1', loud)], [third]);
    expect(logOf(db).map((row) => [row.format, row.value])).toEqual([
      [1, '"hello"'],
      [3, JSON.stringify(loud)],
    ]);
    expect(rows(db)).toEqual([{ id: '1', ...loud }]);
  });

  test.each([
    ['newer than known', 4],
    ['without an upcaster', 0],
  ])('%s throws instead of guessing', (_name, format) => {
    const said = third.cells.said;
    expect(() => said && upcast(said, format, 'hello')).toThrow(RangeError);
  });

  test('every cell of the program has an upcaster from every format before its own', () => {
    for (const { name, cells } of entities) {
      for (const [key, { format, upcasts }] of Object.entries(cells)) {
        const steps = Object.keys(upcasts ?? {}).map(Number);
        expect(steps, `${name}.${key}`).toEqual(Array.from({ length: format - 1 }, (_, index) => index + 1));
      }
    }
  });
});

describe('a format from the future', () => {
  /** What a newer program wrote: a known value, and over it one that this program cannot read. */
  const future = (): ChangeRow[] => {
    const db = memoryDatabase([first]);
    edit(db, 'device-a', 1, [greet('1', 'hello'), greet('2', 'bye')], [first]);
    const [plain] = logOf(db);
    rebuild(db, [third]);
    edit(db, 'device-a', 2, [greet('1', loud)], [third]);
    expect(plain?.format).toBe(1);
    return logOf(db);
  };

  test('is kept and counted, and not shown', () => {
    const db = memoryDatabase([first]);
    const changes = future();
    receiveAll(db, changes, [first]);
    expect(logOf(db)).toEqual(changes);
    expect(rows(db)).toEqual([{ id: '2', word: 'bye' }]);
    expect(countUnknown(db, [first])).toBe(1);
  });

  test('gives the same tables in any order of arrival and after a rebuild', () => {
    const [a, b, c] = future();
    if (!a || !b || !c) throw new Error('three changes');
    const orders = [
      [a, b, c],
      [c, b, a],
      [b, c, a],
      [c, a, b],
    ];
    const seen = orders.map((order) => {
      const db = memoryDatabase([first]);
      receiveAll(db, order, [first]);
      const before = dumpTables(db, [first]);
      rebuildHeads(db);
      rebuild(db, [first]);
      expect(dumpTables(db, [first])).toEqual(before);
      return before;
    });
    for (const one of seen) expect(one).toEqual(seen[0]);
  });

  test('is shown once the program has learned it', () => {
    const db = memoryDatabase([first]);
    receiveAll(db, future(), [first]);
    rebuild(db, [third]);
    expect(rows(db)).toEqual([
      { id: '1', ...loud },
      { id: '2', word: 'bye', volume: 5 },
    ]);
    expect(countUnknown(db, [third])).toBe(0);
  });

  test('is counted in the state, the roll goes on, and the count survives a rebuild', async () => {
    const laptop = await openTestBackend();
    const roll = await prepareRoll(laptop, 2);
    const entityId = `${roll.sessionId}:${roll.learners[0]}`;
    const change = (seq: number, entity: string, format: number): ChangeRow => ({
      device: '018f0000-0000-7000-8000-0000000000ff',
      seq,
      act: seq,
      command: 'attendance.mark',
      undoes: null,
      recorded_at: laptop.clock.now,
      actor: null,
      entity,
      entity_id: entityId,
      cell: 'mark',
      format,
      value: '{"status":{"from":"the future"}}',
      replaces: null,
      reason: null,
    });
    const db = laptop.db();
    receiveAll(db, [change(1, 'mark', 99), change(2, 'hologram', 1)]);
    expect((await laptop.call('center.state', {})).unknownChanges).toBe(2);
    const { rows } = await laptop.call('attendance.roll', { sessionId: roll.sessionId });
    expect(rows.map((row) => row.mark)).toEqual([null, null]);
    db.prepare("UPDATE local_projection SET definition = 'older' WHERE name = 'mark'").run();
    await laptop.restartOpen();
    expect((await laptop.call('center.state', {})).unknownChanges).toBe(2);
  });
});
