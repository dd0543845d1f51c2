import type {
  AnnotatedImage,
  Geometry,
  RunLengths,
  Shape,
  Size,
  Tag,
} from '../../../shared/rules/annotations.ts';
import { runsOfBitmap } from '../run-lengths.ts';
import { decodePng } from './decode-png.ts';
import { type Context, type DocumentOf, type FormatReader, ofKind } from './format-reader.ts';
import { type Grouped, joinGroups } from './join-groups.ts';
import { createLabels, type LabelsSeen } from './labels-seen.ts';
import {
  attributesOf,
  boxBetween,
  boxOfCorners,
  declaredSize,
  ellipse,
  enoughPoints,
  isRecord,
  line,
  makeShape,
  makeTag,
  pairs,
  points,
  polygon,
  textOrNumber,
} from './make-shape.ts';
import { ReadingError, Unusable } from './reading-error.ts';

type Json = Record<string, unknown>;

/** LabelMe's JSON, one file an image (github.com/wkentaro/labelme), and what X-AnyLabeling adds to it. */
const isLabelMe = (value: unknown): value is Json & { shapes: unknown[] } =>
  isRecord(value) &&
  Array.isArray(value.shapes) &&
  ('imagePath' in value || 'imageHeight' in value || 'flags' in value);

/** A PNG of the box between two corners, both pixels of them included. */
function readMask(mask: unknown, corners: Float64Array, image: Size | null): RunLengths {
  if (typeof mask !== 'string' || !image) throw new Unusable('no_geometry');
  try {
    const { width, height, values } = decodePng(Buffer.from(mask, 'base64'), '');
    const [left, top] = [Math.round(corners[0] ?? -1), Math.round(corners[1] ?? -1)];
    if (left < 0 || top < 0 || left + width > image.width || top + height > image.height)
      throw new Unusable('mask_outside');
    return runsOfBitmap(
      { left, top, width, height, pixels: Uint8Array.from(values, (one) => (one === 0 ? 0 : 1)) },
      image,
    );
  } catch (error) {
    if (error instanceof ReadingError) throw new Unusable('damaged_image');
    throw error;
  }
}

function readGeometry(shape: Json, size: Size | null): Geometry {
  const corners = pairs(shape.points);
  // Before version 3.11 a shape had no kind: it was a polygon.
  const kind = String(shape.shape_type ?? 'polygon');
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = corners;
  switch (kind) {
    case 'rectangle':
      // Two opposite corners; newer files have all four.
      if (corners.length === 8) return boxBetween(x1, y1, corners[4] ?? 0, corners[5] ?? 0);
      enoughPoints(corners, 2);
      return boxBetween(x1, y1, x2, y2);
    case 'rotation':
      return boxOfCorners(corners) ?? polygon(corners);
    case 'polygon':
      return polygon(corners);
    case 'circle':
      enoughPoints(corners, 2);
      return ellipse(x1, y1, Math.hypot(x2 - x1, y2 - y1), Math.hypot(x2 - x1, y2 - y1));
    case 'point':
    case 'points':
      return points(corners);
    case 'line':
    case 'linestrip':
      return line(corners);
    case 'mask':
      return { kind: 'mask', runs: readMask(shape.mask, corners, size) };
    default:
      throw new Unusable('shape_kind_unknown', { kind: kind.slice(0, 40) });
  }
}

function readShape(shape: unknown, id: string, size: Size | null, labels: LabelsSeen): Shape {
  if (!isRecord(shape)) throw new Unusable('not_an_object');
  const label = textOrNumber(shape.label);
  if (label === null) throw new Unusable('label_missing');
  const geometry = readGeometry(shape, size);
  const description =
    typeof shape.description === 'string' && shape.description !== ''
      ? { description: shape.description }
      : {};
  const attributes = { ...attributesOf(shape.flags), ...attributesOf(shape.attributes), ...description };
  return makeShape({ id, label: labels.see(label), geometry, attributes });
}

/** Flags of the image that are set. */
const readTags = (flags: unknown, labels: LabelsSeen): Tag[] =>
  isRecord(flags)
    ? Object.entries(flags).flatMap(([name, set]) =>
        set === true ? [makeTag({ id: `flags.${name}`, label: labels.see(name) })] : [],
      )
    : [];

async function readImage(
  { path, value }: DocumentOf<'json'>,
  labels: LabelsSeen,
  context: Context,
): Promise<AnnotatedImage> {
  const file = isLabelMe(value) ? value : { shapes: [] };
  const name = textOrNumber(file.imagePath) ?? path.replace(/\.json$/i, '');
  const declared = context.notes.attempt(
    () => `${path} imageWidth`,
    () => declaredSize(file.imageWidth, file.imageHeight),
  );
  const size = declared ?? (await context.sizeOf(name));
  const shapes: Grouped[] = [];
  for (const [index, one] of file.shapes.entries()) {
    const place = `shapes[${index}]`;
    const shape = context.shape(
      () => `${path} ${place}`,
      () => readShape(one, place, size, labels),
    );
    if (shape) shapes.push({ shape, group: isRecord(one) ? textOrNumber(one.group_id) : null });
  }
  return { name, size, shapes: joinGroups(shapes), tags: readTags(file.flags, labels), semantic: null };
}

export const labelme: FormatReader = {
  format: 'labelme',
  choose: (documents) => ofKind(documents, 'json').filter(({ value }) => isLabelMe(value)),
  read: async (own, context) => {
    const labels = createLabels();
    const images: AnnotatedImage[] = [];
    for (const document of ofKind(own, 'json')) {
      context.goOn();
      images.push(await readImage(document, labels, context));
    }
    return { labels: labels.list(), images };
  },
};
