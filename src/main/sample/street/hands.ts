import type { AnnotatedImage, AnnotationSet, Shape } from '../../../shared/rules/annotations.ts';
import { createRandom, type Random } from '../random.ts';
import type { Format } from './formats.ts';
import { boxShape, imageOf, setOf } from './reference.ts';
import { type Box, frame, type StreetLabel, visibleBox } from './scene.ts';

/** How somebody draws boxes. Shares are 0 to 1, lengths pixels. */
export interface Hand {
  format: Format;
  /** Every edge is off by up to so much, in or out. */
  wobble: number;
  /** Boxes are too large (or, below 0, too small) by so much at the left and top, half of it at the others. */
  loose: number;
  /** Of all things, and of small and distant ones, how many are passed over. */
  misses: number;
  missesSmall: number;
  /** What is taken for something else: in this share of the cases. */
  confuses: readonly (readonly [from: StreetLabel, to: StreetLabel, share: number])[];
  /** How labels are written where not as the guidelines say. */
  spells: Partial<Record<StreetLabel, string>>;
  /** Things that are marked twice. */
  twice: number;
  /** Boxes where nothing is, in each picture: posters, shop signs, trees. */
  invents: number;
  /** People who walk together are put into one box. */
  joins: boolean;
  /** Boxes at the border reach out of the picture. */
  outside: boolean;
  /** Pictures at the end that were not reached. */
  leaves: number;
  /** What images are called in place of `.webp`. */
  ending: string | null;
  /** The file ends in the middle. */
  cutOff: boolean;
}

const usual: Hand = {
  ...{ format: 'coco', wobble: 2, loose: 0, misses: 0.02, missesSmall: 0.08, confuses: [], spells: {} },
  ...{ twice: 0, invents: 0, joins: false, outside: false, leaves: 0, ending: null, cutOff: false },
};

const hand = (own: Partial<Hand>): Hand => ({ ...usual, ...own });

/** Twenty-five learners, as they are: most did well, some have one habit to lose, three have a long way to go. */
export const hands: readonly Hand[] = [
  hand({ format: 'coco', wobble: 1 }),
  hand({ format: 'yolo', missesSmall: 0.2 }),
  hand({ format: 'cvat', loose: 9 }),
  hand({ format: 'voc', confuses: [['bus', 'car', 0.8]], ending: 'jpg' }),
  hand({ format: 'label_studio', wobble: 3, missesSmall: 0.35 }),
  hand({ format: 'via_json', spells: { person: 'persone', bicycle: 'bycicle' } }),
  hand({ format: 'coco', wobble: 2, misses: 0, missesSmall: 0 }),
  hand({ format: 'labelme', loose: -5, invents: 0.4 }),
  hand({ format: 'cvat', wobble: 1, misses: 0, missesSmall: 0.04 }),
  hand({ format: 'yolo', loose: 12, missesSmall: 0.6, invents: 1.6, confuses: [['pole', 'sign', 0.5]] }),
  hand({ format: 'datumaro', misses: 0.05, joins: true }),
  hand({ format: 'label_studio', confuses: [['pole', 'sign', 0.35]] }),
  hand({ format: 'voc', wobble: 4, missesSmall: 0.25 }),
  hand({ format: 'coco', twice: 0.12 }),
  hand({ format: 'open_images', wobble: 2, missesSmall: 0.15, outside: true }),
  hand({ format: 'cvat', loose: 6, misses: 0.06, spells: { sign: 'road sign' } }),
  hand({ format: 'yolo', wobble: 1, misses: 0.01 }),
  hand({ format: 'via_csv', wobble: 5, misses: 0.1, missesSmall: 0.3 }),
  hand({ format: 'label_studio', leaves: 9, wobble: 3 }),
  hand({ format: 'labelme', wobble: 2, outside: true, missesSmall: 0.12 }),
  hand({ format: 'coco', cutOff: true }),
  hand({ format: 'voc', wobble: 6, misses: 0.28, missesSmall: 0.75, joins: true }),
  hand({ format: 'via_json', wobble: 2, invents: 0.6, missesSmall: 0.1 }),
  hand({ format: 'cvat', spells: { car: 'Car', bus: 'Bus', person: 'Person' }, wobble: 2 }),
  hand({ format: 'yolo', wobble: 2, confuses: [['bicycle', 'person', 0.5]], missesSmall: 0.1 }),
];

/** Less than so many pixels is what beginners overlook. */
const small = 3600;

const boxOf = ({ geometry }: Shape): Box =>
  geometry.kind === 'box' ? geometry : { x: 0, y: 0, width: 0, height: 0 };

function drawBox(random: Random, { x, y, width, height }: Box, { wobble, loose, outside }: Hand): Box {
  // Nobody is off by more than a part of a thin thing.
  const limit = (pixels: number, side: number): number =>
    Math.sign(pixels) * Math.min(Math.abs(pixels), side * 0.3);
  const off = (side: number): number => limit((random.share() * 2 - 1) * wobble, side * 0.5);
  const [left, right] = [limit(loose, width) + off(width), limit(loose / 2, width) + off(width)];
  const [top, bottom] = [limit(loose, height) + off(height), limit(loose / 2, height) + off(height)];
  const round = (value: number): number => Math.round(value * 10) / 10;
  const drawn = {
    ...{ x: round(x - left), y: round(y - top) },
    ...{ width: round(width + left + right), height: round(height + top + bottom) },
  };
  const atBorder = x === 0 || x + width === frame.width;
  if (!outside || !atBorder) return visibleBox(drawn);
  return { ...drawn, x: x === 0 ? -8.5 : drawn.x, width: drawn.width + 8.5 };
}

function confuse(random: Random, label: string, confuses: Hand['confuses']): string {
  const found = confuses.find(([from, , share]) => from === label && random.share() < share);
  return found?.[1] ?? label;
}

/** Where a poster, an awning or a tree is taken for something. */
function invent(random: Random): [StreetLabel, Box] {
  const [x, y] = [random.below(frame.width - 80), 330 + random.below(40)];
  return random.below(2) === 0
    ? ['person', { x, y, width: 24, height: 38 }]
    : ['sign', { x, y: y - 40, width: 46, height: 20 }];
}

/** People side by side, the second of them in the box of the first. */
function joinPeople(shapes: readonly Shape[]): Shape[] {
  const joined: Shape[] = [];
  for (const shape of shapes) {
    const before = joined.at(-1);
    const [one, other] = [before && boxOf(before), boxOf(shape)];
    const near = one !== undefined && Math.abs(one.x - other.x) < 70 && Math.abs(one.y - other.y) < 24;
    if (before?.label !== 'person' || shape.label !== 'person' || !near) {
      joined.push(shape);
      continue;
    }
    const [x, y] = [Math.min(one.x, other.x), Math.min(one.y, other.y)];
    const width = Math.max(one.x + one.width, other.x + other.width) - x;
    const height = Math.max(one.y + one.height, other.y + other.height) - y;
    joined[joined.length - 1] = boxShape(before.id, 'person', { x, y, width, height });
  }
  return joined;
}

function drawImage({ name, shapes }: AnnotatedImage, own: Hand, random: Random): AnnotatedImage {
  const seen = shapes.filter((shape) => {
    const { width, height } = boxOf(shape);
    return random.share() >= (width * height < small ? own.missesSmall : own.misses);
  });
  const marked = (own.joins ? joinPeople(seen) : seen).flatMap((shape): [string, Box][] => {
    const label = confuse(random, shape.label, own.confuses);
    const once: [string, Box] = [label, drawBox(random, boxOf(shape), own)];
    return random.share() < own.twice ? [once, [label, drawBox(random, boxOf(shape), own)]] : [once];
  });
  for (let left = own.invents; random.share() < left; left -= 1) marked.push(invent(random));
  return imageOf(
    own.ending ? name.replace(/\.\w+$/, `.${own.ending}`) : name,
    marked.map(([label, box], index) =>
      boxShape(String(index + 1), own.spells[label as StreetLabel] ?? label, box),
    ),
  );
}

/** What somebody with such a hand draws where the reference is what is there; the same for the same seed. */
export function drawByHand(reference: AnnotationSet, own: Hand, seed: number): AnnotationSet {
  const random = createRandom(seed * 6007 + 3);
  const reached = reference.images.slice(0, Math.max(1, reference.images.length - own.leaves));
  const images = reached.map((image) => drawImage(image, own, random));
  const labels = reference.labels.map((label) => own.spells[label as StreetLabel] ?? label);
  return setOf(images, labels);
}
