import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { certify } from '../../src/main/bundles/certificates.ts';
import type { BundleRow } from '../../src/main/bundles/change-columns.ts';
import { isTable, type Manifest } from '../../src/main/bundles/format.ts';
import { createChangePacker } from '../../src/main/bundles/pack-changes.ts';
import { newSigningKey } from '../../src/main/bundles/signing.ts';
import { unpackChanges } from '../../src/main/bundles/unpack-changes.ts';
import { type BundleReport, verifyBundle } from '../../src/main/bundles/verify-bundle.ts';
import { emptyStore, freeze, planFor, type TestKeys, testKeys } from '../support/bundles.ts';
import { edit, memoryDatabase } from '../support/device.ts';
import { temporaryFolder } from '../support/folders.ts';
import { entriesOf, type Forgery, forge, plainOf, sealAs, zipOf } from '../support/forged.ts';
import { runs } from '../support/runs.ts';

let keys: TestKeys;
let path: string;
let sound: BundleReport;
const session = '018f0000-0000-7000-8000-000000000001';
const table = 'data/changes-attendance.parquet';
const no = '0'.repeat(32);

beforeAll(async () => {
  keys = await testKeys();
  const [db, files] = [memoryDatabase(), emptyStore()];
  const { sha256, bytes } = await files.put([Buffer.from('a picture')]);
  const people = Array.from({ length: 30 }, (_, index) => `018f0000-0000-7000-8000-0000000000${index + 10}`);
  edit(
    db,
    'device-a',
    1000,
    people.map((id) => ({
      entity: 'mark',
      id: `${session}:${id}`,
      cell: 'mark',
      value: { status: 'present' },
    })),
  );
  const sheet = { sha256, bytes, type: 'image/png', width: 1, height: 1, stripped: [] };
  edit(db, 'device-a', 2000, [{ entity: 'evidence', id: `${session}:one`, cell: 'sheet', value: sheet }]);
  path = (await freeze(db, planFor(db, keys, ['device-a']), files)).path;
  sound = await verify(path);
  expect(sound.verdict).toBe('verified');
});

const verify = (file: string, identities = keys.identities): Promise<BundleReport> =>
  verifyBundle(file, identities, temporaryFolder('scratch'));

function written(bytes: Uint8Array): string {
  const file = join(temporaryFolder('damaged'), 'damaged.rollbook.age');
  writeFileSync(file, bytes);
  return file;
}

const flipped = (bytes: Buffer, at: number): Buffer => {
  const copy = Buffer.from(bytes);
  copy.writeUInt8((copy[at] ?? 0) ^ (1 << (at % 8)), at);
  return copy;
};
/** Places all over it. */
const places = (length: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => Math.floor(((index + 0.5) * length) / count));

describe('a bundle as it comes over the line', () => {
  test('with one byte changed, at 200 places, is refused with the reason', async () => {
    const bytes = readFileSync(path);
    for (const at of places(bytes.length, 200)) {
      const { verdict, reason, bundle } = await verify(written(flipped(bytes, at)));
      expect({ at, refused: verdict === 'refused' || verdict === 'unopened' }).toEqual({ at, refused: true });
      expect(reason?.code).toMatch(/^(?:bundle_damaged|bundle_not_for_us|not_a_bundle)$/);
      expect(bundle).toBeNull();
    }
  });

  test('cut short anywhere, or with something behind it, is refused', async () => {
    const bytes = readFileSync(path);
    for (const length of [...places(bytes.length, 20), bytes.length - 1]) {
      const file = written(bytes);
      truncateSync(file, length);
      expect((await verify(file)).verdict).toBe('refused');
    }
    expect((await verify(written(Buffer.concat([bytes, Buffer.from('x')])))).verdict).toBe('refused');
  });

  test.each([
    ['an empty file', Buffer.alloc(0)],
    ['something else', Buffer.from('PK\x03\x04 and so on')],
    ['the first line alone', Buffer.from('age-encryption.org/v1\n')],
  ])('%s is no bundle', async (_name, bytes) => {
    expect(await verify(written(bytes))).toMatchObject({
      ...{ verdict: 'refused', reason: { code: 'not_a_bundle' }, recipients: null },
    });
  });

  test('for somebody else is not opened', async () => {
    const others = await testKeys();
    expect(await verify(path, others.identities)).toMatchObject({
      ...{ verdict: 'unopened', reason: { code: 'bundle_not_for_us' }, recipients: 2 },
    });
  });
});

describe('a bundle that somebody who can open it has changed', () => {
  test('by one byte of what is inside is refused or says exactly the same', async () => {
    const plain = await plainOf(path, keys);
    let refused = 0;
    const tried = places(plain.length, runs(60));
    for (const at of tried) {
      const report = await verify(await sealAs(flipped(plain, at), keys));
      if (report.verdict === 'refused') refused += 1;
      else expect(report.bundle).toEqual(sound.bundle);
    }
    // What is left are times and attributes in the zip, which nobody reads.
    expect(refused).toBeGreaterThan(0.9 * tried.length);
  });

  const other = newSigningKey();
  const rowsOf = (manifest: Manifest): { rows: number } =>
    manifest.resources.find(isTable) as { rows: number };

  test.each<[string, Forgery, { code: string; what?: string | number }]>([
    [
      'in its manifest, unsigned',
      { manifest: (m) => (m.center.name = 'Other'), key: null },
      { code: 'bundle_signature_wrong' },
    ],
    ['and signed with another key', { key: other }, { code: 'bundle_signature_wrong' }],
    [
      'and signed with a key that no center certified',
      {
        manifest: (m) => {
          m.signer.certificate.key = other.public;
        },
        key: other,
      },
      { code: 'bundle_signature_wrong' },
    ],
    [
      'and signed by a laptop of another center',
      {
        manifest: (m) => {
          const facts = { center: 'center-2', device: 'device-a', key: other.public, now: 0 };
          m.signer.certificate = certify(newSigningKey(), facts);
        },
        key: other,
      },
      { code: 'bundle_signature_wrong' },
    ],
    [
      'of a version that is not known yet',
      { manifest: (m) => Object.assign(m, { version: 2, novelty: true }) },
      { code: 'bundle_from_future', what: 2 },
    ],
    [
      'with another kind of manifest',
      { manifest: (m) => Object.assign(m, { profile: 'x' }) },
      { code: 'bundle_damaged', what: 'manifest' },
    ],
    [
      'with another table',
      { entries: (e) => void e.set(table, Buffer.from('PAR1')), told: false },
      { code: 'bundle_damaged', what: 'resources' },
    ],
    [
      'with a table of the same length',
      { entries: (e) => void e.get(table)?.fill(0, 100, 110), told: false },
      { code: 'bundle_damaged', what: 'hash' },
    ],
    [
      'with a table that is none',
      { entries: (e) => void e.set(table, Buffer.from('PAR1')) },
      { code: 'bundle_damaged', what: 'parquet' },
    ],
    [
      'without a table',
      { entries: (e) => void e.delete(table) },
      { code: 'bundle_damaged', what: 'resources' },
    ],
    [
      'with a file more',
      { entries: (e) => void e.set('data/x', Buffer.from('x')) },
      { code: 'bundle_damaged', what: 'resources' },
    ],
    [
      'with another file under the name of one',
      {
        entries: (e) =>
          void e.set(
            [...e.keys()].find((name) => name.startsWith('data/files')) ?? '',
            Buffer.from('b picture'),
          ),
      },
      { code: 'bundle_damaged', what: 'hash' },
    ],
    [
      'with fewer rows than it says',
      { manifest: (m) => (rowsOf(m).rows -= 1) },
      { code: 'bundle_damaged', what: 'row_counts' },
    ],
    [
      'with ten million rows',
      { manifest: (m) => (rowsOf(m).rows = 10_000_000) },
      { code: 'bundle_damaged', what: 'manifest' },
    ],
    [
      'with more rows than its authors wrote',
      { manifest: (m) => (rowsOf(m).rows = 1000) },
      { code: 'bundle_damaged', what: 'too_many_rows' },
    ],
    ['packed, as a bomb would be', { compress: true }, { code: 'bundle_damaged', what: 'zip' }],
    [
      'with other salts',
      {
        manifest: (m) => {
          for (const author of m.authors)
            author.salts = author.salts.map(([first, height]) => [first, height, no]);
        },
      },
      { code: 'bundle_damaged', what: 'digest' },
    ],
    [
      'with a range that is larger',
      { manifest: (m) => Object.assign(m.authors[0] ?? {}, { seq_to: 40, digest: null }) },
      { code: 'bundle_damaged', what: 'gaps' },
    ],
    [
      'with a range that is smaller',
      { manifest: (m) => Object.assign(m.authors[0] ?? {}, { seq_from: 2 }) },
      { code: 'bundle_damaged', what: 'too_many_rows' },
    ],
    [
      'with changes of somebody else',
      { manifest: (m) => Object.assign(m.authors[0] ?? {}, { device: 'device-x' }) },
      { code: 'bundle_damaged', what: 'authors' },
    ],
  ])('%s', async (_name, forgery, reason) => {
    expect(await verify(await forge(path, keys, forgery))).toMatchObject({
      ...{ verdict: 'refused', reason, bundle: null },
    });
  });

  /** The attendance table with other rows, told and signed as if it were the laptop's own. */
  async function withRows(change: (rows: BundleRow[]) => BundleRow[]): Promise<BundleReport> {
    const entries = await entriesOf(await plainOf(path, keys));
    const rows: BundleRow[] = [];
    for await (const group of unpackChanges(entries.get(table) ?? Buffer.alloc(0))) rows.push(...group);
    const packer = createChangePacker();
    const changed = change(rows);
    for (const row of changed) packer.add(row, row, row.erased);
    const forged = await forge(path, keys, {
      entries: (all) => void all.set(table, Buffer.from(packer.finish())),
      manifest: (m) => Object.assign(rowsOf(m), { rows: changed.length }),
    });
    return verify(forged);
  }

  test.each<[string, (rows: BundleRow[]) => BundleRow[], string]>([
    [
      'another value',
      (rows) => rows.map((row) => (row.seq === 3 ? { ...row, value: '{"status":"absent"}' } : row)),
      'digest',
    ],
    [
      'another time',
      (rows) => rows.map((row) => (row.seq === 3 ? { ...row, recorded_at: 5 } : row)),
      'digest',
    ],
    ['one left out', (rows) => rows.filter(({ seq }) => seq !== 3), 'gaps'],
    ['one twice', (rows) => [...rows.slice(0, 3), ...rows.slice(2, -1)], 'order'],
    ['two in another order', ([a, b, ...rows]) => [b, a, ...rows] as BundleRow[], 'order'],
    [
      'a number that none can have',
      (rows) => rows.map((row) => (row.seq === 31 ? { ...row, seq: 0 } : row)),
      'values',
    ],
    ['no JSON', (rows) => rows.map((row) => (row.seq === 3 ? { ...row, value: '{' } : row)), 'values'],
  ])('in its changes: %s', async (_name, change, what) => {
    expect(await withRows(change)).toMatchObject({
      ...{ verdict: 'refused', reason: { code: 'bundle_damaged', what } },
    });
  });

  test('with heads or a footer that promise anything, it is refused and fills no memory', async () => {
    const entries = await entriesOf(await plainOf(path, keys));
    const whole = entries.get(table) ?? Buffer.alloc(0);
    // Numbers in heads and footer become as large as they can.
    for (const at of places(whole.length, runs(40))) {
      const forged = Buffer.from(whole);
      forged.fill(0xff, at, Math.min(at + 4, whole.length));
      const report = await verify(await forge(path, keys, { entries: (all) => void all.set(table, forged) }));
      if (report.verdict !== 'refused') expect(report.bundle?.authors).toEqual(sound.bundle?.authors);
    }
  });

  test('with an entry twice, or a path that leads out, it is refused', async () => {
    const entries = [...(await entriesOf(await plainOf(path, keys)))];
    const twice = await sealAs(await zipOf([...entries, entries[0] as [string, Buffer]]), keys);
    expect(await verify(twice)).toMatchObject({ reason: { code: 'bundle_damaged', what: 'zip' } });
    const plain = await zipOf([...entries, ['data/xx/out', Buffer.from('x')]]);
    const out = Buffer.from(
      plain.toString('latin1').replaceAll('data/xx/out', '../../xx/out'.slice(0, 11)),
      'latin1',
    );
    expect(await verify(await sealAs(out, keys))).toMatchObject({
      reason: { code: 'bundle_damaged', what: 'zip' },
    });
  });
});
