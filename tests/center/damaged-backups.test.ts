import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { readArchive, sha256OfFile } from '../../src/main/database/archive.ts';
import { connect } from '../../src/main/database/sqlite.ts';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { temporaryFolder } from '../support/folders.ts';
import { prepareRoll } from '../support/people.ts';
import { findTemplate, passphrase } from '../support/template.ts';

/** A whole backup, that every test damages in its own way. */
let path: string;

beforeAll(async () => {
  const source = await openTestBackend();
  await prepareRoll(source, 5);
  path = (await source.call('center.backUp', { folder: temporaryFolder('stick') })).path;
});

const emptyLaptop = () => openTestBackend({ center: false });
const damaged = { code: 'corrupt', reason: 'backup_damaged' };

describe('what is not a whole Rollbook backup is refused and changes nothing', () => {
  /** A damaged copy of the backup, by its bytes. */
  function copyWith(change: (bytes: Buffer) => Buffer): string {
    const file = join(temporaryFolder('damaged'), 'rollbook-2026-03-12T080000Z-hand.rollbook-backup');
    writeFileSync(file, change(readFileSync(path)));
    return file;
  }

  async function zipOf(entries: Record<string, string | Buffer>): Promise<string> {
    const zip = new ZipFile();
    for (const [name, text] of Object.entries(entries)) zip.addBuffer(Buffer.from(text), name);
    zip.end();
    const parts: Buffer[] = [];
    for await (const part of zip.outputStream) parts.push(part as Buffer);
    const file = join(temporaryFolder('zip'), 'rollbook-2026-03-12T080000Z-hand.rollbook-backup');
    writeFileSync(file, Buffer.concat(parts));
    return file;
  }

  async function expectRefused(laptop: TestBackend, file: string): Promise<void> {
    const before = readdirSync(laptop.paths.data).sort();
    const database = join(laptop.paths.data, 'center', 'rollbook.db');
    const bytes = existsSync(database) ? readFileSync(database) : null;
    const result = await laptop.send('center.restore', { path: file, unlock: { passphrase } });
    expect(result).toEqual({ ok: false, error: expect.objectContaining(damaged) });
    expect(readdirSync(laptop.paths.data).sort()).toEqual(before);
    if (bytes) expect(readFileSync(database)).toEqual(bytes);
  }

  let laptop: TestBackend;
  beforeAll(async () => {
    laptop = await openTestBackend({ stage: 'sealed' });
  });

  test('flipped bytes, wherever they are', async () => {
    const size = readFileSync(path).length;
    for (let place = 0; place < 40; place++) {
      const at = Math.floor(((place + 0.5) / 40) * size);
      const file = copyWith((bytes) => {
        bytes[at] = (bytes[at] ?? 0) ^ 0xff;
        return bytes;
      });
      await expectRefused(laptop, file);
    }
  });

  test('bytes flipped in the hash itself, and in the keys', async () => {
    const text = readFileSync(path, 'latin1');
    for (const word of ['databaseSha256": "', '"wrapped":"', '"format":"rollbook-k', '"seq": ']) {
      expect(text).toContain(word);
      const at = text.indexOf(word) + word.length;
      const file = copyWith((bytes) => {
        bytes[at] = (bytes[at] ?? 0) ^ 0x03;
        return bytes;
      });
      await expectRefused(laptop, file);
    }
  });

  test.each([0.001, 0.3, 0.9, 0.9999])('cut off after %d of its length', async (share) => {
    await expectRefused(
      laptop,
      copyWith((bytes) => bytes.subarray(0, Math.floor(bytes.length * share))),
    );
  });

  test('an empty file, a text, a folder', async () => {
    await expectRefused(
      laptop,
      copyWith(() => Buffer.alloc(0)),
    );
    await expectRefused(
      laptop,
      copyWith(() => Buffer.from('Dear diary')),
    );
    await expectRefused(laptop, temporaryFolder('folder'));
  });

  test('a zip of something else', async () => {
    await expectRefused(laptop, await zipOf({ 'word/document.xml': '<w:document/>' }));
    await expectRefused(laptop, await zipOf({}));
  });

  test('a zip whose names climb out of the folder', async () => {
    const file = await zipOf({ 'aa/evil.txt': 'evil', 'manifest.json': '{}' });
    const bytes = readFileSync(file, 'latin1').replaceAll('aa/evil.txt', '../evil.txt');
    writeFileSync(file, bytes, 'latin1');
    await expectRefused(laptop, file);
  });

  test('a manifest that promises another database', async () => {
    const { manifest, keys } = await readArchive(path);
    const entries = { 'manifest.json': JSON.stringify(manifest), 'keys.json': keys, 'rollbook.db': 'other' };
    await expectRefused(laptop, await zipOf(entries));
  });

  test('a whole backup with the keys of another center', async () => {
    const { manifest, keys } = await readArchive(path);
    const database = join(temporaryFolder('extract'), 'rollbook.db');
    await readArchive(path, { extractTo: database });
    const other = await openTestBackend({ center: false });
    await other.call('center.setUp', {
      center: { name: 'Other', language: 'en', timeZone: 'UTC', country: 'BG' },
      deviceName: 'Other',
      coordinator: { name: 'Other', pin: '1234' },
      passphrase,
      centerFile: null,
    });
    const foreign = readFileSync(join(other.paths.data, 'center', 'keys.json'), 'utf8');
    expect(foreign).not.toBe(keys);
    await expectRefused(
      laptop,
      await zipOf({
        'manifest.json': JSON.stringify(manifest),
        'keys.json': foreign,
        'rollbook.db': readFileSync(database),
      }),
    );
  });

  test('and afterwards the center opens as before', async () => {
    await laptop.unseal();
    expect((await laptop.call('center.state', {})).newDevice).toBe(false);
  });

  test('a file that is not there is told from a damaged one', async () => {
    const missing = await emptyLaptop();
    const result = await missing.fail('center.restore', { path: '/nowhere/x', unlock: { passphrase } });
    expect(result.code).toBe('not_found');
  });

  test('a backup of a newer program is refused before it takes the place of anything', async () => {
    const { manifest, keys } = await readArchive(path);
    const database = join(temporaryFolder('extract'), 'rollbook.db');
    await readArchive(path, { extractTo: database });
    const db = connect(database, Buffer.from((await findTemplate()).key, 'hex'));
    db.pragma('user_version = 9999');
    db.close();
    const databaseSha256 = await sha256OfFile(database);
    const file = await zipOf({
      'manifest.json': JSON.stringify({ ...manifest, schema: 9999, databaseSha256 }),
      'keys.json': keys,
      'rollbook.db': readFileSync(database),
    });
    const empty = await emptyLaptop();
    expect(await empty.fail('center.restore', { path: file, unlock: { passphrase } })).toMatchObject({
      code: 'unavailable',
      reason: 'database_from_future',
    });
    expect((await empty.call('center.state', {})).stage).toBe('new');
  });
});
