import type { AnnotatedImage, Geometry, Size, Tag } from '../../../shared/rules/annotations.ts';
import type { Budget } from './budget.ts';
import { readRunLengths } from './coco.ts';
import { type Context, type FormatReader, ofKind } from './format-reader.ts';
import { type Grouped, joinGroups } from './join-groups.ts';
import { createLabels } from './labels-seen.ts';
import {
  attributesOf,
  box,
  coordinate,
  coordinates,
  declaredSize,
  ellipse,
  isRecord,
  line,
  makeShape,
  makeTag,
  points,
  polygon,
  scoreOf,
  textOrNumber,
} from './make-shape.ts';
import { Unusable } from './reading-error.ts';

type Json = Record<string, unknown>;

/** Datumaro's own JSON (open-edge-platform.github.io/datumaro, data formats). */
const isDatumaro = (value: unknown): value is Json & { items: unknown[] } =>
  isRecord(value) && Array.isArray(value.items) && isRecord(value.categories);

function labelNames({ categories }: Json): string[] {
  const label = isRecord(categories) && isRecord(categories.label) ? categories.label.labels : null;
  return Array.isArray(label)
    ? label.map((one) => (isRecord(one) ? (textOrNumber(one.name) ?? '') : ''))
    : [];
}

function readGeometry(annotation: Json, budget: Budget): Geometry {
  switch (annotation.type) {
    case 'bbox': {
      const [x = Number.NaN, y = Number.NaN, width = Number.NaN, height = Number.NaN] = coordinates(
        annotation.bbox,
      );
      const rotation = Number(attributesOf(annotation.attributes).rotation ?? 0) || 0;
      return box(x, y, coordinate(width), coordinate(height), rotation);
    }
    case 'rotated_bbox': {
      const [x = 0, y = 0, width = 0, height = 0, rotation = 0] = coordinates(
        annotation.rotated_bbox ?? annotation.bbox,
      );
      return box(x - width / 2, y - height / 2, width, height, rotation);
    }
    case 'polygon':
      return polygon(coordinates(annotation.points));
    case 'polyline':
      return line(coordinates(annotation.points));
    case 'points': {
      const { visibility } = annotation;
      const seen = Array.isArray(visibility) ? Uint8Array.from(visibility, Number) : null;
      return points(coordinates(annotation.points), seen);
    }
    case 'ellipse': {
      const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = coordinates(annotation.points);
      return ellipse((x1 + x2) / 2, (y1 + y2) / 2, Math.abs(x2 - x1) / 2, Math.abs(y2 - y1) / 2);
    }
    case 'mask':
      if (!isRecord(annotation.rle)) throw new Unusable('no_geometry');
      return { kind: 'mask', runs: readRunLengths(annotation.rle, budget) };
    default:
      throw new Unusable('shape_kind_unknown', { kind: String(annotation.type).slice(0, 40) });
  }
}

interface Target {
  id: string;
  labels: readonly string[];
  shapes: Grouped[];
  tags: Tag[];
  budget: Budget;
}

function readAnnotation(annotation: unknown, { id, labels, shapes, tags, budget }: Target): void {
  if (!isRecord(annotation)) throw new Unusable('not_an_object');
  const number = annotation.label_id ?? annotation.label;
  const label = typeof number === 'number' ? labels[number] : '';
  if (label === undefined) throw new Unusable('unknown_category', { id: String(number).slice(0, 40) });
  const attributes = attributesOf(annotation.attributes);
  const score = isRecord(annotation.attributes) ? scoreOf(annotation.attributes.score) : null;
  if (annotation.type === 'label') {
    tags.push(makeTag({ id, label, attributes, score }));
    return;
  }
  const crowd = attributes.is_crowd === 'true';
  const zOrder = Number(annotation.z_order ?? 0) || 0;
  const shape = makeShape({
    id,
    label,
    geometry: readGeometry(annotation, budget),
    attributes,
    score,
    crowd,
    zOrder,
  });
  shapes.push({ shape, group: annotation.group ? textOrNumber(annotation.group) : null });
}

/** The size stands as height and width, as arrays of numbers have it. */
async function sizeOf(item: Json, name: string, place: string, context: Context): Promise<Size | null> {
  const image = isRecord(item.image) ? item.image : {};
  const [height, width] = Array.isArray(image.size) ? image.size : [];
  const declared = context.notes.attempt(
    () => place,
    () => declaredSize(width, height),
  );
  return declared ?? (await context.sizeOf(name));
}

async function readItem(
  item: unknown,
  place: string,
  labels: readonly string[],
  context: Context,
): Promise<AnnotatedImage | null> {
  if (!isRecord(item)) {
    context.notes.add('not_an_object', place);
    return null;
  }
  const media = [item.image, item.media].find(
    (one) => isRecord(one) && typeof one.path === 'string' && one.path !== '',
  );
  const name = (isRecord(media) ? textOrNumber(media.path) : null) ?? textOrNumber(item.id) ?? place;
  const size = await sizeOf(item, name, place, context);
  const target: Target = { id: '', labels, shapes: [], tags: [], budget: context.budget };
  const annotations: unknown[] = Array.isArray(item.annotations) ? item.annotations : [];
  for (const [index, annotation] of annotations.entries()) {
    const id = `annotations[${index}]`;
    context.shape(
      () => `${place}.${id}`,
      () => readAnnotation(annotation, { ...target, id }),
    );
  }
  return { name, size, shapes: joinGroups(target.shapes), tags: target.tags, semantic: null };
}

export const datumaro: FormatReader = {
  format: 'datumaro',
  choose: (documents) => ofKind(documents, 'json').filter(({ value }) => isDatumaro(value)),
  read: async (own, context) => {
    const seen = createLabels();
    const images: AnnotatedImage[] = [];
    for (const { path, value } of ofKind(own, 'json')) {
      if (!isDatumaro(value)) continue;
      const labels = labelNames(value);
      for (const label of labels) seen.see(label);
      for (const [index, item] of value.items.entries()) {
        context.goOn();
        const image = await readItem(item, `${path} items[${index}]`, labels, context);
        if (image) images.push(image);
      }
    }
    return { labels: seen.list(), images };
  },
};
