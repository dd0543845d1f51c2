import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { refuse } from '../../shared/result.ts';
import { makeFolder, syncFile, syncFolder } from '../durable.ts';
import { codeOf } from '../errors.ts';
import { type Bytes, seal, unseal } from './sealed-file.ts';

/**
 * Files that belong to the center's data (pictures, submissions), each under the hash of its content and never
 * changed. They lie encrypted in `files/<two digits>/<name>`; the name is an HMAC of the hash under a key of the data
 * key, so that a folder listing does not tell who has a file that somebody else knows, and files of another center
 * never meet these. Nothing is deleted while it may be needed: an undo, an older backup or a center that was set
 * aside may still speak of it.
 */
export interface FileStore {
  /** Stores a content once, however often it is put. It is on disk, and was read back, when this returns. */
  put(content: Bytes): Promise<StoredFile>;
  /**
   * The content, a chunk at a time, checked against its hash at the end.
   * Throws `not_found` (stored_file_missing) or `corrupt` (file_damaged).
   */
  read(sha256: string): AsyncGenerator<Buffer>;
  /** The whole content at once. */
  readWhole(sha256: string): Promise<Buffer>;
  has(sha256: string): boolean;
  /** Takes in a file as another copy of this store held it; true if it was not here whole. Throws as `read` does. */
  takeIn(name: string, sealed: Bytes): Promise<boolean>;
}

export interface StoredFile {
  /** SHA-256 of the content, hexadecimal. */
  sha256: string;
  /** Length of the content. */
  bytes: number;
}

/** A file of the store as it lies on disk. */
export interface SealedFile {
  name: string;
  path: string;
  bytes: number;
}

const isName = (name: string): boolean => /^[0-9a-f]{64}$/.test(name);
const incomingOf = (folder: string): string => join(folder, 'incoming');
const placeOf = (folder: string, name: string): string => join(folder, name.slice(0, 2), name);

/** Clears away what a power cut left half written. Only while nothing is being put into the store. */
export function sweepFileStore(folder: string): void {
  rmSync(incomingOf(folder), { recursive: true, force: true });
}

/**
 * The store of a data key. What is gone when the program ends, as the sample center is, need not outlive the plug being
 * pulled: with `flush` false nothing waits for the disk, and nothing is read back.
 */
export function openFileStore(folder: string, key: Buffer, { flush = true } = {}): FileStore {
  const incoming = incomingOf(folder);
  const nameKey = Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), 'rollbook file names', 32));
  const nameOf = (sha256: string): string => createHmac('sha256', nameKey).update(sha256).digest('hex');

  /** Gives the content on, and its hash and length in the end. */
  async function* measured(content: Bytes, facts: (file: StoredFile) => void): AsyncGenerator<Uint8Array> {
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const part of content) {
      hash.update(part);
      bytes += part.byteLength;
      yield part;
    }
    facts({ sha256: hash.digest('hex'), bytes });
  }

  const contentOf = (path: string): AsyncGenerator<Buffer> => unseal(key, createReadStream(path));

  const verify = async (content: Bytes): Promise<StoredFile> => {
    let facts: StoredFile = { sha256: '', bytes: 0 };
    for await (const _part of measured(content, (found) => {
      facts = found;
    }));
    return facts;
  };

  /** True if this name holds a whole file that belongs under it. */
  const isWhole = async (name: string): Promise<boolean> => {
    try {
      return nameOf((await verify(contentOf(placeOf(folder, name)))).sha256) === name;
    } catch {
      return false;
    }
  };

  /** Writes sealed bytes where nobody looks, and moves them to their name once they are on disk and read back. */
  const settle = async (sealed: Bytes, name: () => string | null): Promise<void> => {
    makeFolder(incoming);
    const part = join(incoming, `${randomBytes(8).toString('hex')}.part`);
    try {
      await writeOut(part, sealed, flush);
      const wanted = name();
      const isRight = !flush || nameOf((await verify(contentOf(part))).sha256) === wanted;
      if (wanted === null || !isRight) throw refuse('corrupt', 'file_damaged');
      const place = placeOf(folder, wanted);
      makeFolder(dirname(place));
      renameSync(part, place);
      if (!flush) return;
      syncFolder(dirname(place));
      // Where a damaged file was replaced, not every disk knows what stands under its name before that.
      syncFile(place);
    } finally {
      rmSync(part, { force: true });
    }
  };

  return {
    put: async (content) => {
      let facts: StoredFile | null = null;
      const sealed = seal(
        key,
        measured(content, (found) => {
          facts = found;
        }),
      );
      await settle(sealed, () => facts && nameOf(facts.sha256));
      if (!facts) throw refuse('corrupt', 'file_damaged');
      return facts;
    },
    read: async function* (sha256) {
      const path = placeOf(folder, nameOf(sha256));
      if (!existsSync(path)) throw refuse('not_found', 'stored_file_missing');
      let found = '';
      yield* measured(contentOf(path), (facts) => {
        found = facts.sha256;
      }) as AsyncGenerator<Buffer>;
      if (found !== sha256) throw refuse('corrupt', 'file_damaged');
    },
    async readWhole(sha256) {
      const parts: Buffer[] = [];
      for await (const part of this.read(sha256)) parts.push(part);
      return Buffer.concat(parts);
    },
    has: (sha256) => existsSync(placeOf(folder, nameOf(sha256))),
    takeIn: async (name, sealed) => {
      if (!isName(name)) throw refuse('corrupt', 'file_damaged');
      if (existsSync(placeOf(folder, name)) && (await isWhole(name))) return false;
      await settle(sealed, () => name);
      return true;
    },
  };
}

async function writeOut(path: string, content: Bytes, flush: boolean): Promise<void> {
  let handle: FileHandle | null = null;
  try {
    handle = await open(path, 'wx', 0o600);
    for await (const part of content) await writeAll(handle, part);
    if (flush) await handle.sync();
  } finally {
    await handle?.close();
  }
}

/** One call may write less than it was given. */
async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.byteLength; )
    at += (await handle.write(bytes, at, bytes.byteLength - at)).bytesWritten;
}

/** Every whole file of a store in the order of their names, without opening any: what a backup carries. */
export function* sealedFiles(folder: string): Generator<SealedFile> {
  for (const part of namesIn(folder).filter((name) => /^[0-9a-f]{2}$/.test(name))) {
    for (const name of namesIn(join(folder, part))) {
      if (!isName(name) || !name.startsWith(part)) continue;
      const path = join(folder, part, name);
      yield { name, path, bytes: statSync(path).size };
    }
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    if (codeOf(error) === 'not_found') return [];
    throw error;
  }
}
