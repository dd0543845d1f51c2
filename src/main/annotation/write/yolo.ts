import { stringify } from 'yaml';
import type { AnnotatedImage, AnnotationSet, Shape, Size } from '../../../shared/rules/annotations.ts';
import { stemOf } from '../image-names.ts';
import { allLabels } from './coco.ts';
import {
  createLosses,
  createPaths,
  type Losses,
  safePath,
  type Written,
  type WrittenFile,
} from './writer.ts';

/** Shares with ten digits: a pixel of the largest image is a million of the last one. */
const share = (pixels: number, side: number): string => String(Number((pixels / side).toFixed(10)));

function boxLine({ geometry }: Shape, { width, height }: Size, losses: Losses): string[] | null {
  if (geometry.kind !== 'box' || geometry.rotation !== 0) {
    losses.count('kind_left_out', geometry.kind === 'box' ? 'turned box' : geometry.kind);
    return null;
  }
  const { x, y } = geometry;
  return [
    share(x + geometry.width / 2, width),
    share(y + geometry.height / 2, height),
    share(geometry.width, width),
    share(geometry.height, height),
  ];
}

/** A line has one outline: a thing of several parts has none. */
function outlineLine({ geometry }: Shape, { width, height }: Size, losses: Losses): string[] | null {
  if (geometry.kind !== 'polygon') {
    losses.count('kind_left_out', geometry.kind);
    return null;
  }
  const [part] = geometry.parts;
  if (!part || geometry.parts.length > 1) {
    losses.count('parts_left_out');
    return null;
  }
  if (part.holes.length > 0) losses.count('holes_filled');
  return Array.from(part.outline, (value, index) => share(value, index % 2 === 0 ? width : height));
}

type Line = typeof boxLine;

function writeImage(
  image: AnnotatedImage,
  line: Line,
  classes: ReadonlyMap<string, number>,
  losses: Losses,
): string | null {
  const { size, shapes, tags, semantic } = image;
  if (!size) {
    losses.count('no_size_left_out');
    return null;
  }
  if (tags.length > 0) losses.count('tags_left_out');
  if (semantic) losses.count('semantic_left_out');
  const lines = shapes.flatMap((shape) => {
    const numbers = line(shape, size, losses);
    if (!numbers) return [];
    if (Object.keys(shape.attributes).length > 0) losses.count('attributes_left_out');
    if (shape.crowd) losses.count('crowd_left_out');
    const score = shape.score === null ? [] : [String(shape.score)];
    return [[String(classes.get(shape.label)), ...numbers, ...score].join(' ')];
  });
  return lines.length > 0 ? `${lines.join('\n')}\n` : '';
}

function write(set: AnnotationSet, line: Line): Written {
  const losses = createLosses();
  const labels = allLabels(set);
  const classes = new Map(labels.map((label, index) => [label, index]));
  const isFree = createPaths();
  const files: WrittenFile[] = [];
  const images: string[] = [];
  for (const image of set.images) {
    const name = safePath(image.name);
    const path = `labels/${stemOf(name)}.txt`;
    const text = writeImage(image, line, classes, losses);
    if (text === null) continue;
    if (!isFree(path)) losses.count('name_twice');
    else {
      files.push({ path, text });
      images.push(`./images/${name}`);
    }
  }
  const description = {
    train: 'train.txt',
    val: 'train.txt',
    nc: labels.length,
    names: Object.fromEntries(labels.entries()),
  };
  return {
    files: [
      { path: 'data.yaml', text: stringify(description) },
      { path: 'train.txt', text: images.map((name) => `${name}\n`).join('') },
      ...files,
    ],
    losses: losses.list(),
  };
}

/** Boxes: a label file an image, data.yaml with the names, and the list of images. */
export const writeYolo = (set: AnnotationSet): Written => write(set, boxLine);

/** The same for outlines. */
export const writeYoloOutlines = (set: AnnotationSet): Written => write(set, outlineLine);
