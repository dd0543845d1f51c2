import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { FileSet } from './file-set.ts';
import { filesInFolder, filesOfOne } from './folder-files.ts';
import { ReadingError } from './reading-error.ts';
import { filesInZip, isZip } from './zip-files.ts';

/** A folder, an archive or a single file as a set of files. Close it when all is read. */
export async function openFiles(location: string): Promise<FileSet> {
  const found = await stat(location).catch(() => null);
  if (!found) throw new ReadingError('unreadable_file', basename(location));
  if (found.isDirectory()) return filesInFolder(location);
  const alone = await filesOfOne(location);
  const [file] = alone.files;
  const zipped = file && isZip(await alone.head(file, 8));
  return zipped ? filesInZip(location, basename(location)) : alone;
}
