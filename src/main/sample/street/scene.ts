import { createRandom, type Random } from '../random.ts';

/** Size of a drawn picture, pixels. */
export const frame = { width: 1280, height: 720 };

export const streetLabels = ['car', 'bus', 'person', 'bicycle', 'pole', 'sign'] as const;
export type StreetLabel = (typeof streetLabels)[number];

/** A rectangle of whole pixels. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Something on the street that is to be found. What is drawn of it fills its box to every edge. */
export interface Thing {
  label: StreetLabel;
  /** May reach beyond the frame. */
  box: Box;
  /** The lower edge of what stands behind is further up: drawn in this order. */
  depth: number;
  /** Which one of the drawings of its kind. */
  look: number;
  /** Which of its colors. */
  color: number;
  /** Looks to the left. */
  flipped: boolean;
}

export interface Scene {
  /** File name of its picture. */
  name: string;
  number: number;
  /** From back to front. */
  things: Thing[];
  /** Heights at which the parts of the street begin, pixels. */
  lines: { walk: number; road: number; middle: number; near: number };
}

/** What a box shows within the frame. */
export function visibleBox({ x, y, width, height }: Box): Box {
  const [left, top] = [Math.max(0, x), Math.max(0, y)];
  const [right, bottom] = [Math.min(frame.width, x + width), Math.min(frame.height, y + height)];
  return { x: left, y: top, width: Math.max(0, right - left), height: Math.max(0, bottom - top) };
}

/** Whole numbers from `least` to `most`. */
const between = (random: Random, least: number, most: number): number =>
  least + random.below(most - least + 1);

/** Along the street, from one edge to the other, with gaps between. */
function* along(random: Random, least: number, most: number): Generator<number> {
  let x = between(random, -120, 160);
  while (x < frame.width) {
    yield x;
    x += between(random, least, most);
  }
}

function placeThings(random: Random, { walk, middle, near }: Scene['lines']): Thing[] {
  const things: Thing[] = [];
  const stand = (
    label: StreetLabel,
    x: number,
    foot: number,
    width: number,
    height: number,
    look = 0,
    depth = foot,
  ): void => {
    things.push({
      ...{ label, look, depth, color: random.below(8), flipped: random.below(2) === 0 },
      box: { x: Math.round(x), y: foot - height, width, height },
    });
  };
  /** A plate on its post: two things, the post ends where the plate begins. */
  const signpost = (x: number, foot: number, scale: number): void => {
    const [plate, post] = [Math.round(34 * scale), Math.round(112 * scale)];
    const thick = Math.max(6, Math.round(6 * scale));
    stand('pole', x - thick / 2, foot, thick, post, 1);
    stand('sign', x - plate / 2, foot - post, plate, plate, random.below(4), foot);
  };
  const walker = (x: number, foot: number, tall: number): void => {
    stand('person', x, foot, Math.round(tall * (0.36 + random.share() * 0.08)), tall, random.below(4));
  };

  for (const x of along(random, 330, 460)) stand('pole', x + 40, walk + 12, 52, between(random, 262, 290), 0);
  for (let count = between(random, 1, 3); count > 0; count--)
    signpost(between(random, 60, frame.width - 60), walk + 26, 1 + random.share() * 0.2);
  for (const x of along(random, 170, 420)) {
    const tall = random.below(5) === 0 ? between(random, 62, 76) : between(random, 98, 118);
    walker(x + 20, walk + between(random, 16, 30), tall);
    if (random.below(3) === 0) walker(x + 62, walk + between(random, 16, 30), between(random, 96, 112));
  }
  if (random.below(2) === 0) stand('bicycle', between(random, 40, 1180), walk + 32, 92, 56, 0);
  for (const x of along(random, 350, 620)) {
    const kind = random.below(10);
    const foot = middle - between(random, 10, 16);
    if (kind < 2) stand('bus', x, foot, between(random, 372, 410), between(random, 142, 154), 0);
    else if (kind === 2) {
      stand('bicycle', x + 10, foot, 104, 64, 0);
      stand('person', x + 34, foot - 10, 50, 108, 4);
    } else stand('car', x, foot, between(random, 178, 214), between(random, 64, 82), random.below(3));
  }
  if (random.below(3) > 0)
    for (const x of along(random, 560, 900))
      stand(
        'car',
        x + between(random, 0, 120),
        near - 8,
        between(random, 262, 306),
        between(random, 92, 116),
        random.below(3),
      );
  if (random.below(2) === 0) signpost(between(random, 80, 1200), near + 34, 1.9);
  if (random.below(3) === 0)
    stand('pole', between(random, 60, 1160), near + 40, 84, between(random, 470, 520), 0);
  for (let count = random.below(3); count > 0; count--)
    walker(between(random, 30, 1180), near + between(random, 40, 66), between(random, 172, 206));
  return things.sort((a, b) => a.depth - b.depth);
}

/** The share of a thing that nothing in front of it hides, and that lies within the frame. */
function seen({ box }: Thing, front: readonly Thing[]): number {
  const steps = 12;
  let count = 0;
  for (let row = 0; row < steps; row++)
    for (let column = 0; column < steps; column++) {
      const x = box.x + ((column + 0.5) / steps) * box.width;
      const y = box.y + ((row + 0.5) / steps) * box.height;
      const isIn = ({ box: one }: { box: Box }): boolean =>
        x >= one.x && x < one.x + one.width && y >= one.y && y < one.y + one.height;
      if (isIn({ box: { x: 0, y: 0, ...frame } }) && !front.some(isIn)) count += 1;
    }
  return count / steps ** 2;
}

/** Guidelines ask for what is seen to a good part; the rest does not come into the picture at all. */
const leastSeen = 0.45;

/** One picture of a street: the same for the same number. */
export function makeScene(number: number): Scene {
  const random = createRandom(number * 7919 + 11);
  const walk = 424 + between(random, -12, 14);
  const lines = { walk, road: walk + 40, middle: walk + 122, near: walk + 212 };
  const placed = placeThings(random, lines);
  const things = placed.filter((thing, index) => {
    // A lamp is thin and its box wide: cars before its box do not hide it.
    const front = placed.slice(index + 1).filter((other) => other.label !== 'pole');
    return seen(thing, front) >= leastSeen;
  });
  return { name: `street_${String(number).padStart(3, '0')}.webp`, number, things, lines };
}

/** Pictures of the finished project of the sample, and of the one that is to be tried. */
export const scenesOf = {
  finished: [1, 2, 3, 4, 5],
  toTry: Array.from({ length: 20 }, (_, index) => index + 6),
};
