import type { AnnotationFormat } from '../../../shared/rules/annotation-reading.ts';
import type { AnnotatedImage, AnnotationSet, FileIds, Size } from '../../../shared/rules/annotations.ts';
import type { Budget } from './budget.ts';
import type { FileEntry } from './file-set.ts';
import type { ImageKind } from './image-header.ts';
import type { ImageIndex } from './image-index.ts';
import type { XmlElement } from './parse-xml.ts';
import type { Notes } from './reading-error.ts';

/** A file of the set, opened as far as its content tells how. */
export type Document =
  | { kind: 'json'; path: string; value: unknown }
  | { kind: 'xml'; path: string; root: XmlElement }
  | { kind: 'text'; path: string; text: string }
  | { kind: 'image'; path: string; file: FileEntry; imageKind: ImageKind; head: Buffer }
  | { kind: 'binary'; path: string; head: Buffer };

export type DocumentOf<Kind extends Document['kind']> = Extract<Document, { kind: Kind }>;

export interface ReadOptions {
  /** Sizes of images by name, as the reference has them, for formats that carry none. */
  sizes?: (name: string) => Size | null;
  /** Pascal VOC counts pixels from 1, its boxes including their last; most tools do not. */
  vocFromOne?: boolean;
  /** Four points in YOLO's text are a turned box or a polygon; by default what all of them allow. */
  yoloQuads?: 'boxes' | 'polygons';
  /** Bytes done and in all. */
  onProgress?: (done: number, total: number) => void;
  signal?: AbortSignal;
}

/** What readers share while a hand-in is read. */
export interface Context {
  options: ReadOptions;
  documents: readonly Document[];
  images: ImageIndex<DocumentOf<'image'>>;
  notes: Notes;
  budget: Budget;
  /** A shape or tag, or null and a note at its place where it cannot be used. */
  shape<Value>(place: () => string, work: () => Value): Value | null;
  /** Of the picture in the set, else what the reference says. */
  sizeOf(name: string): Promise<Size | null>;
  /** Bytes of a picture that is to be decoded. */
  readImage(document: DocumentOf<'image'>): Promise<Buffer>;
  /** Throws ReadingError canceled where the person gave up. */
  goOn(): void;
}

export interface Part {
  labels: readonly string[];
  images: readonly AnnotatedImage[];
  /** Of the labels and of the images, in their order. */
  ids?: FileIds;
}

/** One format: which files are of it, told by what they hold, and what they say. */
export interface FormatReader {
  format: AnnotationFormat;
  /** Those of the documents that are of this format; empty where none is. */
  choose(documents: readonly Document[]): readonly Document[];
  /** The same where nothing else was found: files that say too little to be sure. */
  chooseWeakly?(documents: readonly Document[]): readonly Document[];
  read(own: readonly Document[], context: Context): Promise<Part>;
}

export interface Reading {
  format: AnnotationFormat;
  set: AnnotationSet;
}

export const ofKind = <Kind extends Document['kind']>(
  documents: readonly Document[],
  kind: Kind,
): DocumentOf<Kind>[] => documents.filter((one): one is DocumentOf<Kind> => one.kind === kind);
