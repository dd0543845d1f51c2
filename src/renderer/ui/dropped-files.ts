/** A file on its way in, with its path below the folder that was dropped or chosen. */
export interface PlacedFile {
  file: File;
  path: string;
}

export const placed = (files: Iterable<File>): PlacedFile[] =>
  Array.from(files, (file) => ({ file, path: file.webkitRelativePath || file.name }));

/** A folder tells its entries a hundred at a time. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return all;
    all.push(...some);
  }
}

async function filesBelow(entry: FileSystemEntry, most: number, found: PlacedFile[]): Promise<void> {
  if (found.length > most) return;
  if (entry.isDirectory) {
    for (const one of await entriesOf(entry as FileSystemDirectoryEntry)) await filesBelow(one, most, found);
    return;
  }
  const file = await new Promise<File>((resolve, reject) =>
    (entry as FileSystemFileEntry).file(resolve, reject),
  );
  found.push({ file, path: entry.fullPath.replace(/^\//, '') });
}

/**
 * What was dropped, folders opened. To be called while the event is told: afterwards the browser has forgotten it.
 * @param most with more than this many files the rest is not looked for
 */
export async function droppedFiles(transfer: DataTransfer, most: number): Promise<PlacedFile[]> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const files = placed(transfer.files);
  if (entries.every((entry) => entry.isFile)) return files;
  const found: PlacedFile[] = [];
  for (const entry of entries) await filesBelow(entry, most, found);
  return found;
}
