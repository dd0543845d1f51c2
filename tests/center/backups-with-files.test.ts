import {
  cpSync,
  createWriteStream,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { readArchive } from '../../src/main/database/archive.ts';
import { sealedFiles } from '../../src/main/database/file-store.ts';
import { addPicture } from '../attendance/add-picture.ts';
import { sheet } from '../images/build.ts';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { temporaryFolder } from '../support/folders.ts';
import { prepareRoll } from '../support/people.ts';
import { passphrase } from '../support/template.ts';

let source: TestBackend;
let sessionId: string;
let pictureId: string;
let stick: string;
let path: string;

beforeAll(async () => {
  source = await openTestBackend();
  ({ sessionId } = await prepareRoll(source, 3));
  pictureId = await addPicture(source, sessionId, sheet.jpeg);
  stick = temporaryFolder('stick');
  ({ path } = await source.call('center.backUp', { folder: stick }));
});

const filesOf = (laptop: TestBackend) => [...sealedFiles(join(laptop.paths.data, 'files'))];

async function restore(laptop: TestBackend, from: string): Promise<void> {
  await laptop.call('center.restore', { path: from, unlock: { passphrase } });
  await laptop.call('center.unseal', { passphrase });
  laptop.sit(source.coordinatorId);
}

const picture = async (laptop: TestBackend): Promise<Buffer> => {
  const { blob } = await laptop.call('attendance.openEvidence', { sessionId, id: pictureId });
  return Buffer.from(laptop.backend().files.get(blob).bytes);
};

describe('a backup to another place', () => {
  test('carries every file, encrypted, and counts them', async () => {
    const { manifest } = await readArchive(path, { files: true });
    const [file] = filesOf(source);
    expect(manifest).toMatchObject({ version: 2, files: { carried: true, count: 1, bytes: file?.bytes } });
    expect(readFileSync(path).includes(sheet.jpeg.subarray(20, 60))).toBe(false);
  });

  test('brings the pictures back on an empty machine', async () => {
    const laptop = await openTestBackend({ center: false });
    await restore(laptop, path);
    expect((await picture(laptop)).equals(sheet.jpeg)).toBe(true);
  });

  test('mends a picture that was damaged here', async () => {
    const laptop = await openTestBackend({ center: false });
    await restore(laptop, path);
    writeFileSync(filesOf(laptop)[0]?.path ?? '', 'damaged');
    const { error } = (await laptop.send('attendance.openEvidence', { sessionId, id: pictureId })) as {
      error?: { code: string; reason: string };
    };
    expect(error).toMatchObject({ code: 'corrupt', reason: 'file_damaged' });
    await restore(laptop, path);
    expect((await picture(laptop)).equals(sheet.jpeg)).toBe(true);
  });

  test('with one damaged picture in it still brings back everything else', async () => {
    const bytes = readFileSync(path);
    const sealed = readFileSync(filesOf(source)[0]?.path ?? '');
    const at = bytes.indexOf(sealed);
    expect(at).toBeGreaterThan(0);
    bytes[at + 100] = (bytes[at + 100] ?? 0) ^ 1;
    const damaged = join(temporaryFolder('stick'), 'rollbook-2026-03-12T080000Z-hand.rollbook-backup');
    writeFileSync(damaged, bytes);
    await expect(readArchive(damaged, { files: true })).rejects.toMatchObject({
      failure: { code: 'corrupt', reason: 'backup_damaged' },
    });
    const laptop = await openTestBackend({ center: false });
    await restore(laptop, damaged);
    expect((await laptop.call('attendance.roll', { sessionId })).rows).toHaveLength(3);
    expect((await laptop.fail('attendance.openEvidence', { sessionId, id: pictureId })).reason).toBe(
      'stored_file_missing',
    );
  });

  test('says before it writes that there is no room for the files', async () => {
    const laptop = await openTestBackend();
    const huge = join(laptop.paths.data, 'files', 'aa', 'a'.repeat(64));
    mkdirSync(dirname(huge), { recursive: true });
    writeFileSync(huge, '');
    // Of such a size by its name only: a file full of holes.
    truncateSync(huge, 2 ** 42);
    const empty = temporaryFolder('stick');
    expect(await laptop.fail('center.backUp', { folder: empty })).toMatchObject({
      code: 'disk_full',
      reason: 'backup_no_room',
      params: { needed: expect.toSatisfy((megabytes: number) => megabytes > 4_000_000) },
    });
    expect(readdirSync(empty)).toEqual([]);
    await laptop.call('center.backUp', { folder: null });
  });
});

describe('a backup beside the center', () => {
  test('takes no room for the files a second time; they stay, whatever is restored', async () => {
    const own = (await source.call('center.backUp', { folder: null })).path;
    const { manifest } = await readArchive(own, { files: true });
    expect(manifest.files).toMatchObject({ carried: false, count: 1 });
    expect(readFileSync(own).includes(readFileSync(filesOf(source)[0]?.path ?? ''))).toBe(false);
    await source.call('attendance.removeEvidence', { sessionId, id: pictureId });
    await restore(source, own);
    expect((await picture(source)).equals(sheet.jpeg)).toBe(true);
  });

  test('restored where the files are not says so where one is looked at', async () => {
    const own = (await source.call('center.backUp', { folder: null })).path;
    const laptop = await openTestBackend({ center: false });
    const copy = join(temporaryFolder('stick'), 'rollbook-2026-03-12T080000Z-hand.rollbook-backup');
    cpSync(own, copy);
    await restore(laptop, copy);
    expect((await laptop.fail('attendance.openEvidence', { sessionId, id: pictureId })).reason).toBe(
      'stored_file_missing',
    );
    rmSync(copy);
  });
});

test('a backup that was made before there were files restores as it did', async () => {
  const folder = temporaryFolder('stick');
  const database = join(folder, 'rollbook.db');
  const { manifest, keys } = await readArchive(path, { extractTo: database });
  const { files: _files, ...older } = manifest;
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(JSON.stringify({ ...older, version: 1 })), 'manifest.json');
  zip.addBuffer(Buffer.from(keys), 'keys.json');
  zip.addFile(database, 'rollbook.db');
  zip.end();
  const old = join(folder, 'rollbook-2026-03-12T080000Z-hand.rollbook-backup');
  await pipeline(zip.outputStream, createWriteStream(old));
  expect((await readArchive(old, { files: true })).manifest.files).toEqual({
    carried: false,
    count: 0,
    bytes: 0,
  });
  const laptop = await openTestBackend({ center: false });
  await restore(laptop, old);
  expect((await laptop.call('center.state', {})).center?.name).toBe('Lviv Center');
});
