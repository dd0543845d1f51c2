import type { AnnotatedImage, Geometry, Shape, Size } from '../../../shared/rules/annotations.ts';
import { folderOf } from '../image-names.ts';
import { type Context, type Document, type DocumentOf, type FormatReader, ofKind } from './format-reader.ts';
import { indexImages } from './image-index.ts';
import { createLabels, type LabelsSeen } from './labels-seen.ts';
import { boxOfCorners, makeShape } from './make-shape.ts';
import { ReadingError } from './reading-error.ts';
import { eachLine } from './text-lines.ts';
import { type ClassNames, findClassNames, imagesListed, isImageList } from './yolo-labels.ts';
import { geometryOf, isBoxLine, isLabelText, outlineOf, parseLine, type YoloLine } from './yolo-lines.ts';

type TextDocument = DocumentOf<'text'>;

/** How far the corners of a turned box may be off: they are written with six decimals of a share. */
const CORNERS = 1.5;

interface LabelFile {
  path: string;
  image: string;
  size: Size | null;
  lines: YoloLine[];
}

const isEmptyLabels = ({ path, text }: TextDocument): boolean => /\.txt$/i.test(path) && text.trim() === '';

/** Label files, and the empty ones among them: an image on which there is nothing. */
function labelFiles(documents: readonly Document[]): TextDocument[] {
  const texts = ofKind(documents, 'text');
  const filled = texts.filter(({ text }) => isLabelText(text));
  const isFilled = new Set(filled);
  const folders = new Set(filled.map(({ path }) => folderOf(path)));
  return filled.length === 0
    ? []
    : texts.filter((one) => isFilled.has(one) || (isEmptyLabels(one) && folders.has(folderOf(one.path))));
}

/** Names of the images that label files are of: of the picture in the set, else as a list has it, else as the file. */
function imageNamer({ documents, images }: Context): (path: string) => string {
  const lists = ofKind(documents, 'text').filter(isImageList).flatMap(imagesListed);
  const listed = indexImages(lists, (name) => name);
  return (path) => {
    const beside = path.replace(/(^|\/)labels\//i, '$1images/');
    return images.findStem(beside)?.path ?? listed.findStem(beside) ?? path.replace(/\.txt$/i, '');
  };
}

async function readFile({ path, text }: TextDocument, image: string, context: Context): Promise<LabelFile> {
  const lines: YoloLine[] = [];
  eachLine(text, (line, number) => {
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith('#')) return;
    const read = context.shape(
      () => `${path}:${number}`,
      () => parseLine(trimmed, number),
    );
    if (read) lines.push(read);
  });
  return { path, image, size: await context.sizeOf(image), lines };
}

/** Four points each, all of them turned boxes, are what an oriented detector reads; one other, and all are outlines. */
function quadsAreBoxes(files: readonly LabelFile[], { options, notes }: Context): boolean {
  const outlines = files.flatMap(({ lines, size, path }) =>
    size ? lines.filter((line) => !isBoxLine(line)).map((line) => ({ line, size, path })) : [],
  );
  const [first] = outlines;
  if (!first || outlines.some(({ line }) => line.shares.length !== 8)) return false;
  const areBoxes = options.yoloQuads
    ? options.yoloQuads === 'boxes'
    : outlines.every(({ line, size }) => boxOfCorners(outlineOf(line, size), CORNERS) !== null);
  notes.add(areBoxes ? 'quads_are_boxes' : 'quads_are_polygons', first.path);
  return areBoxes;
}

interface Manner {
  names: ClassNames | null;
  labels: LabelsSeen;
  boxes: boolean;
}

function readShape(
  line: YoloLine,
  { size, path }: LabelFile & { size: Size },
  manner: Manner,
  context: Context,
): Shape {
  const { names, labels, boxes } = manner;
  const known = names?.names.get(Number(line.name));
  if (known === undefined && names)
    context.notes.add('class_unknown', `${path}:${line.line}`, { class: line.name.slice(0, 40) });
  const corners = boxes && !isBoxLine(line) ? boxOfCorners(outlineOf(line, size)) : null;
  const geometry: Geometry = corners ?? geometryOf(line, size);
  const label = labels.see(
    known ?? String(Number.isFinite(Number(line.name)) ? Number(line.name) : line.name),
  );
  return makeShape({ id: `line ${line.line}`, label, geometry, score: line.score });
}

function readImage(file: LabelFile, manner: Manner, context: Context): AnnotatedImage {
  const { path, image, size, lines } = file;
  const shapes: Shape[] = [];
  // Without a size there are no pixels: the image is said to have none, once for all.
  if (size)
    for (const line of lines) {
      const shape = context.notes.attempt(
        () => `${path}:${line.line}`,
        () => readShape(line, { ...file, size }, manner, context),
      );
      if (shape) shapes.push(shape);
    }
  return { name: image, size, shapes, tags: [], semantic: null };
}

/** Images that are in the set or in its list and have no label file: nothing is on them. */
async function emptyImages(read: readonly LabelFile[], context: Context): Promise<AnnotatedImage[]> {
  const seen = new Set(read.map(({ image }) => image));
  const named = indexImages([...seen], (name) => name);
  const lists = ofKind(context.documents, 'text').filter(isImageList).flatMap(imagesListed);
  const others = [
    ...ofKind(context.documents, 'image').map(({ path }) => path),
    ...lists.filter((name) => context.images.find(name) === null && named.find(name) === null),
  ].filter((name) => !seen.has(name));
  const found: AnnotatedImage[] = [];
  for (const name of new Set(others))
    found.push({ name, size: await context.sizeOf(name), shapes: [], tags: [], semantic: null });
  return found;
}

/** YOLO's text, a file an image: boxes, outlines or turned boxes (docs.ultralytics.com/datasets). */
export const yolo: FormatReader = {
  format: 'yolo',
  choose: labelFiles,
  chooseWeakly: (documents) => {
    const hasNames = findClassNames(ofKind(documents, 'text').filter((one) => !isEmptyLabels(one)));
    return hasNames ? ofKind(documents, 'text').filter(isEmptyLabels) : [];
  },
  read: async (own, context) => {
    const isOwn = new Set(own);
    const others = ofKind(context.documents, 'text').filter((one) => !isOwn.has(one) && !isEmptyLabels(one));
    const names = findClassNames(others.filter((one) => !isImageList(one)));
    const [first] = own;
    if (names?.isPose) throw new ReadingError('foreign_format', first?.path ?? '', { format: 'yolo_pose' });
    if (!names) context.notes.add('no_class_names', first?.path ?? '');
    const nameOf = imageNamer(context);
    const files: LabelFile[] = [];
    for (const document of ofKind(own, 'text')) {
      context.goOn();
      files.push(await readFile(document, nameOf(document.path), context));
    }
    if (files.every(({ size }) => size === null)) throw new ReadingError('sizes_needed', first?.path ?? '');
    const labels = createLabels(names?.names.values());
    const manner: Manner = { names, labels, boxes: quadsAreBoxes(files, context) };
    const images = files.map((file) => readImage(file, manner, context));
    return { labels: labels.list(), images: [...images, ...(await emptyImages(files, context))] };
  },
};
