import type { AnnotatedImage, Shape } from '../../../shared/rules/annotations.ts';
import { csvHeader, eachCsvRow } from './csv-rows.ts';
import { type Context, type Document, type DocumentOf, type FormatReader, ofKind } from './format-reader.ts';
import { createLabels, type LabelsSeen } from './labels-seen.ts';
import { MAX_SHAPES } from './limits.ts';
import { isRecord, makeShape, textOrNumber } from './make-shape.ts';
import { Unusable } from './reading-error.ts';
import { labelAttribute, readViaShape, viaAttributes } from './via-regions.ts';

type Json = Record<string, unknown>;

/** A region as both files have it, and where it stands. */
interface Region {
  place: string;
  id: string;
  shape: unknown;
  attributes: Readonly<Record<string, string>>;
}

interface ViaImage {
  name: string;
  regions: Region[];
}

/** Images by keys of name and size: alone, or in a saved project (robots.ox.ac.uk/~vgg/software/via, versions 1, 2). */
function metadataOf(value: unknown): Json | null {
  if (!isRecord(value)) return null;
  const images = isRecord(value._via_img_metadata) ? value._via_img_metadata : value;
  const [first] = Object.values(images);
  const isVia = isRecord(first) && typeof first.filename === 'string' && 'regions' in first;
  return isVia || images !== value ? images : null;
}

function imagesOfJson({ path, value }: DocumentOf<'json'>): ViaImage[] {
  return Object.entries(metadataOf(value) ?? {}).map(([key, image]) => {
    const { filename, regions } = isRecord(image) ? image : {};
    // Version 1 numbers them by keys.
    const all = isRecord(regions) ? Object.values(regions) : Array.isArray(regions) ? regions : [];
    return {
      name: textOrNumber(filename) ?? key,
      regions: all.map((region: unknown, index) => ({
        place: `${path} ${key}.regions[${index}]`,
        id: `regions[${index}]`,
        shape: isRecord(region) ? region.shape_attributes : null,
        attributes: viaAttributes(isRecord(region) ? region.region_attributes : null),
      })),
    };
  });
}

const isCsv = ({ text }: DocumentOf<'text'>): boolean =>
  /^#?"?filename"?,/i.test(text) && csvHeader(text).names.includes('region_shape_attributes');

function parsed(cell: string | undefined): unknown {
  try {
    return JSON.parse(cell ?? '');
  } catch {
    return null;
  }
}

function imagesOfCsv({ path, text }: DocumentOf<'text'>, { budget }: Context): ViaImage[] {
  const { names, delimiter } = csvHeader(text);
  const column = (name: string): number => names.findIndex((one) => one.replace(/^#/, '') === name);
  const [file, shape, attributes] = ['filename', 'region_shape_attributes', 'region_attributes'].map(column);
  const images = new Map<string, ViaImage>();
  eachCsvRow(text, delimiter, ({ line, cells }) => {
    budget.spend('rows', 1, MAX_SHAPES, `${path}:${line}`, 'shapes');
    const name = cells[file ?? -1] ?? '';
    const image = images.get(name) ?? { name, regions: [] };
    images.set(name, image);
    const outline = parsed(cells[shape ?? -1]);
    // An image without regions has a line of its own.
    if (isRecord(outline) && Object.keys(outline).length === 0) return;
    image.regions.push({
      place: `${path}:${line}`,
      id: `regions[${image.regions.length}]`,
      shape: outline,
      attributes: viaAttributes(parsed(cells[attributes ?? -1])),
    });
  });
  return [...images.values()];
}

function readRegion(
  { id, place, shape, attributes }: Region,
  name: string | null,
  labels: LabelsSeen,
  { notes }: Context,
): Shape {
  if (!isRecord(shape)) throw new Unusable('not_an_object');
  const label = name === null ? undefined : attributes[name];
  // Drawn is drawn: what it is called is another matter.
  if (label === undefined || label === '') notes.add('label_missing', place);
  const others = Object.entries(attributes).filter(([key]) => key !== name);
  return makeShape({
    id,
    label: labels.see(label ?? ''),
    geometry: readViaShape(shape),
    attributes: Object.fromEntries(others),
  });
}

/** What the project offers to choose from for its label, in its order. */
function declared(documents: readonly Document[], label: string | null): string[] {
  return ofKind(documents, 'json').flatMap(({ value }) => {
    const all = isRecord(value) && isRecord(value._via_attributes) ? value._via_attributes.region : null;
    const own = isRecord(all) && label !== null ? all[label] : null;
    return isRecord(own) && isRecord(own.options) ? Object.keys(own.options) : [];
  });
}

export const via: FormatReader = {
  format: 'via',
  choose: (documents) => [
    ...ofKind(documents, 'json').filter(({ value }) => metadataOf(value) !== null),
    ...ofKind(documents, 'text').filter(isCsv),
  ],
  read: async (own, context) => {
    const found = [
      ...ofKind(own, 'json').flatMap(imagesOfJson),
      ...ofKind(own, 'text').flatMap((document) => imagesOfCsv(document, context)),
    ];
    const [first] = own;
    const label = labelAttribute(found.flatMap(({ regions }) => regions.map(({ attributes }) => attributes)));
    if (label?.isGuess) context.notes.add('label_attribute_guessed', first?.path ?? '', { name: label.name });
    const labels = createLabels(declared(own, label?.name ?? null));
    const images: AnnotatedImage[] = [];
    for (const { name, regions } of found) {
      context.goOn();
      const shapes = regions.flatMap(
        (region) =>
          context.shape(
            () => region.place,
            () => readRegion(region, label?.name ?? null, labels, context),
          ) ?? [],
      );
      images.push({ name, size: await context.sizeOf(name), shapes, tags: [], semantic: null });
    }
    return { labels: labels.list(), images };
  },
};
