import type {
  AnnotatedImage,
  FileIds,
  Geometry,
  Rectangle,
  RunLengths,
  Shape,
  Size,
  Tag,
} from '../../../shared/rules/annotations.ts';
import { decodeCounts, isWhole } from '../run-lengths.ts';
import type { Budget } from './budget.ts';
import { type Context, type FormatReader, ofKind } from './format-reader.ts';
import { createLabels, type LabelsSeen } from './labels-seen.ts';
import { MAX_PIXELS } from './limits.ts';
import {
  attributesOf,
  box,
  coordinate,
  coordinates,
  declaredSize,
  isRecord,
  makeShape,
  makeTag,
  points,
  polygon,
  rectangle,
  scoreOf,
  textOrNumber,
} from './make-shape.ts';
import { bookRuns } from './mask-runs.ts';
import { Unusable } from './reading-error.ts';

type Json = Record<string, unknown>;

/** Format of COCO's data: https://cocodataset.org/#format-data and, for results, #format-results. */
const isCoco = (value: unknown): value is Json & { images: unknown[]; annotations: unknown[] } =>
  isRecord(value) &&
  Array.isArray(value.images) &&
  Array.isArray(value.annotations) &&
  isInstances(value.annotations);

const isInstances = (annotations: readonly unknown[]): boolean => {
  const first = annotations.find(isRecord);
  return !first || (!('caption' in first) && !('segments_info' in first));
};

const isResults = (value: unknown): value is Json[] => {
  const first: unknown = Array.isArray(value) ? value[0] : null;
  return isRecord(first) && 'image_id' in first && 'category_id' in first;
};

const mostSide = (size: unknown): Size => {
  const [height, width] = Array.isArray(size) ? size : [];
  const isSane = [width, height].every((side) => Number.isInteger(side) && side > 0);
  if (!isSane || width * height > MAX_PIXELS)
    throw new Unusable('run_lengths_damaged', { size: String(size).slice(0, 40) });
  return { width, height };
};

/** Counts as numbers or as text, held to the size that stands beside them. Throws Unusable run_lengths_damaged. */
export function readRunLengths({ size, counts }: Json, budget: Budget): RunLengths {
  const { width, height } = mostSide(size);
  bookRuns(budget, typeof counts === 'string' || Array.isArray(counts) ? counts.length : 0);
  const read = typeof counts === 'string' ? decodeCounts(counts) : numbers(counts);
  if (!read || !isWhole({ width, height, counts: read }))
    throw new Unusable('run_lengths_damaged', { width, height });
  return { width, height, counts: read };
}

function numbers(values: unknown): Uint32Array | null {
  const isCount = (value: unknown): boolean =>
    Number.isInteger(value) && Number(value) >= 0 && Number(value) <= MAX_PIXELS;
  return Array.isArray(values) && values.every(isCount) ? Uint32Array.from(values as number[]) : null;
}

/** Polygons, one or a list of them, or run lengths; null for an empty list, which COCO writes for "none". */
function readRegion(segmentation: unknown, size: Size | null, budget: Budget): Geometry | null {
  if (isRecord(segmentation)) {
    const runs = readRunLengths(segmentation, budget);
    if (size && (runs.width !== size.width || runs.height !== size.height))
      throw new Unusable('mask_size_differs', { width: runs.width, height: runs.height });
    return { kind: 'mask', runs };
  }
  if (segmentation === undefined || segmentation === null) return null;
  if (!Array.isArray(segmentation)) throw new Unusable('not_an_object');
  if (segmentation.length === 0) return null;
  // Some tools forget that a shape may have several parts, and write the numbers of one.
  const rings: unknown[] = typeof segmentation[0] === 'number' ? [segmentation] : segmentation;
  return polygon(...rings.map(coordinates));
}

function readBox(bbox: unknown): Rectangle | null {
  if (bbox === undefined || bbox === null) return null;
  if (!Array.isArray(bbox)) throw new Unusable('not_an_object');
  if (bbox.length === 0) return null;
  return rectangle(coordinate(bbox[0]), coordinate(bbox[1]), coordinate(bbox[2]), coordinate(bbox[3]));
}

/** x, y and how it is seen, three for each; null where none is labeled. */
function readKeypoints(keypoints: unknown): Geometry | null {
  if (!Array.isArray(keypoints) || keypoints.length === 0) return null;
  const all = coordinates(keypoints);
  if (all.length % 3 !== 0) throw new Unusable('odd_coordinates', { count: all.length });
  const flat = new Float64Array((all.length / 3) * 2);
  const visible = new Uint8Array(all.length / 3);
  for (let index = 0; index < visible.length; index += 1) {
    flat[index * 2] = all[index * 3] ?? 0;
    flat[index * 2 + 1] = all[index * 3 + 1] ?? 0;
    visible[index] = all[index * 3 + 2] ?? 0;
  }
  return visible.some((seen) => seen > 0) ? points(flat, visible) : null;
}

interface Target {
  budget: Budget;
  image: AnnotatedImage & { shapes: Shape[]; tags: Tag[] };
  label: string;
}

/** Puts what one annotation says into its image: a region or box, keypoints, or a tag where it is only a category. */
function readAnnotation(annotation: Json, id: string, { image, label, budget }: Target): void {
  const attributes = attributesOf(annotation.attributes);
  const common = { id, label, score: scoreOf(annotation.score), attributes };
  const bounds = readBox(annotation.bbox);
  const region = readRegion(annotation.segmentation, image.size, budget);
  const keypoints = readKeypoints(annotation.keypoints);
  const area = typeof annotation.area === 'number' && annotation.area >= 0 ? annotation.area : null;
  const crowd = Number(annotation.iscrowd ?? 0) === 1 || Number(annotation.ignore ?? 0) === 1;
  // CVAT tells a turned box by an attribute: the bounding box is that before it is turned.
  const rotation = region ? 0 : Number(attributes.rotation ?? 0) || 0;
  const geometry = region ?? (bounds && box(bounds.x, bounds.y, bounds.width, bounds.height, rotation));
  if (geometry)
    image.shapes.push(makeShape({ ...common, geometry, box: region ? bounds : null, area, crowd }));
  if (keypoints)
    image.shapes.push(
      makeShape({
        ...common,
        id: geometry ? `${id}/keypoints` : id,
        geometry: keypoints,
        box: bounds,
        crowd,
      }),
    );
  if (geometry || keypoints) return;
  const isTag = !('bbox' in annotation) && !('segmentation' in annotation) && !('keypoints' in annotation);
  if (!isTag) throw new Unusable('no_geometry');
  image.tags.push(makeTag(common));
}

interface Tables {
  path: string;
  images: Map<string, Target['image']>;
  categories: ReadonlyMap<string, string>;
  labels: LabelsSeen;
}

function readAll(annotations: readonly unknown[], at: string, tables: Tables, context: Context): void {
  const { images, categories, labels, path } = tables;
  for (const [index, annotation] of annotations.entries()) {
    if (index % 4096 === 0) context.goOn();
    context.shape(
      () => `${path} ${at}[${index}]`,
      () => {
        if (!isRecord(annotation)) throw new Unusable('not_an_object');
        const image = images.get(textOrNumber(annotation.image_id) ?? '');
        if (!image) throw new Unusable('unknown_image', { id: String(annotation.image_id).slice(0, 80) });
        const category = textOrNumber(annotation.category_id) ?? '';
        const known = categories.get(category);
        if (known === undefined) throw new Unusable('unknown_category', { id: category.slice(0, 80) });
        readAnnotation(annotation, textOrNumber(annotation.id) ?? `${at}[${index}]`, {
          image,
          budget: context.budget,
          label: labels.see(known),
        });
      },
    );
  }
}

function readCategories(value: Json, path: string, { notes }: Context): Map<string, string> {
  const names = new Map<string, string>();
  const categories: unknown[] = Array.isArray(value.categories) ? value.categories : [];
  for (const [index, category] of categories.entries()) {
    const place = `${path} categories[${index}]`;
    const id = isRecord(category) ? textOrNumber(category.id) : null;
    const name = isRecord(category) ? textOrNumber(category.name) : null;
    if (id === null || name === null) notes.add('not_an_object', place);
    else if (names.has(id)) notes.add('category_twice', place, { id });
    else names.set(id, name);
  }
  return names;
}

async function readImages(value: Json, path: string, context: Context): Promise<Tables['images']> {
  const found: Tables['images'] = new Map();
  for (const [index, image] of (value.images as unknown[]).entries()) {
    const place = `${path} images[${index}]`;
    const id = isRecord(image) ? textOrNumber(image.id) : null;
    const name = isRecord(image) ? (textOrNumber(image.file_name) ?? id) : null;
    if (!isRecord(image) || id === null || name === null) context.notes.add('not_an_object', place);
    else if (found.has(id)) context.notes.add('id_twice', place, { id });
    else {
      const declared = context.notes.attempt(
        () => place,
        () => declaredSize(image.width, image.height),
      );
      found.set(id, {
        name,
        size: declared ?? (await context.sizeOf(name)),
        shapes: [],
        tags: [],
        semantic: null,
      });
    }
  }
  return found;
}

/** Ids in the order of the labels; of two categories with one name that of the first. */
const idsOf = (categories: ReadonlyMap<string, string>, labels: readonly string[]): string[] => {
  const ids = new Map([...categories].reverse().map(([id, name]) => [name, id]));
  return labels.map((label) => ids.get(label) ?? '');
};

export const coco: FormatReader = {
  format: 'coco',
  choose: (documents) =>
    ofKind(documents, 'json').filter(({ value }) => isCoco(value) && value.annotations.some(isRecord)),
  chooseWeakly: (documents) => ofKind(documents, 'json').filter(({ value }) => isCoco(value)),
  read: async (own, context) => {
    const labels = createLabels();
    const images: AnnotatedImage[] = [];
    const ids: FileIds[] = [];
    for (const { path, value } of ofKind(own, 'json')) {
      if (!isCoco(value)) continue;
      const categories = readCategories(value, path, context);
      for (const name of categories.values()) labels.see(name);
      const tables: Tables = { path, images: await readImages(value, path, context), categories, labels };
      readAll(value.annotations, 'annotations', tables, context);
      images.push(...tables.images.values());
      ids.push({ labels: idsOf(categories, labels.list()), images: [...tables.images.keys()], only: false });
    }
    // Two files may give one id to different things.
    const [only] = ids;
    return { labels: labels.list(), images, ...(only && ids.length === 1 ? { ids: only } : {}) };
  },
};

const emptyImage = (name: string): Target['image'] => ({
  name,
  size: null,
  shapes: [],
  tags: [],
  semantic: null,
});

/** A bare list of what a model found: images and categories are ids, which a reference has names for. */
export const cocoResults: FormatReader = {
  format: 'coco_results',
  choose: (documents) => ofKind(documents, 'json').filter(({ value }) => isResults(value)),
  read: async (own, context) => {
    const images: Tables['images'] = new Map();
    const categories = new Map<string, string>();
    for (const { path, value } of ofKind(own, 'json')) {
      if (!isResults(value)) continue;
      for (const { image_id, category_id } of value.filter(isRecord)) {
        const [image, category] = [textOrNumber(image_id), textOrNumber(category_id)];
        if (image !== null && !images.has(image)) images.set(image, emptyImage(image));
        if (category !== null) categories.set(category, category);
      }
      readAll(value, '', { path, images, categories, labels: createLabels() }, context);
    }
    const [labels, names] = [[...categories.keys()], [...images.keys()]];
    return { labels, images: [...images.values()], ids: { labels, images: names, only: true } };
  },
};
