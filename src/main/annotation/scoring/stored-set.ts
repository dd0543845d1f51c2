import type { FileStore } from '../../database/file-store.ts';
import { type FileEntry, type FileSet, sorted } from '../read/file-set.ts';
import { ReadingError } from '../read/reading-error.ts';

/** A file of the store by the name that it has in a hand-in. */
export interface NamedFile {
  name: string;
  sha256: string;
  bytes: number;
}

/** What files are read from by their hash. */
export type Readable = Pick<FileStore, 'read' | 'readWhole'>;

/** Files of the sealed store, as a hand-in or a reference. */
export function storedSet(store: Readable, files: readonly NamedFile[]): FileSet {
  const byName = new Map(files.map((file) => [file.name, file]));
  const find = ({ path }: FileEntry): NamedFile => {
    const file = byName.get(path);
    if (!file) throw new ReadingError('unreadable_file', path);
    return file;
  };
  return {
    files: sorted([...byName.values()].map(({ name, bytes }) => ({ path: name, size: bytes }))),
    left: [],
    read: (file) => store.readWhole(find(file).sha256),
    head: async (file, bytes) => {
      const parts: Buffer[] = [];
      let size = 0;
      for await (const part of store.read(find(file).sha256)) {
        parts.push(part);
        size += part.length;
        if (size >= bytes) break;
      }
      return Buffer.concat(parts).subarray(0, bytes);
    },
    close: async () => undefined,
  };
}
