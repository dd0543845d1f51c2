import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import { type Entry, openPromise, type ZipFile as ZipReader } from 'yauzl';
import { ZipFile } from 'yazl';
import { z } from 'zod';
import { refuse } from '../../shared/result.ts';
import { syncFile } from '../durable.ts';
import { codeOf } from '../errors.ts';
import type { SealedFile } from './file-store.ts';

export const backupReasons = ['daily', 'migration', 'hand', 'restore'] as const;

/**
 * What a backup says of itself; readable without a key, so it names no person and no center.
 * Version 2 knows of the file store. Of its files a backup elsewhere carries every one; one beside the center does
 * not: they never change, and each copy of them would take their space on the same disk again.
 */
const manifest = z.object({
  format: z.literal('rollbook-backup'),
  version: z.union([z.literal(1), z.literal(2)]),
  madeAt: z.int(),
  reason: z.enum(backupReasons),
  schema: z.int(),
  device: z.string(),
  seq: z.int(),
  databaseSha256: z.string().length(64),
  databaseBytes: z.int(),
  files: z
    .object({
      carried: z.boolean(),
      count: z.int(),
      /** As they lie on disk. */
      bytes: z.int(),
    })
    .default({ carried: false, count: 0, bytes: 0 }),
});
export type Manifest = z.infer<typeof manifest>;

const fileEntry = (name: string): string => `files/${name}`;
const nameIn = (entry: Entry): string | null => /^files\/([0-9a-f]{64})$/.exec(entry.fileName)?.[1] ?? null;

const mostKeyBytes = 1_000_000;

export async function sha256OfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

interface Contents {
  about: Manifest;
  keys: string;
  /** Path of the encrypted database. */
  database: string;
  /** Files of the store that the backup carries. */
  files: Iterable<SealedFile>;
}

/** Writes manifest, key slots, database and files, all encrypted already, as a stored zip, synced to disk. */
export async function packArchive(target: string, { about, keys, database, files }: Contents): Promise<void> {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(JSON.stringify(about, null, 2)), 'manifest.json', { compress: false });
  zip.addBuffer(Buffer.from(keys), 'keys.json', { compress: false });
  zip.addFile(database, 'rollbook.db', { compress: false });
  for (const file of files) zip.addFile(file.path, fileEntry(file.name), { compress: false });
  zip.end();
  // A file that cannot be read ends the archive, not the program.
  zip.on('error', (error: Error) => (zip.outputStream as Readable).destroy(error));
  await pipeline(zip.outputStream, createWriteStream(target, { mode: 0o600 }));
  syncFile(target);
}

export interface Archive {
  manifest: Manifest;
  keys: string;
}

async function readSmall(zip: ZipReader, entry: Entry): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of checked(await zip.openReadStreamPromise(entry), entry)) {
    size += part.length;
    if (size > mostKeyBytes) throw refuse('corrupt', 'backup_damaged');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/**
 * The bytes of an entry, held to its checksum: yauzl leaves that to its caller, and a flipped bit in the keys must
 * not look like a wrong passphrase.
 */
async function* checked(stream: AsyncIterable<Uint8Array>, entry: Entry): AsyncGenerator<Buffer> {
  let sum = 0;
  for await (const part of stream) {
    sum = crc32(part, sum);
    yield Buffer.from(part);
  }
  if (sum !== entry.crc32) throw refuse('corrupt', 'backup_damaged');
}

interface Wanted {
  /** Where the database is written to; null: it is only checked. */
  extractTo?: string | null;
  /** Also read every file of the store that the backup carries. */
  files?: boolean;
}

/**
 * Reads an archive; with `extractTo` also writes its database there and checks its hash.
 * Throws `corrupt` with reason backup_damaged for anything that is not a whole Rollbook backup, and what the disk
 * says where that cannot be read or written.
 */
export async function readArchive(
  file: string,
  { extractTo = null, files = false }: Wanted = {},
): Promise<Archive> {
  let about: Manifest | null = null;
  let keys: string | null = null;
  let sha256: string | null = null;
  const found = { count: 0, bytes: 0 };
  await eachEntry(file, async (zip, entry) => {
    if (entry.fileName === 'manifest.json') {
      about = manifest.parse(JSON.parse(await readSmall(zip, entry)));
    } else if (entry.fileName === 'keys.json') {
      keys = await readSmall(zip, entry);
    } else if (entry.fileName === 'rollbook.db') {
      sha256 = await readDatabase(await zip.openReadStreamPromise(entry), extractTo);
    } else if (files && nameIn(entry) !== null) {
      for await (const part of checked(await zip.openReadStreamPromise(entry), entry))
        found.bytes += part.length;
      found.count += 1;
    }
  });
  // The compiler does not see that a callback has assigned them.
  const read = { about: about as Manifest | null, keys: keys as string | null };
  if (!read.about || !read.keys || sha256 !== read.about.databaseSha256)
    throw refuse('corrupt', 'backup_damaged');
  const { carried, count, bytes } = read.about.files;
  if (files && carried && (found.count !== count || found.bytes !== bytes))
    throw refuse('corrupt', 'backup_damaged');
  return { manifest: read.about, keys: read.keys };
}

/** Gives out each file of the store that a backup carries, as it lies on disk, in its order. */
export async function eachCarriedFile(
  file: string,
  take: (name: string, sealed: AsyncIterable<Uint8Array>) => Promise<void>,
): Promise<void> {
  await eachEntry(file, async (zip, entry) => {
    const name = nameIn(entry);
    if (name === null) return;
    const stream = await zip.openReadStreamPromise(entry);
    try {
      await take(name, checked(stream, entry));
    } finally {
      stream.destroy();
    }
  });
}

async function eachEntry(
  file: string,
  visit: (zip: ZipReader, entry: Entry) => Promise<void>,
): Promise<void> {
  try {
    const zip = await openPromise(file, { autoClose: false });
    try {
      for await (const entry of zip.eachEntry()) await visit(zip, entry);
    } finally {
      zip.close();
    }
  } catch (error) {
    const code = codeOf(error);
    if (code === 'not_found') throw refuse('not_found', 'file_not_found');
    if (code !== null) throw error;
    throw refuse('corrupt', 'backup_damaged');
  }
}

async function readDatabase(stream: Readable, extractTo: string | null): Promise<string> {
  const hash = createHash('sha256');
  if (extractTo === null) {
    await pipeline(stream, hash);
    return hash.digest('hex');
  }
  const tap = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  await pipeline(stream, tap, createWriteStream(extractTo, { mode: 0o600 }));
  syncFile(extractTo);
  return hash.digest('hex');
}
