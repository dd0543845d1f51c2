import type { AnnotatedImage, Shape } from '../../../shared/rules/annotations.ts';
import { folderOf, stemOf } from '../image-names.ts';
import { type AnnotationWriter, createLosses, createPaths, type Losses, safePath } from './writer.ts';
import { xmlElement, xmlLeaf } from './xml-text.ts';

const flags = ['truncated', 'difficult', 'occluded'];
const isFlag = (name: string, value: string): boolean =>
  flags.includes(name) && /^(?:true|false)$/.test(value);

function writeAttributes(attributes: Readonly<Record<string, string>>): string[] {
  const all = Object.entries(attributes);
  const own = all
    .filter(([name, value]) => isFlag(name, value))
    .map(([name, value]) => xmlLeaf(name, value === 'true' ? 1 : 0));
  const pose = all.flatMap(([name, value]) =>
    name === 'pose' && value !== '' ? [xmlLeaf('pose', value)] : [],
  );
  const others = all
    .filter(([name, value]) => !isFlag(name, value) && name !== 'pose')
    .map(([name, value]) => xmlElement('attribute', {}, [xmlLeaf('name', name), xmlLeaf('value', value)]));
  return [...pose, ...own, ...(others.length > 0 ? [xmlElement('attributes', {}, others)] : [])];
}

function writeObject(shape: Shape, losses: Losses): string[] {
  const { geometry, label, attributes } = shape;
  if (geometry.kind !== 'box') {
    losses.count('kind_left_out', geometry.kind);
    return [];
  }
  if (shape.score !== null) losses.count('scores_left_out');
  if (shape.crowd) losses.count('crowd_left_out');
  const { x, y, width, height, rotation } = geometry;
  const corners = [
    xmlLeaf('xmin', x),
    xmlLeaf('ymin', y),
    xmlLeaf('xmax', x + width),
    xmlLeaf('ymax', y + height),
  ];
  // As roLabelImg has them.
  const turned = [
    xmlLeaf('cx', x + width / 2),
    xmlLeaf('cy', y + height / 2),
    xmlLeaf('w', width),
    xmlLeaf('h', height),
    xmlLeaf('angle', (rotation * Math.PI) / 180),
  ];
  const bounds = rotation === 0 ? xmlElement('bndbox', {}, corners) : xmlElement('robndbox', {}, turned);
  return [xmlElement('object', {}, [xmlLeaf('name', label), ...writeAttributes(attributes), bounds])];
}

function writeImage(image: AnnotatedImage, losses: Losses): string {
  const { name, size, shapes, tags, semantic } = image;
  if (tags.length > 0) losses.count('tags_left_out');
  if (semantic) losses.count('semantic_left_out');
  const sides = [
    xmlLeaf('width', size?.width ?? 0),
    xmlLeaf('height', size?.height ?? 0),
    xmlLeaf('depth', 3),
  ];
  const objects = shapes.flatMap((shape) => writeObject(shape, losses));
  return `${xmlElement('annotation', {}, [
    xmlLeaf('folder', folderOf(name)),
    xmlLeaf('filename', name),
    xmlElement('size', {}, sides),
    xmlLeaf('segmented', 0),
    ...objects,
  ])}\n`;
}

/** Boxes, an XML an image, in the pixels that the set has: not counted from 1. */
export const writeVoc: AnnotationWriter = (set) => {
  const losses = createLosses();
  const isFree = createPaths();
  const files = set.images.flatMap((image) => {
    const path = `Annotations/${stemOf(safePath(image.name))}.xml`;
    if (isFree(path)) return [{ path, text: writeImage(image, losses) }];
    losses.count('name_twice');
    return [];
  });
  return { files, losses: losses.list() };
};
