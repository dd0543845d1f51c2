import type { AnnotatedImage, Geometry, Shape, Size } from '../../../shared/rules/annotations.ts';
import { baseName, stemOf } from '../image-names.ts';
import { type Context, type DocumentOf, type FormatReader, ofKind } from './format-reader.ts';
import { readLabelMap } from './label-map.ts';
import { createLabels, type LabelsSeen } from './labels-seen.ts';
import { box, boxBetween, coordinate, declaredSize, flag, makeShape, polygon } from './make-shape.ts';
import { childOf, childrenOf, textOf, type XmlElement } from './parse-xml.ts';
import { Unusable } from './reading-error.ts';

/** Pascal VOC (VOC2012 development kit, 8.2), and the same as ImageNet, LabelImg and others write it. */
const isVoc = (root: XmlElement): boolean =>
  root.name === 'annotation' &&
  childOf(root, 'imagesize') === null &&
  childrenOf(root, 'object').every((object) => childOf(object, 'pt') === null && !childOf(object, 'segm')) &&
  (childOf(root, 'size') !== null || childOf(root, 'object') !== null) &&
  !childrenOf(root, 'object').some((object) =>
    childOf(object, 'polygon')?.children.some(({ name }) => name === 'pt'),
  );

const flags = ['difficult', 'truncated', 'occluded'] as const;

function readAttributes(object: XmlElement): Record<string, string> {
  const pose = textOf(object, 'pose');
  const told = flags.flatMap((name): [string, string][] => {
    const value = textOf(object, name);
    return value === null ? [] : [[name, flag(value)]];
  });
  const actions = childOf(object, 'actions')?.children ?? [];
  const own = childrenOf(childOf(object, 'attributes') ?? object, 'attribute');
  return Object.fromEntries([
    ...(pose === null || pose === 'Unspecified' ? [] : [['pose', pose]]),
    ...told,
    ...actions.map(({ name, text }) => [name, flag(text)]),
    ...own.map((attribute) => [textOf(attribute, 'name') ?? '', textOf(attribute, 'value') ?? '']),
  ]);
}

/** Corners as written; counted from 1 they are those of the first and the last pixel of the box. */
function readBounds(bounds: XmlElement, fromOne: boolean): Geometry {
  const [x1, y1, x2, y2] = ['xmin', 'ymin', 'xmax', 'ymax'].map((name) => coordinate(textOf(bounds, name)));
  if (x1 === undefined || y1 === undefined || x2 === undefined || y2 === undefined)
    throw new Unusable('no_geometry');
  const less = fromOne ? 1 : 0;
  return boxBetween(x1 - less, y1 - less, x2, y2);
}

/** roLabelImg: center, sides and an angle in radians. */
function readTurned(bounds: XmlElement): Geometry {
  const [x = 0, y = 0, width = 0, height = 0, angle = 0] = ['cx', 'cy', 'w', 'h', 'angle'].map((name) =>
    coordinate(textOf(bounds, name)),
  );
  return box(x - width / 2, y - height / 2, width, height, (angle * 180) / Math.PI);
}

/** Roboflow: x1, y1, x2, y2 … */
function readPolygon(outline: XmlElement): Geometry {
  const numbers: number[] = [];
  for (let index = 1; childOf(outline, `x${index}`); index += 1)
    numbers.push(coordinate(textOf(outline, `x${index}`)), coordinate(textOf(outline, `y${index}`)));
  return polygon(Float64Array.from(numbers));
}

function readGeometry(object: XmlElement, fromOne: boolean): Geometry {
  const [outline, turned, bounds] = ['polygon', 'robndbox', 'bndbox'].map((name) => childOf(object, name));
  if (outline) return readPolygon(outline);
  if (turned) return readTurned(turned);
  if (bounds) return readBounds(bounds, fromOne);
  throw new Unusable('no_geometry');
}

function readObject(object: XmlElement, id: string, labels: LabelsSeen, context: Context): Shape {
  const label = textOf(object, 'name');
  if (label === null) throw new Unusable('label_missing');
  const geometry = readGeometry(object, context.options.vocFromOne ?? false);
  return makeShape({ id, label: labels.see(label), geometry, attributes: readAttributes(object) });
}

async function readImage(
  { path, root }: DocumentOf<'xml'>,
  labels: LabelsSeen,
  context: Context,
): Promise<AnnotatedImage> {
  const name = textOf(root, 'filename') ?? stemOf(baseName(path));
  const size = childOf(root, 'size');
  const declared = context.notes.attempt(
    () => `${path}:${(size ?? root).line}`,
    () => (size ? declaredSize(textOf(size, 'width'), textOf(size, 'height')) : null),
  );
  const shapes: Shape[] = [];
  const add = (object: XmlElement, id: string): void => {
    const shape = context.shape(
      () => `${path}:${object.line}`,
      () => readObject(object, id, labels, context),
    );
    if (shape) shapes.push(shape);
  };
  for (const [index, object] of childrenOf(root, 'object').entries()) {
    add(object, `object[${index}]`);
    for (const [place, part] of childrenOf(object, 'part').entries())
      add(part, `object[${index}].part[${place}]`);
  }
  return { name, size: declared ?? (await context.sizeOf(name)), shapes, tags: [], semantic: null };
}

/** Counted from 1 no box begins at 0, and boxes at the right or lower edge end at the very width or height. */
function perhapsFromOne(images: readonly AnnotatedImage[]): boolean {
  let atEnd = 0;
  for (const { size, shapes } of images)
    for (const { geometry } of shapes) {
      if (geometry.kind !== 'box' || !size) continue;
      if (geometry.x < 1 || geometry.y < 1) return false;
      if (endsAtEdge(geometry, size)) atEnd += 1;
    }
  return atEnd > 0;
}

const endsAtEdge = (one: Geometry & { kind: 'box' }, size: Size): boolean =>
  one.x + one.width === size.width || one.y + one.height === size.height;

export const voc: FormatReader = {
  format: 'voc',
  choose: (documents) => ofKind(documents, 'xml').filter(({ root }) => isVoc(root)),
  read: async (own, context) => {
    const declared = ofKind(context.documents, 'text').flatMap(({ text }) => readLabelMap(text) ?? []);
    const labels = createLabels(declared.map(({ label }) => label));
    const images: AnnotatedImage[] = [];
    for (const document of ofKind(own, 'xml')) {
      context.goOn();
      images.push(await readImage(document, labels, context));
    }
    const [first] = own;
    if (first && !context.options.vocFromOne && perhapsFromOne(images))
      context.notes.add('perhaps_one_based', first.path);
    return { labels: labels.list(), images };
  },
};
