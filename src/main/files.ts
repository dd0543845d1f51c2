import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { refuse } from '../shared/result.ts';
import { mostPictureBytes } from '../shared/rules/pictures.ts';
import { mostFilesHandedOver } from '../shared/rules/submissions.ts';
import { type Bytes, seal, unsealFile } from './database/sealed-file.ts';
import { makeFolder } from './durable.ts';

export interface HeldFile {
  name: string;
  type: string;
  bytes: Uint8Array;
}

/** A file on its way out that is read when it is asked for, however often. */
export interface LentFile {
  name: string;
  type: string;
  read: () => Bytes;
}

/** An upload, as a worker can be told of it: in memory, or sealed on the disk under a key of its own. */
export interface Upload {
  name: string;
  size: number;
  at: { bytes: Uint8Array } | { sealed: string; key: Uint8Array };
}

/**
 * Files on their way in (uploads) or out (blobs). They name people, so nothing of them is readable on the disk: small
 * ones are in memory, large uploads lie sealed in `uploads` under a key that only this run of the program knows.
 */
export interface Files {
  /** The token of a file that is at hand, on its way out or in; only the last few are kept. */
  hold(file: HeldFile): string;
  /** What `hold` was given. Throws `not_found` (file_not_found). */
  get(token: string): HeldFile;
  lend(file: LentFile): string;
  /**
   * Takes an upload in, a piece at a time. Throws `validation` (too_large), and whatever the disk says; of an upload
   * that broke off nothing is left.
   */
  receive(name: string, content: Bytes): Promise<string>;
  /** What a token of `hold`, `lend` or `receive` stands for. Throws `not_found` (file_not_found). */
  serve(token: string): LentFile;
  upload(token: string): Upload;
  /** The whole of an upload. */
  whole(token: string): Promise<{ name: string; bytes: Uint8Array }>;
  drop(token: string): void;
  dropAll(): void;
}

/** The largest file that is taken in, bytes: the pictures of a cohort in one archive. */
export const mostUploadBytes = 2_000_000_000;
/** The largest that a window hands over in one piece of memory: what it made itself, and lies on no disk. */
export const mostMadeBytes = 50_000_000;
/** Larger uploads, and those that come when so much is in memory already, lie on the disk. */
const mostInMemory = mostPictureBytes;
const mostInMemoryTogether = 3 * mostInMemory;
const mostHeld = 8;
/** A folder is handed over file by file. */
const mostUploads = mostFilesHandedOver;
const mostLent = 5000;

const uploadsIn = (data: string): string => join(data, 'uploads');

/** Deletes what a run that was cut off has left: nobody has the key to it any more. */
export function sweepUploads(data: string): void {
  rmSync(uploadsIn(data), { recursive: true, force: true });
}

/** @param data the data folder of now; the sample center has another one */
export function createFiles(data: () => string): Files {
  const held = new Map<string, HeldFile>();
  const lent = new Map<string, LentFile>();
  const uploads = new Map<string, Upload>();
  const newToken = (): string => randomBytes(24).toString('base64url');

  let inMemory = 0;
  const dropUpload = (token: string): void => {
    const at = uploads.get(token)?.at;
    if (at && 'sealed' in at) rmSync(at.sealed, { force: true });
    if (at && 'bytes' in at) inMemory -= at.bytes.byteLength;
    uploads.delete(token);
  };
  const keep = <T>(map: Map<string, T>, one: T, most: number, drop: (token: string) => void): string => {
    const token = newToken();
    map.set(token, one);
    for (const old of map.keys()) {
      if (map.size <= most) break;
      drop(old);
    }
    return token;
  };
  const getHeld = (token: string): HeldFile => {
    const file = held.get(token);
    if (!file) throw refuse('not_found', 'file_not_found');
    return file;
  };
  const findUpload = (token: string): Upload => {
    const upload = uploads.get(token);
    if (upload) return upload;
    const { name, bytes } = getHeld(token);
    return { name, size: bytes.byteLength, at: { bytes } };
  };
  const spill = async (content: Bytes): Promise<Upload['at']> => {
    const folder = uploadsIn(data());
    const [key, sealed] = [randomBytes(32), join(folder, newToken())];
    makeFolder(folder);
    const handle = await open(sealed, 'wx', 0o600);
    try {
      for await (const piece of seal(key, content)) await handle.writeFile(piece);
      return { sealed, key };
    } catch (error) {
      rmSync(sealed, { force: true });
      throw error;
    } finally {
      await handle.close();
    }
  };

  return {
    get: getHeld,
    hold: (file) => keep(held, file, mostHeld, (token) => held.delete(token)),
    lend: (file) => keep(lent, file, mostLent, (token) => lent.delete(token)),
    receive: async (name, content) => {
      let size = 0;
      const source = counted(content, (bytes) => {
        size += bytes;
        if (size > mostUploadBytes) throw refuse('validation', 'too_large');
      })[Symbol.asyncIterator]();
      const first: Uint8Array[] = [];
      const room = Math.min(mostInMemory, mostInMemoryTogether - inMemory);
      let ended = false;
      while (!ended && size <= room) {
        const { done, value } = await source.next();
        if (done) ended = true;
        else first.push(value);
      }
      const at: Upload['at'] = ended
        ? { bytes: Buffer.concat(first) }
        : await spill(joined(first, { [Symbol.asyncIterator]: () => source }));
      if ('bytes' in at) inMemory += at.bytes.byteLength;
      return keep(uploads, { name, size, at }, mostUploads, dropUpload);
    },
    serve: (token) => {
      const found = lent.get(token);
      if (found) return found;
      const { name, at } = findUpload(token);
      const type = held.get(token)?.type ?? 'application/octet-stream';
      const read = (): Bytes => ('bytes' in at ? [at.bytes] : unsealFile(Buffer.from(at.key), at.sealed));
      return { name, type, read };
    },
    upload: findUpload,
    whole: async (token) => {
      const { name, at } = findUpload(token);
      if ('bytes' in at) return { name, bytes: at.bytes };
      const parts: Buffer[] = [];
      for await (const part of unsealFile(Buffer.from(at.key), at.sealed)) parts.push(part);
      return { name, bytes: Buffer.concat(parts) };
    },
    drop: (token) => {
      held.delete(token);
      lent.delete(token);
      dropUpload(token);
    },
    dropAll: () => {
      held.clear();
      lent.clear();
      for (const token of [...uploads.keys()]) dropUpload(token);
    },
  };
}

async function* counted(content: Bytes, count: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  for await (const part of content) {
    count(part.byteLength);
    yield part;
  }
}

async function* joined(
  first: readonly Uint8Array[],
  rest: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield* first;
  yield* rest;
}
