import type { AnnotatedImage, RunLengths, Shape, Size } from '../../../shared/rules/annotations.ts';
import { baseName, foldName, stemOf } from '../image-names.ts';
import { runsOfIds } from '../run-lengths.ts';
import { decodePng, type PngPixels } from './decode-png.ts';
import { type Context, type DocumentOf, type FormatReader, ofKind } from './format-reader.ts';
import { createLabels, type LabelsSeen } from './labels-seen.ts';
import { coordinates, isRecord, makeShape, rectangle, textOrNumber } from './make-shape.ts';
import { isOfOneFile, ReadingError, Unusable } from './reading-error.ts';

type Json = Record<string, unknown>;

/** COCO's panoptic format (cocodataset.org/#format-data): a JSON, and a PNG an image whose colors are ids of segments. */
const isPanoptic = (value: unknown): value is Json & { annotations: unknown[] } =>
  isRecord(value) &&
  Array.isArray(value.annotations) &&
  value.annotations.some((one) => isRecord(one) && Array.isArray(one.segments_info));

/** Red + 256 green + 65536 blue. */
function idsOf({ kind, values }: PngPixels): Uint32Array {
  if (kind !== 'color') return values;
  return values.map((color) => (color >>> 16) + (color & 0xff00) + (color & 0xff) * 65_536);
}

type PngFinder = (name: string, json: string) => DocumentOf<'image'> | null;

/** Finds the PNG of an annotation: in the folder that is called as its JSON where there are several; each once. */
function createPngFinder({ documents }: Context): PngFinder {
  const byBase = new Map<string, DocumentOf<'image'>[]>();
  for (const png of ofKind(documents, 'image').filter(({ imageKind }) => imageKind === 'png')) {
    const base = foldName(baseName(png.path));
    byBase.set(base, [...(byBase.get(base) ?? []), png]);
  }
  const taken = new Set<DocumentOf<'image'>>();
  return (name, json) => {
    const base = foldName(baseName(name));
    const own = byBase.get(base) ?? [];
    const folder = `${foldName(baseName(stemOf(json)))}/${base}`;
    const found = own.find(({ path }) => foldName(path).endsWith(folder)) ?? own[0] ?? null;
    // A small file may claim one large picture a thousand times.
    if (!found || taken.has(found)) return null;
    taken.add(found);
    return found;
  };
}

interface Tables {
  path: string;
  categories: ReadonlyMap<string, string>;
  labels: LabelsSeen;
  findPng: PngFinder;
}

function readSegment(
  segment: unknown,
  runs: ReadonlyMap<number, RunLengths>,
  { categories, labels }: Tables,
): Shape {
  if (!isRecord(segment)) throw new Unusable('not_an_object');
  const category = textOrNumber(segment.category_id) ?? '';
  const label = categories.get(category);
  if (label === undefined) throw new Unusable('unknown_category', { id: category.slice(0, 80) });
  const found = runs.get(Number(segment.id));
  if (!found) throw new Unusable('segment_empty', { id: String(segment.id).slice(0, 40) });
  const bounds = Array.isArray(segment.bbox) ? coordinates(segment.bbox) : null;
  const [x = 0, y = 0, width = 0, height = 0] = bounds ?? [];
  return makeShape({
    id: String(segment.id),
    label: labels.see(label),
    geometry: { kind: 'mask', runs: found },
    box: bounds ? rectangle(x, y, width, height) : null,
    area: typeof segment.area === 'number' ? segment.area : null,
    crowd: segment.iscrowd === 1,
  });
}

function readPixels(
  segments: readonly unknown[],
  pixels: PngPixels,
  place: string,
  tables: Tables,
  context: Context,
): Shape[] {
  const wanted = new Set(segments.map((segment) => (isRecord(segment) ? Number(segment.id) : -1)));
  const ids = idsOf(pixels);
  const stray = ids.find((id) => id !== 0 && !wanted.has(id));
  if (stray !== undefined) context.notes.add('segment_unknown', place, { id: stray });
  const runs = runsOfIds(ids, pixels, wanted);
  return segments.flatMap(
    (segment, index) =>
      context.shape(
        () => `${place}.segments_info[${index}]`,
        () => readSegment(segment, runs, tables),
      ) ?? [],
  );
}

interface Declared {
  name: string;
  size: Size | null;
}

/** Null where its PNG is missing or damaged: the image is then as if nobody had worked on it, and that is said. */
async function readAnnotation(
  annotation: Json,
  place: string,
  tables: Tables,
  image: Declared,
  context: Context,
): Promise<AnnotatedImage | null> {
  const png = tables.findPng(textOrNumber(annotation.file_name) ?? '', tables.path);
  if (!png) {
    context.notes.add('missing_mask', place, { file: String(annotation.file_name).slice(0, 200) });
    return null;
  }
  const pixels = await decodeNoted(png, context);
  if (!pixels) return null;
  const { width, height } = pixels;
  if (image.size && (image.size.width !== width || image.size.height !== height))
    context.notes.add('size_differs', place, { width, height });
  const segments = annotation.segments_info as unknown[];
  const shapes = readPixels(segments, pixels, place, tables, context);
  return { name: image.name, size: { width, height }, shapes, tags: [], semantic: null, isPartition: true };
}

/** A damaged picture of many is noted. */
export async function decodeNoted(png: DocumentOf<'image'>, context: Context): Promise<PngPixels | null> {
  try {
    return decodePng(await context.readImage(png), png.path);
  } catch (error) {
    if (!isOfOneFile(error)) throw error;
    context.notes.add('damaged_image', error.place);
    return null;
  }
}

function declaredImages(value: Json): Map<string, Declared> {
  const images: unknown[] = Array.isArray(value.images) ? value.images : [];
  return new Map(
    images.filter(isRecord).map((image) => {
      const size = { width: Number(image.width), height: Number(image.height) };
      const name = textOrNumber(image.file_name) ?? textOrNumber(image.id) ?? '';
      return [textOrNumber(image.id) ?? '', { name, size: size.width > 0 && size.height > 0 ? size : null }];
    }),
  );
}

const namesIn = (value: Json): Map<string, string> =>
  new Map(
    (Array.isArray(value.categories) ? value.categories : [])
      .filter(isRecord)
      .map((category) => [textOrNumber(category.id) ?? '', textOrNumber(category.name) ?? '']),
  );

export const panoptic: FormatReader = {
  format: 'panoptic',
  choose: (documents) => ofKind(documents, 'json').filter(({ value }) => isPanoptic(value)),
  read: async (own, context) => {
    const labels = createLabels();
    const findPng = createPngFinder(context);
    const images: AnnotatedImage[] = [];
    for (const { path, value } of ofKind(own, 'json')) {
      if (!isPanoptic(value)) continue;
      const tables: Tables = { path, categories: namesIn(value), labels, findPng };
      for (const name of tables.categories.values()) labels.see(name);
      const declared = declaredImages(value);
      for (const [index, annotation] of value.annotations.entries()) {
        context.goOn();
        const place = `${path} annotations[${index}]`;
        const image = isRecord(annotation)
          ? declared.get(textOrNumber(annotation.image_id) ?? '')
          : undefined;
        if (!isRecord(annotation) || !image || !Array.isArray(annotation.segments_info))
          context.notes.add(image ? 'not_an_object' : 'unknown_image', place);
        else {
          const read = await readAnnotation(annotation, place, tables, image, context);
          images.push(read ?? { ...image, shapes: [], tags: [], semantic: null });
        }
      }
    }
    const [first] = own;
    if (
      images.length > 0 &&
      images.every(({ shapes }) => shapes.length === 0) &&
      ofKind(context.documents, 'image').length === 0
    )
      throw new ReadingError('missing_masks', first?.path ?? '');
    return { labels: labels.list(), images };
  },
};
