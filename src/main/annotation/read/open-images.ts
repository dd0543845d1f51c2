import type { AnnotatedImage, Shape, Size } from '../../../shared/rules/annotations.ts';
import { csvHeader, decimal, eachCsvRow } from './csv-rows.ts';
import { type Context, type DocumentOf, type FormatReader, ofKind } from './format-reader.ts';
import { createLabels, type LabelsSeen } from './labels-seen.ts';
import { MAX_SHAPES } from './limits.ts';
import { boxBetween, coordinate, makeShape } from './make-shape.ts';
import { ReadingError, Unusable } from './reading-error.ts';
import { firstLines } from './text-lines.ts';

const MOST_NAMES = 100_000;

/** Boxes of Open Images (storage.googleapis.com/openimages/web/download.html): shares of the image, a line each. */
const isBoxes = ({ text }: DocumentOf<'text'>): boolean => {
  const start = text.slice(0, 400);
  return (
    /ImageID/.test(start) &&
    ['ImageID', 'LabelName', 'XMin', 'YMax'].every((name) => csvHeader(text).names.includes(name))
  );
};

/** `/m/…` ids with the words for them, a file without a header. */
const isNames = ({ text }: DocumentOf<'text'>): boolean =>
  /^(?:LabelName,DisplayName\r?\n)?\/m\/\w+,/.test(text);

interface Row {
  place: string;
  line: number;
  cell: (name: string) => string | undefined;
}

/** 1 is yes, 0 no, -1 not known. */
const flags = ['IsOccluded', 'IsTruncated', 'IsDepiction', 'IsInside'] as const;

function readRow(
  { line, cell }: Row,
  size: Size,
  names: ReadonlyMap<string, string>,
  labels: LabelsSeen,
): Shape {
  const id = cell('LabelName') ?? '';
  if (id === '') throw new Unusable('label_missing');
  const [left, right] = ['XMin', 'XMax'].map((name) => coordinate(decimal(cell(name))) * size.width);
  const [top, bottom] = ['YMin', 'YMax'].map((name) => coordinate(decimal(cell(name))) * size.height);
  const confidence = decimal(cell('Confidence'));
  return makeShape({
    id: `line ${line}`,
    label: labels.see(names.get(id) ?? id),
    geometry: boxBetween(left ?? 0, top ?? 0, right ?? 0, bottom ?? 0),
    // A person's box has 1 there, or nothing.
    score: confidence >= 0 && confidence < 1 ? confidence : null,
    crowd: cell('IsGroupOf') === '1',
    attributes: Object.fromEntries(
      flags.flatMap((name) => {
        const value = cell(name);
        return value === '0' || value === '1' ? [[name, value === '1' ? 'true' : 'false']] : [];
      }),
    ),
  });
}

/** Lines of each image, in the order in which images are first named. */
function rowsByImage({ path, text }: DocumentOf<'text'>, { budget }: Context): Map<string, Row[]> {
  const { names, delimiter } = csvHeader(text);
  const columns = new Map(names.map((name, index) => [name, index]));
  const rows = new Map<string, Row[]>();
  eachCsvRow(text, delimiter, ({ line, cells }) => {
    budget.spend('rows', 1, MAX_SHAPES, `${path}:${line}`, 'shapes');
    const cell = (name: string): string | undefined => cells[columns.get(name) ?? -1];
    const image = cell('ImageID') ?? '';
    const there = rows.get(image);
    const row = { place: `${path}:${line}`, line, cell };
    if (there) there.push(row);
    else rows.set(image, [row]);
  });
  return rows;
}

const namesIn = (documents: readonly DocumentOf<'text'>[]): Map<string, string> => {
  const found = new Map<string, string>();
  for (const { text } of documents.filter(isNames))
    for (const line of firstLines(text, MOST_NAMES)) {
      const comma = line.indexOf(',');
      if (comma > 0) found.set(line.slice(0, comma), line.slice(comma + 1).replace(/^"|"$/g, ''));
    }
  return found;
};

export const openImages: FormatReader = {
  format: 'open_images',
  choose: (documents) => ofKind(documents, 'text').filter(isBoxes),
  read: async (own, context) => {
    const names = namesIn(ofKind(context.documents, 'text'));
    const labels = createLabels();
    const images: AnnotatedImage[] = [];
    for (const document of ofKind(own, 'text'))
      for (const [name, rows] of rowsByImage(document, context)) {
        context.goOn();
        const size = await context.sizeOf(name);
        const read = (row: Row): Shape | null =>
          context.shape(
            () => row.place,
            () => (size ? readRow(row, size, names, labels) : null),
          );
        images.push({ name, size, shapes: rows.flatMap((row) => read(row) ?? []), tags: [], semantic: null });
      }
    const [first] = own;
    if (images.length > 0 && images.every(({ size }) => size === null))
      throw new ReadingError('sizes_needed', first?.path ?? '');
    return { labels: labels.list(), images };
  },
};
