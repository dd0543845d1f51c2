import { open, realpath } from 'node:fs/promises';
import { basename, isAbsolute, join, relative, sep } from 'node:path';
import { type FileEntry, type FileSet, isClutter, sorted } from '../../annotation/read/file-set.ts';
import { filesInFolder } from '../../annotation/read/folder-files.ts';
import { ReadingError } from '../../annotation/read/reading-error.ts';
import { filesInZip, filesInZipBytes, isZip } from '../../annotation/read/zip-files.ts';
import { openSealed, unsealFile } from '../../database/sealed-file.ts';
import type { Upload } from '../../files.ts';
import { filesInSealedZip } from './sealed-zip.ts';

/** Where work comes in from. */
export type Source =
  | { kind: 'uploads'; uploads: Upload[] }
  | { kind: 'folder'; folder: string }
  /** Chosen files of a stick, by their paths below it. */
  | { kind: 'stick'; drive: string; paths: string[] };

/** Documents of office programs are archives too: the name tells. */
const ZIP_NAME = /\.zip$/i;

type Opening = (file: FileEntry) => Promise<FileSet>;

/** Archives that lie beside other files, one for each learner, as folders of their names; nothing inside them is. */
async function unpacked(outer: FileSet, openZip: Opening): Promise<FileSet> {
  const inner: FileSet[] = [];
  const of = new Map<FileEntry, { set: FileSet; file: FileEntry }>();
  const left = [...outer.left];
  const close = async (): Promise<void> => {
    for (const set of [...inner, outer]) await set.close();
  };
  try {
    for (const file of outer.files) {
      if (!ZIP_NAME.test(file.path) || !isZip(await outer.head(file, 8))) {
        of.set(file, { set: outer, file });
        continue;
      }
      const set = await openZip(file);
      inner.push(set);
      const folder = file.path.replace(ZIP_NAME, '');
      for (const entry of set.files)
        of.set({ path: `${folder}/${entry.path}`, size: entry.size }, { set, file: entry });
      for (const { code, path } of set.left) left.push({ code, path: `${folder}/${path}` });
    }
  } catch (error) {
    await close();
    throw error;
  }
  const find = (file: FileEntry): { set: FileSet; file: FileEntry } => {
    const found = of.get(file);
    if (!found) throw new ReadingError('unreadable_file', file.path);
    return found;
  };
  return {
    files: sorted([...of.keys()]),
    left,
    read: (file) => {
      const { set, file: own } = find(file);
      return set.read(own);
    },
    head: (file, bytes) => {
      const { set, file: own } = find(file);
      return set.head(own, bytes);
    },
    close,
  };
}

const zipOf = ({ name, at }: Upload): Promise<FileSet> =>
  'bytes' in at ? filesInZipBytes(Buffer.from(at.bytes), name) : filesInSealedZip(at.sealed, at.key, name);

async function headOf({ at }: Upload, bytes: number): Promise<Buffer> {
  if ('bytes' in at) return Buffer.from(at.bytes.subarray(0, bytes));
  const sealed = await openSealed(Buffer.from(at.key), at.sealed);
  try {
    return await sealed.read(0, bytes);
  } finally {
    await sealed.close();
  }
}

async function wholeOf({ at }: Upload): Promise<Buffer> {
  if ('bytes' in at) return Buffer.from(at.bytes);
  const parts: Buffer[] = [];
  for await (const part of unsealFile(Buffer.from(at.key), at.sealed)) parts.push(part);
  return Buffer.concat(parts);
}

/** A name as the window gave it, as a path that leads nowhere else. */
function uploadPath(name: string): string {
  const parts = name.replaceAll('\\', '/').split('/');
  const safe = parts.filter((part) => part !== '' && part !== '.' && part !== '..' && !part.includes('\0'));
  return safe.join('/') || 'file';
}

function uploadedFiles(uploads: readonly Upload[]): FileSet {
  const of = new Map<FileEntry, Upload>();
  const taken = new Set<string>();
  const left: { code: 'file_twice'; path: string }[] = [];
  for (const upload of uploads) {
    const path = uploadPath(upload.name);
    if (isClutter(path)) continue;
    if (taken.has(path)) left.push({ code: 'file_twice', path });
    else of.set({ path, size: upload.size }, upload);
    taken.add(path);
  }
  const find = (file: FileEntry): Upload => {
    const upload = of.get(file);
    if (!upload) throw new ReadingError('unreadable_file', file.path);
    return upload;
  };
  return {
    files: sorted([...of.keys()]),
    left,
    read: (file) => wholeOf(find(file)),
    head: (file, bytes) => headOf(find(file), bytes),
    close: async () => undefined,
  };
}

/** Chosen files of a stick. A link that leads off it is refused. */
async function stickFiles(drive: string, paths: readonly string[]): Promise<FileSet> {
  const root = await realpath(drive);
  const places = new Map<string, string>();
  const files: FileEntry[] = [];
  for (const path of new Set(paths)) {
    const place = await realpath(join(root, path)).catch(() => null);
    const below = place === null ? '..' : relative(root, place);
    if (place === null || below.split(sep)[0] === '..' || isAbsolute(below))
      throw new ReadingError('unreadable_file', path);
    const handle = await open(place);
    try {
      files.push({ path: path.replaceAll('\\', '/'), size: (await handle.stat()).size });
    } finally {
      await handle.close();
    }
    places.set(path.replaceAll('\\', '/'), place);
  }
  const read = async (file: FileEntry, bytes: number): Promise<Buffer> => {
    const place = places.get(file.path);
    if (place === undefined) throw new ReadingError('unreadable_file', file.path);
    const handle = await open(place);
    try {
      const buffer = Buffer.alloc(Math.min(bytes, file.size));
      let got = 0;
      for (let more = 1; more > 0 && got < buffer.length; got += more)
        more = (await handle.read(buffer, got, buffer.length - got, got)).bytesRead;
      return buffer.subarray(0, got);
    } finally {
      await handle.close();
    }
  };
  return {
    files: sorted(files),
    left: [],
    read: (file) => read(file, file.size),
    head: read,
    close: async () => undefined,
  };
}

/** The files of a source; archives are opened as far as one level. Close it when all is read. */
export async function openSource(source: Source): Promise<FileSet> {
  if (source.kind === 'folder')
    return unpacked(await filesInFolder(source.folder), ({ path }) =>
      filesInZip(join(source.folder, path), path),
    );
  if (source.kind === 'stick') {
    const set = await stickFiles(source.drive, source.paths);
    return unpacked(set, async (file) => filesInZipBytes(await set.read(file), basename(file.path)));
  }
  const [only] = source.uploads;
  if (only && source.uploads.length === 1 && ZIP_NAME.test(only.name) && isZip(await headOf(only, 8)))
    return zipOf(only);
  const set = uploadedFiles(source.uploads);
  const byPath = new Map(source.uploads.map((upload) => [uploadPath(upload.name), upload]));
  return unpacked(set, (file) => {
    const upload = byPath.get(file.path);
    if (!upload) throw new ReadingError('unreadable_file', file.path);
    return zipOf(upload);
  });
}
