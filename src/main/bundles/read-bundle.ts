import { createHash, hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Entry, ZipFile } from 'yauzl';
import { refuse } from '../../shared/result.ts';
import { isCertified } from './certificates.ts';
import type { BundleRow } from './change-columns.ts';
import { damaged } from './faults.ts';
import {
  anyManifest,
  fileName,
  formatVersion,
  isTable,
  type Manifest,
  manifestName,
  manifest as manifestSchema,
  mostChanges,
  mostFiles,
  mostManifestBytes,
  type Resource,
  signatureName,
} from './format.ts';
import { holdContent, type PlainContent } from './plain-content.ts';
import { unsealed } from './sealing.ts';
import { isSigned, keyId } from './signing.ts';
import { countRows, unpackChanges } from './unpack-changes.ts';

/** A bundle of which every byte has been checked: age, zip, signature, hashes, lengths, numbers of rows. */
export interface OpenBundle {
  /** SHA-256 of its ciphertext: its key. */
  sha256: string;
  bytes: number;
  manifest: Manifest;
  /** All changes, by author as the manifest lists them and by seq, some thousand at a time. Throws `corrupt`. */
  changes(): AsyncGenerator<BundleRow[]>;
  /** A file that goes along. Throws `not_found` (file_not_found). */
  file(sha256: string): Promise<AsyncIterable<Uint8Array>>;
  close(): Promise<void>;
}

/**
 * Opens a bundle. The signature holds, and the key that signed is certified by the center key that the certificate
 * names; whether that is a key to trust, and the laptop not revoked, is for the caller to say.
 * Throws `forbidden` (bundle_not_for_us), `unavailable` (bundle_from_future), `corrupt` (bundle_damaged,
 * bundle_signature_wrong), `not_found` (file_not_found), and what the disk says.
 */
export async function readBundle(
  path: string,
  identities: readonly string[],
  scratch: string,
): Promise<OpenBundle> {
  const sum = createHash('sha256');
  let bytes = 0;
  const ciphertext = async function* (): AsyncGenerator<Uint8Array> {
    for await (const piece of createReadStream(path) as AsyncIterable<Buffer>) {
      sum.update(piece);
      bytes += piece.length;
      yield piece;
    }
  };
  const content = await holdContent(unsealed(identities, ciphertext()), scratch);
  try {
    const { manifest, tables, entries } = await verify(content.zip);
    return {
      sha256: sum.digest('hex'),
      bytes,
      manifest,
      changes: () => inOrder(manifest, tables),
      file: async (sha256) => {
        const entry = entries.get(fileName(sha256));
        if (!entry) throw refuse('not_found', 'file_not_found');
        return content.zip.openReadStreamPromise(entry);
      },
      close: () => content.close(),
    };
  } catch (error) {
    await content.close();
    throw error;
  }
}

interface Verified {
  manifest: Manifest;
  tables: Uint8Array[];
  entries: Map<string, Entry>;
}

async function verify(zip: PlainContent['zip']): Promise<Verified> {
  const entries = await listEntries(zip);
  const content = await readSmall(zip, entries.get(manifestName), mostManifestBytes);
  const signature = await readSmall(zip, entries.get(signatureName), 64);
  const manifest = manifestOf(content, signature);
  const named = new Set([manifestName, signatureName, ...manifest.resources.map(({ path }) => path)]);
  if (named.size !== manifest.resources.length + 2) throw damaged('resources');
  for (const name of entries.keys()) if (!named.has(name)) throw damaged('resources');
  const tables: Uint8Array[] = [];
  for (const resource of manifest.resources) {
    const entry = entries.get(resource.path);
    if (!entry || entry.uncompressedSize !== resource.bytes) throw damaged('resources');
    if (isTable(resource)) tables.push(await readTable(zip, entry, resource));
    else await checkFile(zip, entry, resource);
  }
  return { manifest, tables, entries };
}

/** Stored, each name once, no more of them than a bundle may have: nothing grows while it is read. */
async function listEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  if (zip.entryCount > mostFiles + 16) throw damaged('too_many_files');
  const entries = new Map<string, Entry>();
  try {
    for await (const entry of zip.eachEntry()) {
      const { fileName: name, compressionMethod, compressedSize, uncompressedSize } = entry;
      const plain = compressionMethod === 0 && compressedSize === uncompressedSize && !entry.isEncrypted();
      if (!plain || entries.has(name)) throw damaged('zip');
      entries.set(name, entry);
    }
  } catch {
    throw damaged('zip');
  }
  return entries;
}

async function readSmall(zip: ZipFile, entry: Entry | undefined, most: number): Promise<Buffer> {
  if (!entry || entry.uncompressedSize > most) throw damaged('manifest');
  try {
    const parts: Buffer[] = [];
    for await (const part of await zip.openReadStreamPromise(entry)) parts.push(part as Buffer);
    return Buffer.concat(parts);
  } catch {
    throw damaged('zip');
  }
}

function manifestOf(content: Buffer, signature: Buffer): Manifest {
  let parsed: unknown;
  try {
    parsed = JSON.parse(content.toString('utf8'));
  } catch {
    throw damaged('manifest');
  }
  const about = anyManifest.safeParse(parsed);
  if (!about.success) throw damaged('manifest');
  if (about.data.version > formatVersion)
    throw refuse('unavailable', 'bundle_from_future', { version: about.data.version });
  const checked = manifestSchema.safeParse(parsed);
  if (!checked.success) throw damaged('manifest');
  const { signer, center, authors, resources } = checked.data;
  const { certificate } = signer;
  const signed =
    isSigned(certificate.key, content, signature) &&
    isCertified(certificate) &&
    certificate.device === signer.device &&
    certificate.center === center.id &&
    signer.key_id === keyId(certificate.key);
  if (!signed) throw refuse('corrupt', 'bundle_signature_wrong');
  const rows = resources.reduce((sum, resource) => sum + (isTable(resource) ? resource.rows : 0), 0);
  const spoken = authors.reduce((sum, { seq_from: from, seq_to: to }) => sum + to - from + 1, 0);
  if (rows > mostChanges || rows > spoken) throw damaged('too_many_rows');
  return checked.data;
}

async function readTable(zip: ZipFile, entry: Entry, resource: Resource & { rows: number }): Promise<Buffer> {
  const bytes = await readSmall(zip, entry, resource.bytes);
  if (`sha256:${hash('sha256', bytes)}` !== resource.hash) throw damaged('hash');
  if (countRows(bytes) !== resource.rows) throw damaged('row_counts');
  return bytes;
}

async function checkFile(zip: ZipFile, entry: Entry, resource: Resource): Promise<void> {
  const sum = createHash('sha256');
  try {
    for await (const part of await zip.openReadStreamPromise(entry)) sum.update(part as Buffer);
  } catch {
    throw damaged('zip');
  }
  const found = `sha256:${sum.digest('hex')}`;
  if (found !== resource.hash || resource.path !== fileName(found.slice(7))) throw damaged('hash');
}

/** One table, a change at a time. */
interface Cursor {
  rows: AsyncGenerator<BundleRow[]>;
  group: BundleRow[];
  at: number;
  author: number;
}

const batch = 4096;

/**
 * The tables merged. Each change belongs to an author's range and comes after the one before it, in its table too; so
 * none is there twice. Throws `corrupt` (bundle_damaged) where that is not so.
 */
async function* inOrder(manifest: Manifest, tables: readonly Uint8Array[]): AsyncGenerator<BundleRow[]> {
  const place = placeIn(manifest);
  const cursors: Cursor[] = [];
  const advance = async (cursor: Cursor): Promise<boolean> => {
    cursor.at += 1;
    while (cursor.at >= cursor.group.length) {
      const next = await cursor.rows.next();
      if (next.done) return false;
      [cursor.group, cursor.at] = [next.value, 0];
    }
    cursor.author = place(cursor.group[cursor.at] as BundleRow);
    return true;
  };
  for (const table of tables) {
    const cursor: Cursor = { rows: unpackChanges(table), group: [], at: -1, author: 0 };
    if (await advance(cursor)) cursors.push(cursor);
  }
  let last = { author: -1, seq: 0 };
  let out: BundleRow[] = [];
  while (cursors.length > 0) {
    let first = cursors[0] as Cursor;
    for (const cursor of cursors) if (isBefore(cursor, first)) first = cursor;
    const row = first.group[first.at] as BundleRow;
    if (first.author < last.author || (first.author === last.author && row.seq <= last.seq))
      throw damaged('order');
    last = { author: first.author, seq: row.seq };
    out.push(row);
    if (out.length === batch) {
      yield out;
      out = [];
    }
    // Most rows of a table follow each other: no promise for each of a million of them.
    if (first.at + 1 < first.group.length) {
      first.at += 1;
      first.author = place(first.group[first.at] as BundleRow);
    } else if (!(await advance(first))) cursors.splice(cursors.indexOf(first), 1);
  }
  if (out.length > 0) yield out;
}

function isBefore(a: Cursor, b: Cursor): boolean {
  if (a.author !== b.author) return a.author < b.author;
  return (a.group[a.at]?.seq ?? 0) < (b.group[b.at]?.seq ?? 0);
}

/** Which author's range a change is in. */
function placeIn({ authors }: Manifest): (row: BundleRow) => number {
  let last = 0;
  const fits = (index: number, row: BundleRow): boolean => {
    const author = authors[index];
    return (
      author !== undefined &&
      author.device === row.device &&
      row.seq >= author.seq_from &&
      row.seq <= author.seq_to
    );
  };
  return (row) => {
    if (fits(last, row)) return last;
    const found = authors.findIndex((_author, index) => fits(index, row));
    if (found < 0) throw damaged('authors');
    last = found;
    return found;
  };
}
