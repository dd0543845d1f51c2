import { createHash } from 'node:crypto';
import type { FileHash } from '../../shared/rules/annotation-score.ts';
import type { FileSet } from './read/file-set.ts';

/** Photographs say nothing that is scored; masks, which do, are PNG. */
const photograph = /\.(?:jpe?g|webp|bmp|tiff?|gif|heic|avif)$/i;

/** What a score was computed from: each file that may hold annotations, in the order of their paths. */
export async function hashFiles(files: FileSet): Promise<FileHash[]> {
  const hashes: FileHash[] = [];
  for (const file of files.files)
    if (!photograph.test(file.path))
      hashes.push({
        path: file.path,
        sha256: createHash('sha256')
          .update(await files.read(file))
          .digest('hex'),
      });
  return hashes;
}
