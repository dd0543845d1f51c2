import { decodeText, guessEncoding } from '../../roster/import/decode-text.ts';
import type { Budget } from './budget.ts';
import type { FileEntry, FileSet } from './file-set.ts';
import type { Document, ReadOptions } from './format-reader.ts';
import { imageKindOf } from './image-header.ts';
import { MAX_FILE_BYTES, MAX_TEXT_BYTES } from './limits.ts';
import { parseJson, withoutImageData } from './parse-json.ts';
import { parseXml } from './parse-xml.ts';
import { isOfOneFile, type Notes, ReadingError } from './reading-error.ts';
import { isArchive } from './zip-files.ts';

/** Enough to tell what kind of file it is, and what kind of PNG. */
const HEAD = 512;

/** Control characters that no text has, of a file that is no UTF-16 either. */
const isBinary = (head: Buffer): boolean =>
  !guessEncoding(head.subarray(0, head.length & ~1)).startsWith('utf-16') &&
  head.some((byte) => byte < 0x20 && byte !== 0x1b && !(byte >= 0x09 && byte <= 0x0d));

async function openText(file: FileEntry, files: FileSet, budget: Budget, notes: Notes): Promise<Document> {
  const { path, size } = file;
  if (size > MAX_FILE_BYTES)
    throw new ReadingError('too_large', path, { what: 'file_bytes', limit: MAX_FILE_BYTES });
  const bytes = withoutImageData(await files.read(file));
  budget.spend('bytes', bytes.length, MAX_TEXT_BYTES, path, 'all_bytes');
  const { text, encoding, lossy } = decodeText(bytes);
  if (lossy) notes.add('unreadable_characters', path);
  const start = /\S/.exec(text)?.index ?? text.length;
  const first = text[start];
  if (first === '{' || (first === '[' && !/^\[[A-Za-z]/.test(text.slice(start, start + 2)))) {
    const plain = encoding === 'utf-8' ? bytes : Buffer.from(text);
    return { kind: 'json', path, value: parseJson(text, plain, path, budget) };
  }
  if (first === '<') return { kind: 'xml', path, root: parseXml(text, path, budget) };
  return { kind: 'text', path, text };
}

async function openDocument(
  file: FileEntry,
  files: FileSet,
  budget: Budget,
  notes: Notes,
): Promise<Document> {
  const head = await files.head(file, HEAD);
  const imageKind = imageKindOf(head);
  if (imageKind) return { kind: 'image', path: file.path, file, imageKind, head };
  if (isArchive(head)) throw new ReadingError('nested_archive', file.path);
  if (isBinary(head)) return { kind: 'binary', path: file.path, head };
  return openText(file, files, budget, notes);
}

export interface Opened {
  documents: Document[];
  /** Files that could not be opened, one by one. */
  refused: ReadingError[];
}

/** Opens every file of a set as far as its content tells how; pictures only by their first bytes. */
export async function openDocuments(
  files: FileSet,
  { onProgress, signal }: ReadOptions,
  budget: Budget,
  notes: Notes,
): Promise<Opened> {
  const opened: Opened = { documents: [], refused: [] };
  const total = files.files.reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  for (const file of files.files) {
    if (signal?.aborted) throw new ReadingError('canceled', file.path);
    try {
      opened.documents.push(await openDocument(file, files, budget, notes));
    } catch (error) {
      if (!isOfOneFile(error)) throw error;
      opened.refused.push(error);
    }
    done += file.size;
    onProgress?.(done, total);
  }
  return opened;
}
