import type { AnnotatedImage, Geometry, RunLengths, Size, Tag } from '../../../shared/rules/annotations.ts';
import type { Budget } from './budget.ts';
import { type Context, type DocumentOf, type FormatReader, ofKind } from './format-reader.ts';
import { type Grouped, joinGroups } from './join-groups.ts';
import { createLabels, type LabelsSeen } from './labels-seen.ts';
import {
  box,
  coordinate,
  declaredSize,
  ellipse,
  flag,
  line,
  makeShape,
  makeTag,
  points,
  polygon,
} from './make-shape.ts';
import { createRowRuns } from './mask-runs.ts';
import { childOf, childrenOf, textOf, type XmlElement } from './parse-xml.ts';
import { Unusable } from './reading-error.ts';

/** CVAT for images 1.1 (docs.cvat.ai/docs/manual/advanced/xml_format). The one for video has tracks. */
const isCvat = (root: XmlElement): boolean =>
  root.name === 'annotations' &&
  childOf(root, 'track') === null &&
  (childOf(root, 'image') !== null || childOf(root, 'meta') !== null);

const number = (element: XmlElement, name: string): number => coordinate(element.attributes[name]);

/** `x,y;x,y` … */
function readPoints(element: XmlElement): Float64Array {
  const text = element.attributes.points ?? '';
  const numbers: number[] = [];
  for (let at = 0; at < text.length; ) {
    const semicolon = text.indexOf(';', at);
    const end = semicolon === -1 ? text.length : semicolon;
    const comma = text.indexOf(',', at);
    if (comma === -1 || comma > end)
      throw new Unusable('not_a_number', { value: text.slice(at, end).slice(0, 40) });
    numbers.push(coordinate(text.slice(at, comma)), coordinate(text.slice(comma + 1, end)));
    at = end + 1;
  }
  return Float64Array.from(numbers);
}

/** Runs row by row inside of left, top, width and height, the first of background. */
function readMask(element: XmlElement, image: Size | null, budget: Budget): RunLengths {
  const [left, top, width, height] = ['left', 'top', 'width', 'height'].map((name) => number(element, name));
  if (left === undefined || top === undefined || width === undefined || height === undefined || !image)
    throw new Unusable('no_geometry');
  const isInside =
    left >= 0 &&
    top >= 0 &&
    width > 0 &&
    height > 0 &&
    left + width <= image.width &&
    top + height <= image.height;
  if (!isInside || ![left, top, width, height].every(Number.isInteger)) throw new Unusable('mask_outside');
  const total = width * height;
  const runs = createRowRuns(image, { left, top, width }, budget);
  let at = 0;
  for (const [index, text] of (element.attributes.rle ?? '').split(',').entries()) {
    const count = Number(text);
    if (!Number.isInteger(count) || count < 0 || at + count > total)
      throw new Unusable('run_lengths_damaged');
    if (index % 2 === 1) runs.add(at, at + count);
    at += count;
  }
  if (at !== total) throw new Unusable('run_lengths_damaged');
  return runs.finish();
}

/** Points of a skeleton in their order; 0 for one outside, 1 for a hidden one. */
function readSkeleton(element: XmlElement): Geometry {
  const joints = childrenOf(element, 'points');
  const seen = joints.map(({ attributes }) =>
    attributes.outside === '1' ? 0 : attributes.occluded === '1' ? 1 : 2,
  );
  return points(
    Float64Array.from(joints.flatMap((joint) => [...readPoints(joint).slice(0, 2)])),
    Uint8Array.from(seen),
  );
}

function readGeometry(element: XmlElement, image: Size | null, budget: Budget): Geometry {
  const rotation = element.attributes.rotation === undefined ? 0 : number(element, 'rotation');
  switch (element.name) {
    case 'box': {
      const [left, top] = [number(element, 'xtl'), number(element, 'ytl')];
      return box(left, top, number(element, 'xbr') - left, number(element, 'ybr') - top, rotation);
    }
    case 'polygon':
      return polygon(readPoints(element));
    case 'polyline':
      return line(readPoints(element));
    case 'points':
      return points(readPoints(element));
    case 'ellipse':
      return ellipse(
        number(element, 'cx'),
        number(element, 'cy'),
        number(element, 'rx'),
        number(element, 'ry'),
        rotation,
      );
    case 'mask':
      return { kind: 'mask', runs: readMask(element, image, budget) };
    case 'skeleton':
      return readSkeleton(element);
    default:
      throw new Unusable('shape_kind_unknown', { kind: element.name.slice(0, 40) });
  }
}

function readAttributes(element: XmlElement): Record<string, string> {
  const { occluded } = element.attributes;
  return Object.fromEntries([
    ...(occluded === undefined ? [] : [['occluded', flag(occluded)]]),
    ...childrenOf(element, 'attribute').map(({ attributes, text }) => [attributes.name ?? '', text]),
  ]);
}

function readImage(element: XmlElement, name: string, known: Known): AnnotatedImage {
  const { path, size, labels, context } = known;
  const shapes: Grouped[] = [];
  const tags: Tag[] = [];
  for (const [index, child] of element.children.entries())
    context.shape(
      () => `${path}:${child.line}`,
      () => {
        if (child.attributes.label === undefined) throw new Unusable('label_missing');
        const label = labels.see(child.attributes.label);
        const common = { id: `${child.name}[${index}]`, label, attributes: readAttributes(child) };
        if (child.name === 'tag') return tags.push(makeTag(common));
        const zOrder = Number(child.attributes.z_order ?? 0) || 0;
        const group = child.attributes.group_id ?? '0';
        const shape = makeShape({ ...common, geometry: readGeometry(child, size, context.budget), zOrder });
        return shapes.push({ shape, group: group === '0' ? null : group });
      },
    );
  return { name, size, shapes: joinGroups(shapes), tags, semantic: null };
}

interface Known {
  path: string;
  size: Size | null;
  labels: LabelsSeen;
  context: Context;
}

/** Labels of the project, or of its tasks; joints of a skeleton are none. */
function declaredLabels(meta: XmlElement | null): string[] {
  if (!meta) return [];
  const holders = meta.name === 'labels' ? childrenOf(meta, 'label') : meta.children.flatMap(declaredOf);
  return holders.flatMap((label) => (childOf(label, 'parent') ? [] : (textOf(label, 'name') ?? [])));
}

function declaredOf(element: XmlElement): XmlElement[] {
  if (element.name === 'labels') return childrenOf(element, 'label');
  return ['project', 'task', 'job', 'tasks'].includes(element.name)
    ? element.children.flatMap(declaredOf)
    : [];
}

/** A project has images of one name in several subsets, each in a folder of its own. */
function nameImages(images: readonly XmlElement[]): string[] {
  const plain = images.map(({ attributes }) => attributes.name ?? attributes.id ?? '');
  const counts = new Map<string, number>();
  for (const name of plain) counts.set(name, (counts.get(name) ?? 0) + 1);
  return plain.map((name, index) => {
    const subset = images[index]?.attributes.subset;
    return subset && (counts.get(name) ?? 0) > 1 ? `${subset}/${name}` : name;
  });
}

async function readFile(
  { path, root }: DocumentOf<'xml'>,
  labels: LabelsSeen,
  context: Context,
): Promise<AnnotatedImage[]> {
  for (const label of declaredLabels(childOf(root, 'meta'))) labels.see(label);
  const elements = childrenOf(root, 'image');
  const names = nameImages(elements);
  const images: AnnotatedImage[] = [];
  for (const [index, element] of elements.entries()) {
    context.goOn();
    const name = names[index] ?? '';
    const declared = context.notes.attempt(
      () => `${path}:${element.line}`,
      () => declaredSize(element.attributes.width, element.attributes.height),
    );
    const size = declared ?? (await context.sizeOf(name));
    images.push(readImage(element, name, { path, size, labels, context }));
  }
  return images;
}

export const cvat: FormatReader = {
  format: 'cvat',
  choose: (documents) => ofKind(documents, 'xml').filter(({ root }) => isCvat(root)),
  read: async (own, context) => {
    const labels = createLabels();
    const images: AnnotatedImage[] = [];
    for (const document of ofKind(own, 'xml')) images.push(...(await readFile(document, labels, context)));
    return { labels: labels.list(), images };
  },
};
