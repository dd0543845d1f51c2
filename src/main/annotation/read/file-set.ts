import type { ReadingNoteCode } from '../../../shared/rules/annotation-reading.ts';

export interface FileEntry {
  /** Within the set, with `/` between folders. */
  path: string;
  /** Bytes, as its holder says. */
  size: number;
}

/** Files to be read wherever they lie: on the disk, in an archive, in the sealed store. */
export interface FileSet {
  /** In the order of their paths, each path once. */
  files: readonly FileEntry[];
  /** What was left out of the list. */
  left: readonly { code: ReadingNoteCode; path: string }[];
  /** The whole file. Throws ReadingError unreadable_file or damaged_archive. */
  read(file: FileEntry): Promise<Buffer>;
  /** So many of its first bytes, or all that it has. */
  head(file: FileEntry, bytes: number): Promise<Buffer>;
  close(): Promise<void>;
}

const byPath = (one: FileEntry, other: FileEntry): number =>
  one.path < other.path ? -1 : one.path > other.path ? 1 : 0;

/** The same order whatever the order of the folder or archive. */
export const sorted = <Entry extends FileEntry>(files: readonly Entry[]): Entry[] => [...files].sort(byPath);

/** What operating systems and tools leave in folders. */
export const isClutter = (path: string): boolean =>
  /(?:^|\/)(?:\.[^/]*|__MACOSX|Thumbs\.db|desktop\.ini|__pycache__)(?:\/|$)/i.test(path);

/** A set of files that are at hand already. */
export function filesInMemory(contents: Readonly<Record<string, Uint8Array | string>>): FileSet {
  const bytes = new Map(Object.entries(contents).map(([path, content]) => [path, Buffer.from(content)]));
  const of = (file: FileEntry): Buffer => bytes.get(file.path) ?? Buffer.alloc(0);
  return {
    files: sorted([...bytes].map(([path, content]) => ({ path, size: content.length }))),
    left: [],
    read: async (file) => of(file),
    head: async (file, count) => of(file).subarray(0, count),
    close: async () => undefined,
  };
}
