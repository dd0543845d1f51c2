import { readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { BundleRow } from '../../src/main/bundles/change-columns.ts';
import { createChangePacker } from '../../src/main/bundles/pack-changes.ts';
import { readBundle } from '../../src/main/bundles/read-bundle.ts';
import { unpackChanges } from '../../src/main/bundles/unpack-changes.ts';
import { verifyBundle } from '../../src/main/bundles/verify-bundle.ts';
import { emptyStore, freeze, planFor, type TestKeys, testKeys } from '../support/bundles.ts';
import { edit, logOf, memoryDatabase, receiveAll } from '../support/device.ts';
import { temporaryFolder } from '../support/folders.ts';
import { runs } from '../support/runs.ts';

let keys: TestKeys;
beforeAll(async () => {
  keys = await testKeys();
});

const text = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constant(''), fc.constant('олена\0"'));
const textOrNull = fc.option(text);
/** Anything that the log's columns may hold. */
const change: fc.Arbitrary<BundleRow> = fc.record({
  device: fc.constantFrom('device-a', 'device-b'),
  seq: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
  act: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
  command: text,
  undoes: fc.option(fc.integer({ min: 1, max: 2 ** 40 })),
  recorded_at: fc.integer({ min: -1e14, max: 1e15 }),
  actor: textOrNull,
  entity: fc.oneof(fc.constantFrom('mark', 'learner'), text),
  entity_id: fc.oneof(
    text,
    fc.tuple(text, text).map(([one, two]) => `${one}:${two}`),
  ),
  cell: text,
  format: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
  value: fc.option(fc.jsonValue().map((value) => JSON.stringify(value))),
  replaces: fc.option(
    fc
      .array(fc.tuple(text, fc.integer({ min: 1, max: 2 ** 50 })), { maxLength: 3 })
      .map((heads) => JSON.stringify(heads)),
  ),
  reason: textOrNull,
  withheld: fc.boolean(),
  erased: fc.option(fc.constant('ab'.repeat(32))),
});

test('a table gives back every change that went into it, whatever it says', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 60 }), async (rows) => {
      const packer = createChangePacker();
      for (const row of rows) packer.add(row, row, row.erased);
      const back: BundleRow[] = [];
      for await (const group of unpackChanges(packer.finish())) back.push(...group);
      expect(back).toEqual(rows);
    }),
    { numRuns: runs(60) },
  );
});

describe('a bundle of two laptops', () => {
  const session = '018f0000-0000-7000-8000-000000000001';
  const learner = '018f0000-0000-7000-8000-00000000000a';
  const log = () => {
    const [here, other] = [memoryDatabase(), memoryDatabase()];
    const mark = (status: string) => [
      { entity: 'mark', id: `${session}:${learner}`, cell: 'mark', value: { status } },
    ];
    edit(here, 'device-a', 1000, [
      { entity: 'learner', id: learner, cell: 'name', value: { written: 'Олена', short: 'О.' } },
      { entity: 'learner', id: learner, cell: 'phone', value: '+380501234567' },
      ...mark('present'),
    ]);
    edit(other, 'device-b', 900, mark('excused'));
    receiveAll(here, logOf(other));
    edit(here, 'device-a', 2000, mark('absent'));
    return here;
  };

  test('gives the same log and tables where it is taken in', async () => {
    const db = log();
    const frozen = await freeze(db, planFor(db, keys, ['device-a', 'device-b']));
    const bundle = await readBundle(frozen.path, keys.identities, temporaryFolder());
    const rows: BundleRow[] = [];
    for await (const group of bundle.changes()) rows.push(...group);
    await bundle.close();
    const target = memoryDatabase();
    expect(receiveAll(target, rows)).toBe(5);
    expect(logOf(target)).toEqual(logOf(db));
    expect(bundle.sha256).toBe(frozen.sha256);
    expect(bundle.manifest.authors.map(({ digest }) => digest)).toEqual(
      frozen.parts.map(({ digest }) => digest),
    );
  });

  test('is told about in full, and by its digests proved', async () => {
    const db = log();
    const frozen = await freeze(db, planFor(db, keys, ['device-a', 'device-b']));
    const report = await verifyBundle(frozen.path, keys.identities.slice(1), temporaryFolder());
    expect(report).toMatchObject({ verdict: 'verified', reason: null, recipients: 2, sha256: frozen.sha256 });
    expect(report.bundle).toMatchObject({
      changes: 5,
      authors: [
        { device: 'device-a', seqFrom: 1, seqTo: 4, changes: 4, gaps: [], digest: true },
        { device: 'device-b', seqFrom: 1, seqTo: 1, changes: 1, gaps: [], digest: true },
      ],
    });
  });

  test('for head office leaves out what was not opened, and says so only as a gap', async () => {
    const db = log();
    const plan = planFor(db, keys, ['device-a', 'device-b'], { audience: 'head-office' });
    const frozen = await freeze(db, plan);
    const report = await verifyBundle(frozen.path, keys.identities, temporaryFolder());
    expect(report.bundle).toMatchObject({
      ...{ changes: 4, audience: 'head-office', fields: [] },
      authors: [
        { device: 'device-a', changes: 3, gaps: [[2, 2]], digest: null },
        { device: 'device-b', changes: 1, gaps: [], digest: null },
      ],
    });
  });

  test('carries the files that its changes speak of, and names those that are not here', async () => {
    const db = memoryDatabase();
    const files = emptyStore();
    const stored = await files.put([Buffer.from('a picture')]);
    const sheet = (sha256: string) => ({
      ...{ sha256, type: 'image/png', bytes: stored.bytes, width: 1, height: 1, stripped: [] },
    });
    const missing = 'f'.repeat(64);
    edit(db, 'device-a', 1000, [
      { entity: 'evidence', id: `${session}:one`, cell: 'sheet', value: sheet(stored.sha256) },
      { entity: 'evidence', id: `${session}:two`, cell: 'sheet', value: sheet(missing) },
    ]);
    const frozen = await freeze(db, planFor(db, keys, ['device-a']), files);
    const bundle = await readBundle(frozen.path, keys.identities, temporaryFolder());
    const parts: Uint8Array[] = [];
    for await (const part of await bundle.file(stored.sha256)) parts.push(part);
    expect(Buffer.concat(parts).toString()).toBe('a picture');
    expect(bundle.manifest.missing_files).toEqual([missing]);
    await expect(bundle.file(missing)).rejects.toMatchObject({ failure: { code: 'not_found' } });
    await bundle.close();
  });

  test('leaves nothing beside it, and nothing in it can be read from outside', async () => {
    const db = log();
    const { path } = await freeze(db, planFor(db, keys, ['device-a', 'device-b']));
    expect(readdirSync(dirname(path))).toHaveLength(1);
    const bytes = readFileSync(path);
    for (const word of ['Олена', '+380501234567', 'device-a', 'datapackage', learner])
      expect(bytes.includes(word)).toBe(false);
  });

  test('is not made for fewer than two who can open it, but for the center itself', async () => {
    const db = log();
    const one = { recipients: keys.recipients.slice(0, 1) };
    const plan = planFor(db, keys, ['device-a'], { audience: 'head-office', ...one });
    await expect(freeze(db, plan)).rejects.toMatchObject({
      failure: { reason: 'bundle_recipients_missing' },
    });
    const own = await freeze(db, planFor(db, keys, ['device-a'], one));
    expect((await verifyBundle(own.path, keys.identities, temporaryFolder())).recipients).toBe(1);
  });
});
