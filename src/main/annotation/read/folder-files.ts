import type { Dirent } from 'node:fs';
import { open, readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type FileEntry, type FileSet, isClutter, sorted } from './file-set.ts';
import { MAX_FILES, MAX_FOLDER_DEPTH } from './limits.ts';
import { ReadingError } from './reading-error.ts';

interface DiskFile extends FileEntry {
  location: string;
}

interface Walk {
  files: DiskFile[];
  left: { code: 'link_skipped'; path: string }[];
}

async function walk(folder: string, prefix: string, depth: number, found: Walk): Promise<void> {
  if (depth > MAX_FOLDER_DEPTH) throw new ReadingError('too_deep', prefix, { limit: MAX_FOLDER_DEPTH });
  for (const entry of await readdir(folder, { withFileTypes: true }))
    await visit(entry, join(folder, entry.name), `${prefix}${entry.name}`, depth, found);
}

async function visit(
  entry: Dirent,
  location: string,
  path: string,
  depth: number,
  found: Walk,
): Promise<void> {
  if (isClutter(path)) return;
  if (entry.isDirectory()) await walk(location, `${path}/`, depth + 1, found);
  else if (entry.isFile()) found.files.push({ path, location, size: (await stat(location)).size });
  // A link may lead anywhere on the machine, or round in a circle.
  else found.left.push({ code: 'link_skipped', path });
  if (found.files.length > MAX_FILES)
    throw new ReadingError('too_large', path, { what: 'files', limit: MAX_FILES });
}

async function disk<Value>(path: string, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ReadingError) throw error;
    throw new ReadingError('unreadable_file', path);
  }
}

function diskFiles({ files, left }: Walk): FileSet {
  const locations = new Map(files.map((file) => [file.path, file.location]));
  const locate = (file: FileEntry): string => locations.get(file.path) ?? file.path;
  return {
    files: sorted(files.map(({ path, size }) => ({ path, size }))),
    left,
    read: (file) => disk(file.path, () => readFile(locate(file))),
    head: (file, bytes) =>
      disk(file.path, async () => {
        const handle = await open(locate(file));
        try {
          const buffer = Buffer.alloc(Math.min(bytes, file.size));
          const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
          return buffer.subarray(0, bytesRead);
        } finally {
          await handle.close();
        }
      }),
    close: async () => undefined,
  };
}

/** All files below a folder; links are not followed. */
export async function filesInFolder(folder: string): Promise<FileSet> {
  const found: Walk = { files: [], left: [] };
  await disk(basename(folder), () => walk(folder, '', 0, found));
  return diskFiles(found);
}

/** One file alone. */
export async function filesOfOne(location: string): Promise<FileSet> {
  const path = basename(location);
  const { size } = await disk(path, () => stat(location));
  return diskFiles({ files: [{ path, location, size }], left: [] });
}
