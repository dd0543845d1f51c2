import { isUtf8 } from 'node:buffer';
import { crc32 } from 'node:zlib';
import yauzl, { type Entry, type RandomAccessReader, type ZipFile } from 'yauzl';
import { type FileEntry, type FileSet, isClutter, sorted } from './file-set.ts';
import { MAX_FILE_BYTES, MAX_FILES, MAX_GROWTH, MAX_UNPACKED_BYTES, SMALL_UNPACKED } from './limits.ts';
import { ReadingError } from './reading-error.ts';

/** General purpose bit 11 (APPNOTE 4.4.4): the name is UTF-8. */
const UTF8_NAME = 0x0800;
/** Info-ZIP's field that carries the name in UTF-8 beside one in the code page of the writer. */
const UNICODE_PATH = 0x7075;
/** File type of a symbolic link in the upper half of the attributes that Unix writes. */
const LINK = 0xa000;

/** What archives begin with: ZIP with entries and without, RAR, 7z, gzip, bzip2, xz. */
const zipMarks = ['504b0304', '504b0506'];
const archiveMarks = [...zipMarks, '526172211a07', '377abcaf271c', '1f8b08', '425a6839', 'fd377a585a'];
const ARCHIVE_NAME = /\.(?:zip|rar|7z|tar|gz|tgz|bz2|xz)$/i;

const beginsWith = (head: Buffer, marks: readonly string[]): boolean => {
  const start = head.toString('hex', 0, 8);
  return marks.some((mark) => start.startsWith(mark));
};

export const isZip = (head: Buffer): boolean => beginsWith(head, zipMarks);
export const isArchive = (head: Buffer): boolean => beginsWith(head, archiveMarks);

/** Windows writes names in the code page of the machine: of those where learners live, 866 is the usual one. */
function nameOf(entry: Entry): string {
  const raw = entry.fileNameRaw;
  const told =
    (entry.generalPurposeBitFlag & UTF8_NAME) !== 0 ||
    entry.extraFields.some(({ id }) => id === UNICODE_PATH);
  if (told) return yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag, raw, entry.extraFields, false);
  return new TextDecoder(isUtf8(raw) ? 'utf-8' : 'ibm866').decode(raw);
}

/** The path as it may be used, or an error where it leads out of the archive. */
function safePath(name: string): string {
  const path = name.replaceAll('\\', '/');
  if (/^(?:\/|[a-z]:)/i.test(path) || path.includes('\0') || path.split('/').includes('..'))
    throw new ReadingError('unsafe_path', path.slice(0, 200));
  return path.replace(/^(?:\.\/)+/, '');
}

function checkGrowth(path: string, unpacked: number, packed: number): void {
  if (unpacked > SMALL_UNPACKED && unpacked > packed * MAX_GROWTH) throw new ReadingError('zip_bomb', path);
}

interface Listing {
  entries: Map<string, Entry>;
  left: { code: 'nested_archive' | 'link_skipped' | 'file_twice'; path: string }[];
}

function place(listing: Listing, path: string, entry: Entry): void {
  if (path === '' || path.endsWith('/') || isClutter(path)) return;
  if (entry.isEncrypted()) throw new ReadingError('encrypted_archive', path);
  checkGrowth(path, entry.uncompressedSize, entry.compressedSize);
  const isLink = ((entry.externalFileAttributes >>> 16) & 0xf000) === LINK && entry.versionMadeBy >>> 8 === 3;
  if (isLink) listing.left.push({ code: 'link_skipped', path });
  else if (ARCHIVE_NAME.test(path)) listing.left.push({ code: 'nested_archive', path });
  else if (listing.entries.has(path)) listing.left.push({ code: 'file_twice', path });
  else listing.entries.set(path, entry);
}

async function list(zip: ZipFile, name: string): Promise<Listing> {
  if (zip.entryCount > MAX_FILES)
    throw new ReadingError('too_large', name, { what: 'files', limit: MAX_FILES });
  const listing: Listing = { entries: new Map(), left: [] };
  let total = 0;
  for await (const entry of zip.eachEntry()) {
    total += entry.uncompressedSize;
    // Sizes that an archive declares are held to while reading, so that their sum may be trusted here.
    if (total > MAX_UNPACKED_BYTES)
      throw new ReadingError('too_large', name, { what: 'all_bytes', limit: MAX_UNPACKED_BYTES });
    place(listing, safePath(nameOf(entry)), entry);
  }
  checkGrowth(name, total, zip.fileSize);
  return listing;
}

/** At most so many bytes of an entry; the whole of it is held to its checksum. */
async function unpack(zip: ZipFile, entry: Entry, path: string, most: number): Promise<Buffer> {
  const whole = most >= entry.uncompressedSize;
  const parts: Buffer[] = [];
  let size = 0;
  const stream = await zip.openReadStreamPromise(entry);
  try {
    for await (const part of stream as AsyncIterable<Buffer>) {
      parts.push(part);
      size += part.length;
      if (size >= most && !whole) break;
    }
  } finally {
    stream.destroy();
  }
  const bytes = Buffer.concat(parts).subarray(0, most);
  if (whole && crc32(bytes) !== entry.crc32) throw new ReadingError('damaged_archive', path);
  return bytes;
}

async function damaged<Value>(path: string, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ReadingError) throw error;
    throw new ReadingError('damaged_archive', path);
  }
}

async function zipFiles(opening: () => Promise<ZipFile>, name: string): Promise<FileSet> {
  const zip = await damaged(name, opening);
  try {
    const { entries, left } = await damaged(name, () => list(zip, name));
    const take = (file: FileEntry, most: number): Promise<Buffer> =>
      damaged(file.path, async () => {
        const entry = entries.get(file.path);
        if (!entry) throw new ReadingError('unreadable_file', file.path);
        return unpack(zip, entry, file.path, most);
      });
    return {
      files: sorted([...entries].map(([path, entry]) => ({ path, size: entry.uncompressedSize }))),
      left,
      read: (file) => {
        if (file.size > MAX_FILE_BYTES)
          throw new ReadingError('too_large', file.path, { what: 'file_bytes', limit: MAX_FILE_BYTES });
        return take(file, MAX_FILE_BYTES);
      },
      head: take,
      close: async () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

const options = { lazyEntries: true, autoClose: false, decodeStrings: false } as const;

/**
 * The files of a ZIP archive, unpacked only as they are read.
 * Throws ReadingError: damaged_archive, encrypted_archive, unsafe_path (leads out of it), zip_bomb, too_large.
 */
export const filesInZip = (location: string, name: string): Promise<FileSet> =>
  zipFiles(() => yauzl.openPromise(location, options), name);

/** The same for an archive that is read by somebody else. `reader` is closed with it. */
export const filesInZipReader = (reader: RandomAccessReader, size: number, name: string): Promise<FileSet> =>
  zipFiles(() => yauzl.fromRandomAccessReaderPromise(reader, size, options), name);

/** The same for an archive that is in memory. */
export const filesInZipBytes = (bytes: Buffer, name: string): Promise<FileSet> =>
  zipFiles(() => yauzl.fromBufferPromise(bytes, options), name);
