import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import { type Entry, openPromise, type ZipFile as ZipReader } from 'yauzl';
import { ZipFile } from 'yazl';
import { z } from 'zod';
import { refuse } from '../../shared/result.ts';
import { syncFile } from '../durable.ts';
import { codeOf } from '../errors.ts';

export const backupReasons = ['daily', 'migration', 'hand', 'restore'] as const;

/** What a backup says of itself; readable without a key, so it names no person and no center. */
const manifest = z.object({
  format: z.literal('rollbook-backup'),
  version: z.literal(1),
  madeAt: z.int(),
  reason: z.enum(backupReasons),
  schema: z.int(),
  device: z.string(),
  seq: z.int(),
  databaseSha256: z.string().length(64),
  databaseBytes: z.int(),
});
export type Manifest = z.infer<typeof manifest>;

const mostKeyBytes = 1_000_000;

export async function sha256OfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** Writes manifest, key slots and the encrypted database as a stored (uncompressed) zip, synced to disk. */
export async function packArchive(
  target: string,
  about: Manifest,
  keys: string,
  database: string,
): Promise<void> {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(JSON.stringify(about, null, 2)), 'manifest.json', { compress: false });
  zip.addBuffer(Buffer.from(keys), 'keys.json', { compress: false });
  zip.addFile(database, 'rollbook.db', { compress: false });
  zip.end();
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
  for await (const part of await zip.openReadStreamPromise(entry)) {
    size += part.length;
    if (size > mostKeyBytes) throw refuse('corrupt', 'backup_damaged');
    parts.push(Buffer.from(part));
  }
  const bytes = Buffer.concat(parts);
  // yauzl leaves the checksum to its caller; a flipped bit in the keys must not look like a wrong passphrase.
  if (crc32(bytes) !== entry.crc32) throw refuse('corrupt', 'backup_damaged');
  return bytes.toString('utf8');
}

/**
 * Reads an archive; with `extractTo` also writes its database there and checks its hash.
 * Throws `corrupt` with reason backup_damaged for anything that is not a whole Rollbook backup, and what the disk
 * says where that cannot be read or written.
 */
export async function readArchive(file: string, extractTo: string | null = null): Promise<Archive> {
  let about: Manifest | null = null;
  let keys: string | null = null;
  let sha256: string | null = null;
  try {
    const zip = await openPromise(file, { autoClose: false });
    try {
      for await (const entry of zip.eachEntry()) {
        if (entry.fileName === 'manifest.json') {
          about = manifest.parse(JSON.parse(await readSmall(zip, entry)));
        } else if (entry.fileName === 'keys.json') {
          keys = await readSmall(zip, entry);
        } else if (entry.fileName === 'rollbook.db') {
          const hash = createHash('sha256');
          const stream = await zip.openReadStreamPromise(entry);
          const tap = new Transform({
            transform(chunk: Buffer, _encoding, done) {
              hash.update(chunk);
              done(null, chunk);
            },
          });
          if (extractTo) {
            await pipeline(stream, tap, createWriteStream(extractTo, { mode: 0o600 }));
            syncFile(extractTo);
          } else {
            await pipeline(stream, hash);
          }
          sha256 = hash.digest('hex');
        }
      }
    } finally {
      zip.close();
    }
  } catch (error) {
    const code = codeOf(error);
    if (code === 'not_found') throw refuse('not_found', 'file_not_found');
    if (code !== null) throw error;
    throw refuse('corrupt', 'backup_damaged');
  }
  if (!about || !keys || sha256 !== about.databaseSha256) throw refuse('corrupt', 'backup_damaged');
  return { manifest: about, keys };
}
