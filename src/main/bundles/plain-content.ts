import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import yauzl, { type ZipFile } from 'yauzl';
import { SealedZipReader } from '../assessments/intake/sealed-zip.ts';
import { openSealed, seal } from '../database/sealed-file.ts';
import { makeFolder } from '../durable.ts';
import { damaged } from './faults.ts';

/** So much of a content is held in memory, bytes; a larger one lies on the disk, sealed under a key of its own. */
const mostInMemory = 64_000_000;

/** What came out of a sealed bundle, as a zip that is read at any place; nothing of it is ever readable on the disk. */
export interface PlainContent {
  zip: ZipFile;
  close(): Promise<void>;
}

const options = { autoClose: false, lazyEntries: true, validateEntrySizes: true, strictFileNames: true };

/** Takes a content in to its end. `scratch` is a folder for what is too large for the memory. */
export async function holdContent(
  content: AsyncGenerator<Uint8Array>,
  scratch: string,
): Promise<PlainContent> {
  const first: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await content.next();
    if (done) return inMemory(Buffer.concat(first));
    first.push(value);
    size += value.length;
    if (size > mostInMemory) break;
  }
  const [key, path] = [randomBytes(32), join(scratch, `${randomBytes(8).toString('hex')}.part`)];
  try {
    await spill(path, key, joined(first, content));
    const sealed = await openSealed(key, path);
    const zip = await opened(
      yauzl.fromRandomAccessReaderPromise(new SealedZipReader(sealed), sealed.size, options),
    );
    return {
      zip,
      close: async () => {
        zip.close();
        await sealed.close().catch(() => {});
        rmSync(path, { force: true });
      },
    };
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  }
}

async function spill(path: string, key: Buffer, content: AsyncIterable<Uint8Array>): Promise<void> {
  makeFolder(dirname(path));
  const handle = await open(path, 'wx', 0o600);
  try {
    for await (const piece of seal(key, content)) await handle.writeFile(piece);
  } finally {
    await handle.close();
  }
}

async function inMemory(bytes: Buffer): Promise<PlainContent> {
  const zip = await opened(yauzl.fromBufferPromise(bytes, options));
  return { zip, close: async () => zip.close() };
}

async function opened(zip: Promise<ZipFile>): Promise<ZipFile> {
  try {
    return await zip;
  } catch {
    throw damaged('zip');
  }
}

async function* joined(
  first: readonly Uint8Array[],
  rest: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield* first;
  yield* rest;
}
