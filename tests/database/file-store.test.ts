import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  type FileStore,
  openFileStore,
  sealedFiles,
  sweepFileStore,
} from '../../src/main/database/file-store.ts';
import { AppError } from '../../src/shared/result.ts';
import { temporaryFolder } from '../support/folders.ts';

const key = Buffer.alloc(32, 7);
let folder: string;
let store: FileStore;
beforeEach(() => {
  folder = join(temporaryFolder('files'), 'files');
  store = openFileStore(folder, key);
});

const content = Buffer.from('Незабутня Квітослава, 12 March');
const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function reasonOf(work: Promise<unknown>): Promise<string | undefined> {
  return work.then(
    () => undefined,
    (error: unknown) => (error instanceof AppError ? error.failure.reason : String(error)),
  );
}

const onlyFile = (): string => {
  const [file, ...more] = [...sealedFiles(folder)];
  if (!file || more.length > 0) throw new Error('one file');
  return file.path;
};

describe('the file store', () => {
  test('gives back what was put, under the hash of its content', async () => {
    const put = await store.put([content.subarray(0, 5), content.subarray(5)]);
    expect(put).toEqual({ sha256: sha256Of(content), bytes: content.length });
    expect((await store.readWhole(put.sha256)).equals(content)).toBe(true);
    expect(store.has(put.sha256)).toBe(true);
    expect(store.has(sha256Of(Buffer.from('other')))).toBe(false);
  });

  test('keeps a content once, for its owner only, and leaves nothing on the way', async () => {
    await store.put([content]);
    await store.put([content]);
    expect(statSync(onlyFile()).mode & 0o077).toBe(0);
    expect(readdirSync(join(folder, 'incoming'))).toEqual([]);
  });

  test('names neither its content nor the hash of it, on disk or in a name', async () => {
    const { sha256 } = await store.put([content]);
    const path = onlyFile();
    expect(path).not.toContain(sha256);
    expect(readFileSync(path).includes(content.subarray(0, 18))).toBe(false);
  });

  test('is another one for another key', async () => {
    const { sha256 } = await store.put([content]);
    const other = openFileStore(folder, Buffer.alloc(32, 8));
    expect(await reasonOf(other.readWhole(sha256))).toBe('stored_file_missing');
    await other.put([content]);
    expect([...sealedFiles(folder)]).toHaveLength(2);
  });

  test.each([
    ['is gone', (path: string) => rmSync(path), 'stored_file_missing'],
    [
      'was cut off',
      (path: string) => writeFileSync(path, readFileSync(path).subarray(0, 40)),
      'file_damaged',
    ],
    ['is empty', (path: string) => writeFileSync(path, ''), 'file_damaged'],
    [
      'has a turned bit',
      (path: string) => {
        const bytes = readFileSync(path);
        bytes[30] = (bytes[30] ?? 0) ^ 1;
        writeFileSync(path, bytes);
      },
      'file_damaged',
    ],
  ])('says so of a file that %s, and takes the content again', async (_name, damage, reason) => {
    const { sha256 } = await store.put([content]);
    damage(onlyFile());
    expect(await reasonOf(store.readWhole(sha256))).toBe(reason);
    await store.put([content]);
    expect((await store.readWhole(sha256)).equals(content)).toBe(true);
  });

  test('notices a file that lies under the name of another', async () => {
    const { sha256 } = await store.put([content]);
    const path = onlyFile();
    const other = await store.put([Buffer.from('other')]);
    const [theirs] = [...sealedFiles(folder)].filter((file) => file.path !== path);
    writeFileSync(path, readFileSync(theirs?.path ?? ''));
    expect(await reasonOf(store.readWhole(sha256))).toBe('file_damaged');
    expect((await store.readWhole(other.sha256)).toString()).toBe('other');
  });

  test('keeps nothing of a content that broke off, and sweeps what a power cut left', async () => {
    function* broken(): Generator<Uint8Array> {
      yield content;
      throw new Error('the stick was pulled out');
    }
    await expect(store.put(broken())).rejects.toThrow('the stick was pulled out');
    expect([...sealedFiles(folder)]).toEqual([]);
    mkdirSync(join(folder, 'incoming'), { recursive: true });
    writeFileSync(join(folder, 'incoming', 'half.part'), content);
    sweepFileStore(folder);
    expect(existsSync(join(folder, 'incoming'))).toBe(false);
    await store.put([content]);
  });

  test('takes in only what belongs under its name, and mends what is damaged', async () => {
    const { sha256 } = await store.put([content]);
    const [file] = [...sealedFiles(folder)];
    if (!file) throw new Error('one file');
    const sealed = readFileSync(file.path);
    expect(await store.takeIn(file.name, [sealed])).toBe(false);
    writeFileSync(file.path, 'damaged');
    expect(await store.takeIn(file.name, [sealed])).toBe(true);
    expect((await store.readWhole(sha256)).equals(content)).toBe(true);
    expect(await reasonOf(store.takeIn('a'.repeat(64), [sealed]))).toBe('file_damaged');
    expect(await reasonOf(store.takeIn('../../evil', [sealed]))).toBe('file_damaged');
    expect(await reasonOf(store.takeIn(file.name.replace(/^../, 'zz'), [randomBytes(100)]))).toBe(
      'file_damaged',
    );
    expect([...sealedFiles(folder)]).toHaveLength(1);
  });
});
