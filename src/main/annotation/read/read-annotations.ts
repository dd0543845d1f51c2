import type { AnnotatedImage, AnnotationSet, Shape, Size, Tag } from '../../../shared/rules/annotations.ts';
import { createBudget } from './budget.ts';
import { coco, cocoResults } from './coco.ts';
import { cvat } from './cvat.ts';
import { datumaro } from './datumaro.ts';
import type { FileSet } from './file-set.ts';
import { foreignFormatOf } from './foreign.ts';
import {
  type Context,
  type Document,
  type DocumentOf,
  type FormatReader,
  ofKind,
  type Part,
  type Reading,
  type ReadOptions,
} from './format-reader.ts';
import { readImageHeader } from './image-header.ts';
import { indexImages } from './image-index.ts';
import { labelStudio } from './label-studio.ts';
import { labelme } from './labelme.ts';
import { HEADER_BYTES, MAX_MASK_BYTES, MAX_SHAPES } from './limits.ts';
import { declaredSize } from './make-shape.ts';
import { masks } from './masks.ts';
import { type Opened, openDocuments } from './open-documents.ts';
import { openImages } from './open-images.ts';
import { panoptic } from './panoptic.ts';
import { createNotes, type Notes, ReadingError } from './reading-error.ts';
import { via } from './via.ts';
import { voc } from './voc.ts';
import { yolo } from './yolo.ts';
import { yoloOriented } from './yolo-oriented.ts';

/** In the order in which one is chosen where a hand-in has files of several. */
const readers: readonly FormatReader[] = [
  coco,
  cocoResults,
  yolo,
  yoloOriented,
  voc,
  cvat,
  labelme,
  labelStudio,
  via,
  datumaro,
  panoptic,
  masks,
  openImages,
];

function sizeFinder(
  files: FileSet,
  images: Context['images'],
  notes: Notes,
  options: ReadOptions,
): Context['sizeOf'] {
  const known = new Map<string, Size | null>();
  const measure = async ({ file, path }: DocumentOf<'image'>): Promise<Size | null> => {
    let header = readImageHeader(await files.head(file, HEADER_BYTES));
    // A telephone puts its own thumbnail before the frame.
    if (!header?.size && file.size > HEADER_BYTES && file.size <= MAX_MASK_BYTES)
      header = readImageHeader(await files.read(file));
    if (header?.turned) notes.add('image_turned', path);
    return notes.attempt(
      () => path,
      () => declaredSize(header?.size?.width, header?.size?.height),
    );
  };
  return async (name) => {
    const there = known.get(name);
    if (there !== undefined) return there;
    const image = images.find(name);
    const size = (image && (await measure(image))) ?? options.sizes?.(name) ?? null;
    known.set(name, size);
    return size;
  };
}

function createContext(
  files: FileSet,
  documents: readonly Document[],
  notes: Notes,
  options: ReadOptions,
): Context {
  const budget = createBudget();
  let shapes = 0;
  const images = indexImages(ofKind(documents, 'image'), ({ path }) => path);
  return {
    options,
    documents,
    images,
    notes,
    budget,
    shape: (place, work) => {
      shapes += 1;
      if (shapes > MAX_SHAPES)
        throw new ReadingError('too_large', place(), { what: 'shapes', limit: MAX_SHAPES });
      return notes.attempt(place, work);
    },
    sizeOf: sizeFinder(files, images, notes, options),
    readImage: ({ file, path }) => {
      if (file.size > MAX_MASK_BYTES)
        throw new ReadingError('too_large', path, { what: 'file_bytes', limit: MAX_MASK_BYTES });
      return files.read(file);
    },
    goOn: () => {
      if (options.signal?.aborted) throw new ReadingError('canceled', '');
    },
  };
}

interface Choice {
  reader: FormatReader;
  own: readonly Document[];
}

function choose(documents: readonly Document[]): Choice | null {
  for (const reader of readers) {
    const own = reader.choose(documents);
    if (own.length > 0) return { reader, own };
  }
  for (const reader of readers) {
    const own = reader.chooseWeakly?.(documents) ?? [];
    if (own.length > 0) return { reader, own };
  }
  return null;
}

/** The one error for a hand-in that nothing can be read of: the most that can be said of what it is. */
function explain({ documents, refused }: Opened, files: FileSet): ReadingError {
  const [damaged] = refused;
  for (const document of documents) {
    const format = foreignFormatOf(document);
    if (format) return new ReadingError('foreign_format', document.path, { format });
  }
  if (damaged) return damaged;
  const nested = files.left.find(({ code }) => code === 'nested_archive');
  if (nested) return new ReadingError('nested_archive', nested.path);
  const [first] = documents;
  if (!first) return new ReadingError('no_files', '');
  const unknown = documents.find(({ kind }) => kind !== 'image');
  return unknown
    ? new ReadingError('unknown_format', unknown.path)
    : new ReadingError('only_images', first.path);
}

/** Says of each file that was not read what it is, where that is known. */
function noteOthers({ documents, refused }: Opened, { own }: Choice, files: FileSet, notes: Notes): void {
  for (const { code, path } of files.left) notes.add(code, path);
  for (const { code, place, params } of refused) notes.add('file_refused', place, { ...params, error: code });
  const read = new Set(own);
  for (const document of documents) {
    if (read.has(document) || document.kind === 'image') continue;
    const format =
      readers.find((reader) => reader.choose([document]).length > 0)?.format ?? foreignFormatOf(document);
    if (format) notes.add('file_of_other_format', document.path, { format });
  }
}

/** Ids are told apart within an image; a file that gives one twice, or two files that both do, are said. */
function uniqueIds<Labeled extends Shape | Tag>(
  image: AnnotatedImage,
  all: readonly Labeled[],
  notes: Notes,
): Labeled[] {
  const seen = new Set<string>();
  return all.map((one) => {
    let { id } = one;
    if (seen.has(id)) notes.add('id_twice', image.name, { id });
    for (let again = 2; seen.has(id); again += 1) id = `${one.id}~${again}`;
    seen.add(id);
    return id === one.id ? one : { ...one, id };
  });
}

function join(one: AnnotatedImage, other: AnnotatedImage): AnnotatedImage {
  return {
    name: one.name,
    size: one.size ?? other.size,
    shapes: [...one.shapes, ...other.shapes],
    tags: [...one.tags, ...other.tags],
    semantic: one.semantic ?? other.semantic,
  };
}

/**
 * What lies on other pixels than the image has is left out: a file may say two sizes, and two files of one image each
 * their own.
 */
function fitting(image: AnnotatedImage, notes: Notes): AnnotatedImage {
  const { name, size, shapes, semantic } = image;
  if (!size) return image;
  const fits = (other: Size): boolean => other.width === size.width && other.height === size.height;
  const kept = shapes.filter(({ geometry }) => geometry.kind !== 'mask' || fits(geometry.runs));
  const left = shapes.length - kept.length + (semantic && !fits(semantic) ? 1 : 0);
  if (left === 0) return image;
  notes.add('mask_size_differs', name, { count: left });
  return { ...image, shapes: kept, semantic: semantic && fits(semantic) ? semantic : null };
}

/** Images by their names, each once; ids stay in the order of the images. */
function joinImages({ images, ids }: Part, notes: Notes): Pick<AnnotationSet, 'images' | 'ids'> {
  const byName = new Map<string, AnnotatedImage>();
  const kept: string[] = [];
  for (const [index, image] of images.entries()) {
    const there = byName.get(image.name);
    if (there) notes.add('image_twice', image.name);
    else kept.push(ids?.images[index] ?? '');
    byName.set(image.name, there ? join(there, image) : image);
  }
  const joined = [...byName.values()]
    .map((one) => fitting(one, notes))
    .map((image) => ({
      ...image,
      shapes: uniqueIds(image, image.shapes, notes),
      tags: uniqueIds(image, image.tags, notes),
    }));
  return { images: joined, ids: ids ? { ...ids, images: kept } : null };
}

/**
 * Reads the annotations of a hand-in or a reference: one format of `annotationFormats`, told by content; what stands
 * beside it is noted. What cannot be used of it is left out, with a note at its place.
 * Throws ReadingError with a code of `readingErrorCodes`, the file and the place in it; nothing else.
 */
export async function readAnnotations(files: FileSet, options: ReadOptions = {}): Promise<Reading> {
  const notes = createNotes();
  const opened = await openDocuments(files, options, createBudget(), notes);
  const choice = choose(opened.documents);
  if (!choice) throw explain(opened, files);
  noteOthers(opened, choice, files, notes);
  const context = createContext(files, opened.documents, notes, options);
  const part = await choice.reader.read(choice.own, context);
  const { images, ids } = joinImages(part, notes);
  for (const { name, size } of images) if (!size && !ids?.only) notes.add('image_without_size', name);
  return { format: choice.reader.format, set: { labels: part.labels, images, ids, notes: notes.list() } };
}
