import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { refuse } from '../../shared/result.ts';

/**
 * The format of a file at rest, after STREAM as age has it (Hoang, Reyhanitabar, Rogaway, Vizár 2015;
 * https://c2sp.org/age#payload), with AES-256-GCM, since Electron's BoringSSL offers Node no ChaCha20-Poly1305:
 *
 *     "ROLLFILE", version (1 byte), salt (16 bytes)
 *     chunks of 65,536 bytes of content, the last one shorter or of that length, each followed by its 16-byte tag
 *
 * Each file has a key of its own: HKDF-SHA-256 of the data key and the salt, with the magic and version as info. The
 * nonce of a chunk is its number, 11 bytes big-endian, and one byte that is 1 in the last chunk and 0 elsewhere. So
 * chunks cannot be changed, moved, left out, repeated or cut off at the end unnoticed. The last chunk is empty only in
 * an empty file. A file is written and read a chunk at a time, however large it is.
 */
const magic = Buffer.from('ROLLFILE\x01', 'latin1');
const saltBytes = 16;
const headerBytes = magic.length + saltBytes;
export const chunkBytes = 65_536;
const tagBytes = 16;

export type Bytes = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

const keyOf = (dataKey: Buffer, salt: Buffer): Buffer =>
  Buffer.from(hkdfSync('sha256', dataKey, salt, magic, 32));

function nonceOf(number: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(number, 5, 6);
  nonce[11] = last ? 1 : 0;
  return nonce;
}

/** How many bytes a content takes on disk. */
export const sealedSize = (bytes: number): number =>
  headerBytes + bytes + tagBytes * Math.max(1, Math.ceil(bytes / chunkBytes));

/** A content as it lies on disk, piece by piece. */
export async function* seal(dataKey: Buffer, content: Bytes): AsyncGenerator<Buffer> {
  const salt = randomBytes(saltBytes);
  const key = keyOf(dataKey, salt);
  yield Buffer.concat([magic, salt]);
  let number = 0;
  for await (const { piece, last } of inPieces(content, chunkBytes)) {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(number, last));
    yield Buffer.concat([cipher.update(piece), cipher.final(), cipher.getAuthTag()]);
    number += 1;
  }
}

/**
 * The content again, in chunks. What has been given out is authentic; only one that ends without an error is whole.
 * Throws `corrupt` (file_damaged) for anything that is not exactly what `seal` made with this key.
 */
export async function* unseal(dataKey: Buffer, sealed: Bytes): AsyncGenerator<Buffer> {
  let key: Buffer | null = null;
  let number = 0;
  for await (const { piece, last } of afterHeader(sealed)) {
    if (key === null) {
      if (piece.length !== headerBytes || !piece.subarray(0, magic.length).equals(magic))
        throw refuse('corrupt', 'file_damaged');
      key = keyOf(dataKey, piece.subarray(magic.length));
      continue;
    }
    if (piece.length < tagBytes || (piece.length === tagBytes && number > 0))
      throw refuse('corrupt', 'file_damaged');
    yield openChunk(key, nonceOf(number, last), piece);
    number += 1;
  }
  if (number === 0) throw refuse('corrupt', 'file_damaged');
}

/** The content of a sealed file. Throws as `unseal` does. */
export const unsealFile = (dataKey: Buffer, path: string): AsyncGenerator<Buffer> =>
  unseal(dataKey, createReadStream(path));

/** A sealed file that is read at any place of it. */
export interface SealedReader {
  /** Length of the content. */
  size: number;
  /** So many bytes from there on, or as many as there are. Throws `corrupt` (file_damaged). */
  read(start: number, length: number): Promise<Buffer>;
  close(): Promise<void>;
}

/** Throws `corrupt` (file_damaged) for what `seal` did not make with this key. */
export async function openSealed(dataKey: Buffer, path: string): Promise<SealedReader> {
  const handle = await open(path, 'r');
  try {
    const header = await readFully(handle, 0, headerBytes);
    if (header.length !== headerBytes || !header.subarray(0, magic.length).equals(magic))
      throw refuse('corrupt', 'file_damaged');
    const key = keyOf(dataKey, header.subarray(magic.length));
    const sealed = (await handle.stat()).size - headerBytes;
    const step = chunkBytes + tagBytes;
    const chunks = Math.ceil(sealed / step);
    const size = sealed - chunks * tagBytes;
    let [at, kept]: [number, Buffer] = [-1, Buffer.alloc(0)];
    const chunkAt = async (number: number): Promise<Buffer> => {
      if (number === at) return kept;
      const piece = await readFully(handle, headerBytes + number * step, step);
      if (piece.length < tagBytes) throw refuse('corrupt', 'file_damaged');
      const opened = openChunk(key, nonceOf(number, number === chunks - 1), piece);
      [at, kept] = [number, opened];
      return opened;
    };
    return {
      size,
      read: async (start, length) => {
        const parts: Buffer[] = [];
        const end = Math.min(start + length, size);
        for (let from = start; from < end; ) {
          const chunk = await chunkAt(Math.floor(from / chunkBytes));
          const offset = from % chunkBytes;
          const part = chunk.subarray(offset, offset + end - from);
          if (part.length === 0) throw refuse('corrupt', 'file_damaged');
          parts.push(part);
          from += part.length;
        }
        return Buffer.concat(parts);
      },
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function readFully(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let got = 0;
  while (got < length) {
    const { bytesRead } = await handle.read(buffer, got, length - got, position + got);
    if (bytesRead === 0) break;
    got += bytesRead;
  }
  return buffer.subarray(0, got);
}

function openChunk(key: Buffer, nonce: Buffer, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  decipher.setAuthTag(sealed.subarray(-tagBytes));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, -tagBytes)), decipher.final()]);
  } catch {
    throw refuse('corrupt', 'file_damaged');
  }
}

interface Piece {
  piece: Buffer;
  last: boolean;
}

/** The header as the first piece, then sealed chunks. */
async function* afterHeader(sealed: Bytes): AsyncGenerator<Piece> {
  const source = inPieces(sealed, chunkBytes + tagBytes, headerBytes);
  for await (const one of source) yield one;
}

/**
 * The same bytes in pieces of one length; only the last may be shorter, and an empty content is one empty piece.
 * `first` is the length of the first piece where that differs; it then is never the last.
 */
async function* inPieces(content: Bytes, length: number, first = length): AsyncGenerator<Piece> {
  let waiting: Buffer[] = [];
  let held = 0;
  let wanted = first;
  for await (const part of content) {
    waiting.push(Buffer.from(part.buffer, part.byteOffset, part.byteLength));
    held += part.byteLength;
    if (held <= wanted) continue;
    // One more byte than a piece is here: the piece is not the last.
    let rest = Buffer.concat(waiting);
    while (rest.length > wanted) {
      yield { piece: rest.subarray(0, wanted), last: false };
      rest = rest.subarray(wanted);
      wanted = length;
    }
    waiting = [rest];
    held = rest.length;
  }
  yield { piece: Buffer.concat(waiting), last: true };
}
