import { createHash } from 'node:crypto';
import { AppError } from '../../../shared/result.ts';
import type { Trace } from '../../../shared/rules/pictures.ts';
import type { FileEntry, FileSet } from '../../annotation/read/file-set.ts';
import { imageKindOf } from '../../annotation/read/image-header.ts';
import { isOfOneFile, ReadingError } from '../../annotation/read/reading-error.ts';
import { stripPicture } from '../../images/picture.ts';

/** A file as it will be stored. */
export interface PreparedFile {
  path: string;
  sha256: string;
  bytes: number;
  type: string;
  /** What a picture told beside what it shows, and tells no more. */
  stripped: Trace[];
}

/** A file that is not taken in, and why. */
export interface RefusedFile {
  path: string;
  reason: string;
  params: Record<string, string | number>;
}

const types: readonly [RegExp, string][] = [
  [/\.json$/i, 'application/json'],
  [/\.xml$/i, 'application/xml'],
  [/\.csv$/i, 'text/csv'],
  [/\.(?:txt|names|ya?ml|md)$/i, 'text/plain'],
  [/\.pdf$/i, 'application/pdf'],
];
// Never a type that a window would run.
const typeOf = (path: string): string =>
  types.find(([ending]) => ending.test(path))?.[1] ?? 'application/octet-stream';

/** Bytes that tell what kind of file it is. */
const HEAD = 32;

export interface Prepared extends PreparedFile {
  content: Buffer;
}

/**
 * A file as it is stored: pictures lose what they tell beside what they show. Throws AppError `validation` (picture_…)
 * and ReadingError for what is not taken in.
 */
export function prepare(path: string, content: Buffer): Prepared {
  const isImage = imageKindOf(content.subarray(0, HEAD)) !== null || isHeic(content);
  const picture = isImage ? stripPicture(content) : null;
  const kept = picture?.bytes ?? content;
  return {
    path,
    content: kept,
    sha256: createHash('sha256').update(kept).digest('hex'),
    bytes: kept.length,
    type: picture?.type ?? typeOf(path),
    stripped: picture?.stripped ?? [],
  };
}

/** A photo that tells where it was taken and that we cannot strip: the stripper says so by its name. */
const isHeic = (content: Buffer): boolean =>
  content.toString('latin1', 4, 8) === 'ftyp' &&
  /^(?:hei|hev|mif1|msf1|avi[fs])/.test(content.toString('latin1', 8, 12));

function refusalOf(path: string, error: unknown): RefusedFile | null {
  if (error instanceof AppError)
    return { path, reason: error.failure.reason ?? error.failure.code, params: error.failure.params ?? {} };
  if (isOfOneFile(error) || (error instanceof ReadingError && error.place === path))
    return { path, reason: `reading_${error.code}`, params: { ...error.params } };
  return null;
}

interface Watching {
  onProgress: (done: number, total: number) => void;
}

async function attempt(file: FileEntry, set: FileSet): Promise<Prepared | RefusedFile> {
  try {
    return prepare(file.path, await set.read(file));
  } catch (error) {
    const refusal = refusalOf(file.path, error);
    if (!refusal) throw error;
    return refusal;
  }
}

/** Reads every file of a set once, in order; `take` is given what may be stored. */
export async function prepareAll(
  set: FileSet,
  wanted: (file: FileEntry) => boolean,
  take: (file: Prepared) => Promise<void> | void,
  { onProgress }: Watching,
): Promise<RefusedFile[]> {
  const refused: RefusedFile[] = set.left.map(({ code, path }) => ({
    ...{ path, reason: `reading_${code}`, params: {} },
  }));
  const files = set.files.filter(wanted);
  const total = files.reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  for (const file of files) {
    const prepared = await attempt(file, set);
    if ('content' in prepared) await take(prepared);
    else refused.push(prepared);
    done += file.size;
    onProgress(done, total);
  }
  return refused;
}
