import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ChangeRow } from '../../src/main/database/changes.ts';
import { mergeAll, stage, unstage } from '../../src/main/database/merge.ts';
import { rebuild, rebuildHeads } from '../../src/main/database/projections.ts';
import { entities } from '../../src/main/database/schema.ts';
import { all, type Database } from '../../src/main/database/sqlite.ts';
import { type Edit, edit, logOf, memoryDatabase, receiveAll } from '../support/device.ts';
import { dumpTables } from '../support/dump.ts';
import { runs } from '../support/runs.ts';

const devices = ['device-a', 'device-b', 'device-c'];
const session = '018f0000-0000-7000-8000-000000000001';
const people = ['018f0000-0000-7000-8000-00000000000a', '018f0000-0000-7000-8000-00000000000b'];

const marks: fc.Arbitrary<Edit> = fc.record({
  entity: fc.constant('mark'),
  id: fc.constantFrom(...people.map((person) => `${session}:${person}`)),
  cell: fc.constant('mark'),
  value: fc.constantFrom(
    null,
    { status: 'present' },
    { status: 'absent' },
    { status: 'late', minutesMissed: 9 },
  ),
});
const names: fc.Arbitrary<Edit> = fc.record({
  entity: fc.constant('learner'),
  id: fc.constantFrom(...people),
  cell: fc.constant('name'),
  value: fc.constantFrom(null, { written: 'Олена', short: 'О.' }, { written: 'Olena', short: 'O.' }),
});
/** A value whose columns are all empty: the row is there only while another cell fills it. */
const births: fc.Arbitrary<Edit> = fc.record({
  entity: fc.constant('learner'),
  id: fc.constantFrom(...people),
  cell: fc.constant('birth'),
  value: fc.constantFrom(null, { date: null, ageBand: null }, { date: '2001-02-03', ageBand: null }),
});

type Step =
  | { kind: 'act'; device: number; now: number; edits: Edit[] }
  | { kind: 'sync'; from: number; to: number };

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('act' as const),
        device: fc.nat(2),
        // Few instants, so that clocks tie and run backwards.
        now: fc.integer({ min: 1000, max: 1004 }),
        edits: fc.array(fc.oneof(marks, names, births), { minLength: 1, maxLength: 3 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('sync' as const), from: fc.nat(2), to: fc.nat(2) }),
    },
  ),
  { minLength: 1, maxLength: 25 },
);

/** Lives the steps on three devices of their own and returns each one's database. */
function live(history: readonly Step[]): Database[] {
  const databases = devices.map(() => memoryDatabase());
  const at = (index: number): [string, Database] => {
    const [name, db] = [devices[index], databases[index]];
    if (!name || !db) throw new RangeError('three devices');
    return [name, db];
  };
  for (const step of history) {
    if (step.kind === 'act') {
      const [name, db] = at(step.device);
      edit(db, name, step.now, step.edits);
    } else receiveAll(at(step.to)[1], logOf(at(step.from)[1]));
  }
  return databases;
}

function union(databases: readonly Database[]): ChangeRow[] {
  const all = new Map<string, ChangeRow>();
  for (const db of databases) for (const row of logOf(db)) all.set(`${row.device}/${row.seq}`, row);
  return [...all.values()];
}

const snapshot = (db: Database) => ({ log: logOf(db), tables: dumpTables(db) });

/** As they come, in parts of so many. */
function arrive(changes: readonly ChangeRow[], part = changes.length) {
  const db = memoryDatabase();
  for (let at = 0; at < changes.length; at += part) receiveAll(db, changes.slice(at, at + part));
  const seen = snapshot(db);
  db.close();
  return seen;
}

/** Changes that no other of these replaces: what the design calls heads. */
function headsOf(changes: readonly ChangeRow[]): string[] {
  const replaced = new Set(
    changes.flatMap((change) =>
      change.replaces === null
        ? []
        : (JSON.parse(change.replaces) as [string, number][]).map(([device, seq]) => `${device}/${seq}`),
    ),
  );
  return changes
    .map((change) => `${change.device}/${change.seq}`)
    .filter((name) => !replaced.has(name))
    .sort();
}

/** A shuffle in which every change comes at least once and some come again. */
const arrival = (changes: readonly ChangeRow[]): fc.Arbitrary<ChangeRow[]> =>
  fc
    .tuple(
      fc.shuffledSubarray([...changes], { minLength: changes.length }),
      fc.subarray([...changes]),
      fc.nat(),
    )
    .map(([order, again, cut]) => {
      const at = cut % (order.length + 1);
      return [...order.slice(0, at), ...again, ...order.slice(at)];
    });

const parts = () => fc.integer({ min: 1, max: 9 });

describe('receiving changes', () => {
  test('any order and repetition gives the same log, heads and tables, byte for byte', () => {
    fc.assert(
      fc.property(steps, fc.gen(), (history, gen) => {
        const databases = live(history);
        const changes = union(databases);
        const straight = arrive(changes);
        expect(arrive(gen(arrival, changes), 1)).toEqual(straight);
        expect(arrive(gen(arrival, changes), gen(parts))).toEqual(straight);
        // Whoever wrote some of them itself ends at the same tables.
        for (const db of databases) {
          receiveAll(db, changes);
          expect(snapshot(db)).toEqual(straight);
          db.close();
        }
      }),
      { numRuns: runs(10) },
    );
  });

  test('any part of them gives the same in any order, and the heads are those nobody replaces', () => {
    fc.assert(
      fc.property(steps, fc.gen(), (history, gen) => {
        const changes = union(live(history));
        const part = gen(() => fc.subarray(changes));
        const straight = arrive(part);
        expect(arrive(gen(arrival, part), gen(parts))).toEqual(straight);
        const heads = (straight.tables.head as { device: string; seq: number }[])
          .map((head) => `${head.device}/${head.seq}`)
          .sort();
        expect(heads).toEqual(headsOf(part));
      }),
      { numRuns: runs(10) },
    );
  });

  test('rebuilding from the log gives what receiving gave, byte for byte', () => {
    fc.assert(
      fc.property(steps, (history) => {
        const db = memoryDatabase();
        receiveAll(db, union(live(history)));
        const before = snapshot(db);
        rebuildHeads(db);
        rebuild(db, entities);
        expect(snapshot(db)).toEqual(before);
        db.close();
      }),
      { numRuns: runs(10) },
    );
  });

  test('says how many were new', () => {
    const db = memoryDatabase();
    edit(db, 'device-a', 1, [{ entity: 'learner', id: people[0] ?? '', cell: 'sex', value: 'f' }]);
    const other = memoryDatabase();
    expect(receiveAll(other, logOf(db))).toBe(1);
    expect(receiveAll(other, logOf(db))).toBe(0);
  });

  test('says what would come of it, and that alone writes nothing', () => {
    const [here, there] = [memoryDatabase(), memoryDatabase()];
    const sex = (value: string): Edit[] => [{ entity: 'learner', id: people[0] ?? '', cell: 'sex', value }];
    edit(here, 'device-a', 1, sex('f'));
    edit(there, 'device-b', 2, sex('m'));
    edit(there, 'device-b', 3, [{ entity: 'learner', id: people[1] ?? '', cell: 'sex', value: 'f' }]);
    const [own] = logOf(here);
    if (!own) throw new Error('there is a change');
    const before = snapshot(here);
    const stranger = { ...own, device: 'device-c', entity: 'hologram' };
    expect(stage(here, [own, own, ...logOf(there), stranger], entities)).toEqual({
      ...{ added: 3, same: 2, different: [], differentInAll: 0, contested: 1, unknown: 1 },
    });
    unstage(here);
    expect(snapshot(here)).toEqual(before);
  });

  test('erased wins over any copy, whichever came first', () => {
    const [plain] = ((db) => {
      edit(db, 'device-a', 1, [
        { entity: 'learner', id: people[0] ?? '', cell: 'phone', value: '+380501112233' },
      ]);
      return logOf(db);
    })(memoryDatabase());
    if (!plain) throw new Error('there is a change');
    const erased = { ...plain, value: null, erased: 'ab'.repeat(32) };
    const ends = [
      [plain, erased],
      [erased, plain],
      [erased, erased],
    ].map((order) => {
      const db = memoryDatabase();
      for (const change of order)
        expect(mergeAll(db, entities, [change])).toMatchObject({ differentInAll: 0 });
      expect(all(db, 'SELECT phone FROM learner')).toEqual([]);
      return { ...snapshot(db), erased: all(db, 'SELECT * FROM log_erased') };
    });
    expect(ends[0]?.log).toMatchObject([{ value: null }]);
    expect(ends[0]?.erased).toEqual([{ device: 'device-a', seq: 1, hash: 'ab'.repeat(32) }]);
    expect(ends[1]).toEqual(ends[0]);
    expect(ends[2]).toEqual(ends[0]);
  });

  test('what another wrote under a name that is taken is told and left out', () => {
    const [here, there] = [memoryDatabase(), memoryDatabase()];
    const sex = (value: string): Edit[] => [{ entity: 'learner', id: people[0] ?? '', cell: 'sex', value }];
    edit(here, 'device-a', 1, sex('f'));
    edit(there, 'device-a', 1, sex('m'));
    const before = snapshot(here);
    const key = { device: 'device-a', seq: 1 };
    expect(mergeAll(here, entities, logOf(there))).toMatchObject({
      ...{ added: 0, same: 0, different: [key], differentInAll: 1, contested: 0 },
    });
    expect(snapshot(here)).toEqual(before);
    // Also of two that came together: the first of them counts.
    const [first, second] = [logOf(here)[0], logOf(there)[0]] as [ChangeRow, ChangeRow];
    const other = memoryDatabase();
    expect(mergeAll(other, entities, [first, second])).toMatchObject({ added: 1, different: [key] });
    expect(logOf(other)).toEqual(logOf(here));
  });
});

describe('a conflict', () => {
  const id = `${session}:${people[0] ?? ''}`;
  const set = (status: string): Edit[] => [{ entity: 'mark', id, cell: 'mark', value: { status } }];
  const heads = (db: Database) => all(db, 'SELECT device, seq FROM head ORDER BY device');
  const shown = (db: Database) => all(db, 'SELECT status FROM mark');

  function twoLaptops(nowA: number, nowB: number): [Database, Database] {
    const [a, b] = [memoryDatabase(), memoryDatabase()];
    edit(a, 'device-a', nowA, set('present'));
    edit(b, 'device-b', nowB, set('excused'));
    receiveAll(a, logOf(b));
    receiveAll(b, logOf(a));
    return [a, b];
  }

  test.each([
    ['the later clock shows', 2000, 1000, 'present'],
    ['the later clock shows, the other way', 1000, 2000, 'excused'],
    ['of equal clocks the later device name shows', 1000, 1000, 'excused'],
  ])('keeps both values: %s', (_name, nowA, nowB, status) => {
    for (const db of twoLaptops(nowA, nowB)) {
      expect(heads(db)).toEqual([
        { device: 'device-a', seq: 1 },
        { device: 'device-b', seq: 1 },
      ]);
      expect(shown(db)).toEqual([{ status }]);
    }
  });

  test('is settled by a change that replaces both, on the other laptop too', () => {
    const [a, b] = twoLaptops(1000, 2000);
    edit(a, 'device-a', 1500, set('absent'));
    receiveAll(b, logOf(a));
    for (const db of [a, b]) {
      expect(heads(db)).toEqual([{ device: 'device-a', seq: 2 }]);
      expect(shown(db)).toEqual([{ status: 'absent' }]);
    }
  });

  test('is settled by confirming the value that shows', () => {
    const [a] = twoLaptops(1000, 2000);
    expect(edit(a, 'device-a', 3000, set('excused'))).toBe(1);
    expect(heads(a)).toEqual([{ device: 'device-a', seq: 2 }]);
  });

  test('an edit that saw the other is no conflict', () => {
    const [a, b] = [memoryDatabase(), memoryDatabase()];
    edit(a, 'device-a', 1000, set('present'));
    receiveAll(b, logOf(a));
    edit(b, 'device-b', 900, set('excused'));
    receiveAll(a, logOf(b));
    expect(heads(a)).toEqual([{ device: 'device-b', seq: 1 }]);
    expect(shown(a)).toEqual([{ status: 'excused' }]);
  });
});
