import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eraseChanges } from '../../src/main/database/erasure.ts';
import { digestOf } from '../../src/main/database/log-digest.ts';
import { rebuild, rebuildHeads } from '../../src/main/database/projections.ts';
import {
  blockSeqs,
  cover,
  createSaltReader,
  makeSalts,
  puncture,
  type SaltNode,
  saltedHash,
} from '../../src/main/database/salts.ts';
import { entities, entityByName } from '../../src/main/database/schema.ts';
import { all, type Database } from '../../src/main/database/sqlite.ts';
import { edit, logOf, memoryDatabase, receiveAll } from '../support/device.ts';
import { dumpTables } from '../support/dump.ts';
import { runs } from '../support/runs.ts';

const root = (first: number, node = 'ab'.repeat(16)): SaltNode => ({ first, height: 6, node });
const two = [root(1), root(blockSeqs + 1, 'cd'.repeat(16))];
const someSeqs = fc.uniqueArray(fc.integer({ min: 1, max: 2 * blockSeqs }), { maxLength: 20 });

describe('salts', () => {
  const whole = createSaltReader(two);

  test('are one of a kind for each seq, in any order of asking', () => {
    const salts = Array.from({ length: 2 * blockSeqs }, (_, index) => whole(index + 1));
    expect(new Set(salts).size).toBe(2 * blockSeqs);
    expect(salts.every((salt) => salt !== null && /^[0-9a-f]{32}$/.test(salt))).toBe(true);
    const again = createSaltReader(two);
    for (const seq of [8192, 1, 4097, 4096, 2, 1]) expect(again(seq)).toBe(salts[seq - 1]);
    expect(whole(0)).toBeNull();
    expect(whole(2 * blockSeqs + 1)).toBeNull();
  });

  test('that are forgotten are gone, and no other is; a forgotten one takes 18 nodes at most', () => {
    fc.assert(
      fc.property(someSeqs, (seqs) => {
        const gone = new Set(seqs);
        const left = puncture(two, gone);
        expect(left.length).toBeLessThanOrEqual(2 + 18 * seqs.length);
        const saltOf = createSaltReader(left);
        for (const seq of [1, 2, 4096, 4097, 8192, ...seqs, ...seqs.map((seq) => (seq % 8192) + 1)])
          expect(saltOf(seq)).toBe(gone.has(seq) ? null : whole(seq));
        // Nothing above a forgotten leaf is left, from which it could be told again.
        for (const seq of seqs)
          expect(left.some(({ first, height }) => first <= seq && seq < first + 4 ** height)).toBe(false);
      }),
      { numRuns: runs(15) },
    );
  });

  test('for a range are those of the range alone', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8192 }), fc.integer({ min: 0, max: 500 }), (from, more) => {
        const to = Math.min(8192, from + more);
        const saltOf = createSaltReader(cover(two, from, to));
        for (const seq of [from, to, Math.floor((from + to) / 2)]) expect(saltOf(seq)).toBe(whole(seq));
        expect([saltOf(from - 1), saltOf(to + 1)]).toEqual([null, null]);
      }),
      { numRuns: runs(15) },
    );
  });

  test('make the same value look different each time, and nothing look like something', () => {
    const [one = '', other = ''] = [whole(1) ?? '', whole(2) ?? ''];
    const hashes = [
      saltedHash(one, '"a"', null),
      saltedHash(other, '"a"', null),
      saltedHash(one, '"a"', ''),
      saltedHash(one, null, null),
      saltedHash(one, null, '"a"'),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});

const people = ['a', 'b', 'c'].map((letter) => `018f0000-0000-7000-8000-00000000000${letter}`);
const edits = fc.array(
  fc.record({
    entity: fc.constant('learner'),
    id: fc.constantFrom(...people),
    cell: fc.constantFrom('phone', 'needs'),
    value: fc.constantFrom(null, 'one', 'two'),
  }),
  { minLength: 1, maxLength: 30 },
);

const tablesRebuilt = (db: Database) => {
  rebuildHeads(db);
  rebuild(db, entities);
  return dumpTables(db);
};

describe('erasing', () => {
  test('leaves what was signed about the log as it was, and the tables as the log says', () => {
    fc.assert(
      fc.property(edits, edits, fc.gen(), (mine, theirs, gen) => {
        const [db, other] = [memoryDatabase(), memoryDatabase()];
        edit(other, 'device-b', 1000, theirs);
        makeSalts(other, 'device-b', 1, 100);
        edit(db, 'device-a', 2000, mine);
        receiveAll(db, logOf(other));
        for (const { first, height, node } of all<SaltNode>(other, 'SELECT * FROM log_salt'))
          db.prepare('INSERT INTO log_salt VALUES (?, ?, ?, ?)').run('device-b', first, height, node);
        const before = logOf(db);
        if (gen(fc.boolean)) makeSalts(db, 'device-a', 1, 100);
        const ranges = ['device-a', 'device-b'].flatMap((device) => {
          const own = before.filter((change) => change.device === device);
          return own.length > 0 ? [{ device, from: 1, to: own.length }] : [];
        });
        for (const { device, to } of ranges) if (device === 'device-a') makeSalts(db, device, 1, to);
        const digests = ranges.map((range) => digestOf(db, range));
        expect(digests).not.toContain(null);

        const gone = gen(() => fc.subarray(before));
        eraseChanges(db, entityByName, 'device-a', gone);

        expect(ranges.map((range) => digestOf(db, range))).toEqual(digests);
        const names = new Set(gone.map(({ device, seq }) => `${device}/${seq}`));
        expect(logOf(db)).toEqual(
          before.map((change) =>
            names.has(`${change.device}/${change.seq}`) ? { ...change, value: null, reason: null } : change,
          ),
        );
        const tables = dumpTables(db);
        expect(tablesRebuilt(db)).toEqual(tables);
        // Once more is nothing more, and a copy that comes back stays out.
        expect(eraseChanges(db, entityByName, 'device-a', gone)).toBe(0);
        expect(receiveAll(db, before)).toBe(0);
        expect(dumpTables(db)).toEqual(tables);
        expect(ranges.map((range) => digestOf(db, range))).toEqual(digests);
      }),
      { numRuns: runs(12) },
    );
  });

  test('a changed value, or another in the place of an erased one, is no longer what was signed', () => {
    const db = memoryDatabase();
    edit(db, 'device-a', 1000, [
      { entity: 'learner', id: people[0] ?? '', cell: 'phone', value: 'one' },
      { entity: 'learner', id: people[0] ?? '', cell: 'needs', value: 'two' },
    ]);
    makeSalts(db, 'device-a', 1, 2);
    const range = { device: 'device-a', from: 1, to: 2 };
    const digest = digestOf(db, range);
    db.exec(`UPDATE change SET value = '"other"' WHERE seq = 1`);
    expect(digestOf(db, range)).not.toBe(digest);
    db.exec(`UPDATE change SET value = '"one"' WHERE seq = 1`);
    expect(digestOf(db, range)).toBe(digest);
    eraseChanges(db, entityByName, 'device-a', [{ device: 'device-a', seq: 1 }]);
    expect(digestOf(db, range)).toBe(digest);
    db.exec(`UPDATE log_erased SET hash = '${'0'.repeat(64)}'`);
    expect(digestOf(db, range)).not.toBe(digest);
  });

  test('before any bundle was made, the salts are made and forgotten with it', () => {
    const db = memoryDatabase();
    edit(db, 'device-a', 1000, [{ entity: 'learner', id: people[0] ?? '', cell: 'phone', value: 'one' }]);
    expect(eraseChanges(db, entityByName, 'device-a', [{ device: 'device-a', seq: 1 }])).toBe(1);
    expect(all(db, 'SELECT phone FROM learner')).toEqual([]);
    makeSalts(db, 'device-a', 1, 1);
    expect(all(db, 'SELECT 1 FROM log_salt WHERE first = 1')).toEqual([]);
    expect(digestOf(db, { device: 'device-a', from: 1, to: 1 })).toMatch(/^[0-9a-f]{64}$/);
  });

  test('of another laptop whose salts are not here, the value goes and the digest is not known', () => {
    const [db, other] = [memoryDatabase(), memoryDatabase()];
    edit(other, 'device-b', 1000, [{ entity: 'learner', id: people[0] ?? '', cell: 'phone', value: 'one' }]);
    receiveAll(db, logOf(other));
    expect(eraseChanges(db, entityByName, 'device-a', [{ device: 'device-b', seq: 1 }])).toBe(1);
    expect(logOf(db)[0]?.value).toBeNull();
    expect(digestOf(db, { device: 'device-b', from: 1, to: 1 })).toBeNull();
  });
});
