import type { AnnotatedImage, LabelMap, Shape, Size } from '../../../shared/rules/annotations.ts';
import { stemOf } from '../image-names.ts';
import { runsOfIds } from '../run-lengths.ts';
import { type PngPixels, pngKindOf } from './decode-png.ts';
import { foreignFormatOf } from './foreign.ts';
import { type Context, type Document, type DocumentOf, type FormatReader, ofKind } from './format-reader.ts';
import { indexImages } from './image-index.ts';
import { MAX_ALL_MASK_PIXELS } from './limits.ts';
import { makeShape } from './make-shape.ts';
import {
  belowMaskFolder,
  findMaskLabels,
  isBackground,
  isObjects,
  isVoid,
  type MaskLabels,
  saysMaskLabels,
} from './mask-labels.ts';
import { decodeNoted } from './panoptic.ts';
import { ReadingError } from './reading-error.ts';

type Png = DocumentOf<'image'>;

/** What a picture of few values is, and a photo in gray is not. */
const MOST_VALUES = 64;
const MOST_OBJECTS = 60_000;
/** Pascal VOC's border, whose index is 255, where nobody says what is there. */
const [BORDER, BORDER_INDEX] = [0xe0e0c0, 255];

const pngsOf = (documents: readonly Document[]): Png[] =>
  ofKind(documents, 'image').filter(({ imageKind }) => imageKind === 'png');

/** All of those in folders called as masks are, else every PNG. */
function candidates(documents: readonly Document[]): Png[] {
  const pngs = pngsOf(documents);
  const told = pngs.filter((png) => belowMaskFolder(png) !== null);
  return told.length > 0 ? told : pngs;
}

/** Values that a picture has; null beyond so many. */
function valuesOf({ values }: PngPixels, most: number): Set<number> | null {
  const found = new Set<number>();
  let last = -1;
  for (const value of values) {
    if (value === last) continue;
    last = value;
    found.add(value);
    if (found.size > most) return null;
  }
  return found;
}

/** The label of each value of a picture by its color, else by its index; -1 for void, null for one that nobody named. */
function tableOf(
  pixels: PngPixels,
  values: Iterable<number>,
  labels: MaskLabels,
): Map<number, number | null> {
  const byColor = new Map(
    labels.map(({ label, color }, index) => [color, isVoid(label) ? -1 : index]).reverse() as [
      number,
      number,
    ][],
  );
  const isIndex = pixels.kind !== 'color';
  const ofIndex = (value: number): number | null => {
    const named = labels[value];
    return named ? (isVoid(named.label) ? -1 : value) : null;
  };
  return new Map(
    [...values].map((value) => {
      const color =
        pixels.kind === 'index' ? pixels.palette[value] : pixels.kind === 'color' ? value : undefined;
      const known =
        (color === undefined ? undefined : byColor.get(color)) ?? (isIndex ? ofIndex(value) : null);
      const isBorder = color === BORDER || (isIndex && value === BORDER_INDEX);
      return [value, known ?? (isBorder || color === 0 ? -1 : null)];
    }),
  );
}

/** Without names a value is its own label, and 0 the background. */
const unnamed = (values: Iterable<number>): MaskLabels => {
  const highest = Math.min(Math.max(-1, ...[...values].filter((value) => value !== BORDER_INDEX)), 32_000);
  return Array.from({ length: highest + 1 }, (_, value) => ({
    label: value === 0 ? 'background' : String(value),
    color: -1,
  }));
};

function mapLabels(
  pixels: PngPixels,
  table: ReadonlyMap<number, number | null>,
  labels: MaskLabels,
): LabelMap {
  const { width, height, values } = pixels;
  const mapped = new Int16Array(values.length);
  let [last, label] = [-1, -1];
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] ?? 0;
    if (value !== last) [last, label] = [value, table.get(value) ?? -1];
    mapped[at] = label;
  }
  return { width, height, labels: labels.map(({ label }) => label), pixels: mapped };
}

/** Things one by one, of a picture whose colors tell them apart: each has the label that most of its pixels have. */
function readObjects(pixels: PngPixels, map: LabelMap): Shape[] | null {
  const ids = valuesOf(pixels, MOST_OBJECTS);
  if (!ids || pixels.width !== map.width || pixels.height !== map.height) return null;
  const votes = new Map<number, Map<number, number>>();
  for (const [at, id] of pixels.values.entries()) {
    const label = map.pixels[at] ?? -1;
    const own = votes.get(id) ?? new Map<number, number>();
    votes.set(id, own);
    own.set(label, (own.get(label) ?? 0) + 1);
  }
  const labelOf = (id: number): string | null => {
    const most = [...(votes.get(id) ?? [])].reduce((best, one) => (one[1] > best[1] ? one : best), [-1, 0]);
    const label = map.labels[most[0]];
    return label === undefined || isBackground(label) ? null : label;
  };
  const things = new Map(
    [...ids].flatMap((id): [number, string][] => {
      const label = labelOf(id);
      return label === null ? [] : [[id, label]];
    }),
  );
  return [...runsOfIds(pixels.values, pixels, new Set(things.keys()))].map(([id, runs]) =>
    makeShape({ id: `object ${id}`, label: things.get(id) ?? '', geometry: { kind: 'mask', runs } }),
  );
}

interface Manner {
  labels: MaskLabels | null;
  objects: ReturnType<typeof indexImages<Png>>;
  names: ReturnType<typeof indexImages<Png>>;
}

/** Null where the picture is none of labels: a photo that lies beside. */
async function readMask(
  png: Png,
  { labels, objects, names }: Manner,
  context: Context,
): Promise<AnnotatedImage | null> {
  const pixels = await decodeNoted(png, context);
  if (!pixels) return null;
  const values = valuesOf(pixels, labels ? MOST_OBJECTS : MOST_VALUES);
  if (!values) return null;
  const known = labels ?? unnamed(values);
  const table = tableOf(pixels, values, known);
  const strange = [...table].filter(([, label]) => label === null);
  // A picture of mostly other colors is a photo; a few wrong ones in a mask are said.
  if (strange.length * 2 > table.size) return null;
  if (strange.length > 0) context.notes.add('color_unknown', png.path, { count: strange.length });
  context.budget.spend('pixels', pixels.values.length, MAX_ALL_MASK_PIXELS, png.path, 'pixels');
  const semantic = mapLabels(pixels, table, known);
  const size: Size = { width: pixels.width, height: pixels.height };
  const below = stemOf(belowMaskFolder(png) ?? png.path);
  const object = objects.findStem(below);
  const parted = object && (await decodeNoted(object, context));
  const shapes = parted ? readObjects(parted, semantic) : [];
  if (!shapes) context.notes.add('size_differs', object?.path ?? png.path);
  return { name: names.findStem(below)?.path ?? below, size, shapes: shapes ?? [], tags: [], semantic };
}

/** Masks of labels, PNG a picture, and the list of labels and colors beside them, where there is one. */
export const masks: FormatReader = {
  format: 'masks',
  choose: (documents) => {
    const definitions = documents.filter(saysMaskLabels);
    const pngs = candidates(documents);
    return definitions.length > 0 && pngs.length > 0 ? [...definitions, ...pngs] : [];
  },
  chooseWeakly: (documents) =>
    documents.some((one) => foreignFormatOf(one) !== null)
      ? []
      : candidates(documents).filter(({ head }) => pngKindOf(head) !== 'color'),
  read: async (own, context) => {
    const pngs = pngsOf(own);
    const isMask = new Set(pngs);
    const others = ofKind(context.documents, 'image').filter((one) => !isMask.has(one));
    const manner: Manner = {
      labels: findMaskLabels(own),
      objects: indexImages(pngs.filter(isObjects), (png) => belowMaskFolder(png) ?? png.path),
      names: indexImages(others, ({ path }) => path),
    };
    const images: AnnotatedImage[] = [];
    for (const png of pngs) {
      if (isObjects(png)) continue;
      context.goOn();
      const image = await readMask(png, manner, context);
      if (image) images.push(image);
    }
    const [first] = own;
    if (images.length === 0)
      throw new ReadingError(pngs.length > 0 ? 'only_images' : 'missing_masks', first?.path ?? '');
    const unlabeled = [...new Set(images.flatMap(({ semantic }) => semantic?.labels ?? []))];
    return { labels: manner.labels?.map(({ label }) => label) ?? unlabeled, images };
  },
};
