import type { AnnotationSet, Geometry, Rectangle } from '../../../shared/rules/annotations.ts';

/** A file to be saved, below whatever folder the person chooses. */
export interface WrittenFile {
  path: string;
  text: string;
}

/** What of the set a format has no words for; each is counted, none is changed into something else unsaid. */
export const lossCodes = [
  /** Shapes left out: `kind` of geometry. */
  'kind_left_out',
  /** Written as a polygon of many corners. */
  'ellipse_as_polygon',
  'turned_box_as_polygon',
  'holes_filled',
  'parts_left_out',
  'semantic_left_out',
  'tags_left_out',
  'scores_left_out',
  'attributes_left_out',
  'crowd_left_out',
  'no_size_left_out',
  'name_twice',
] as const;
export type LossCode = (typeof lossCodes)[number];

export interface Loss {
  code: LossCode;
  count: number;
  kind?: string;
}

export interface Written {
  files: WrittenFile[];
  losses: Loss[];
}

export type AnnotationWriter = (set: AnnotationSet) => Written;

export interface Losses {
  count(code: LossCode, kind?: string): void;
  list(): Loss[];
}

export function createLosses(): Losses {
  const counted = new Map<string, Loss>();
  return {
    count: (code, kind) => {
      const key = `${code} ${kind ?? ''}`;
      const there = counted.get(key) ?? { code, count: 0, ...(kind ? { kind } : {}) };
      counted.set(key, { ...there, count: there.count + 1 });
    },
    list: () => [...counted.values()],
  };
}

/** A path that stays below the chosen folder, whatever a file said that an image is called. */
export function safePath(name: string): string {
  const steps = name.replaceAll('\\', '/').split('/');
  const safe = steps
    .map((step) => step.replace(/[:*?"<>|\p{Cc}]/gu, '_'))
    .filter((step) => !/^\.*$/.test(step.trim()));
  return safe.join('/') || '_';
}

/** Each path once: an image whose file would write over another's is told by false. */
export function createPaths(): (path: string) => boolean {
  const taken = new Set<string>();
  return (path) => {
    const key = path.toLowerCase();
    if (taken.has(key)) return false;
    taken.add(key);
    return true;
  };
}

/** Corners of a box, turned as it is, in order. */
export function cornersOf({ x, y, width, height, rotation }: Geometry & { kind: 'box' }): [number, number][] {
  const [centerX, centerY] = [x + width / 2, y + height / 2];
  const radians = (rotation * Math.PI) / 180;
  const [cosine, sine] = [Math.cos(radians), Math.sin(radians)];
  const corner = (dx: number, dy: number): [number, number] => [
    centerX + dx * cosine - dy * sine,
    centerY + dx * sine + dy * cosine,
  ];
  const [halfX, halfY] = [width / 2, height / 2];
  return [corner(-halfX, -halfY), corner(halfX, -halfY), corner(halfX, halfY), corner(-halfX, halfY)];
}

const CORNERS = 72;

/** A polygon on the ellipse, a corner every five degrees. */
export function outlineOf({ x, y, radiusX, radiusY, rotation }: Geometry & { kind: 'ellipse' }): number[] {
  const turn = (rotation * Math.PI) / 180;
  const [cosine, sine] = [Math.cos(turn), Math.sin(turn)];
  return Array.from({ length: CORNERS }, (_, index) => {
    const angle = (index * 2 * Math.PI) / CORNERS;
    const [dx, dy] = [radiusX * Math.cos(angle), radiusY * Math.sin(angle)];
    return [x + dx * cosine - dy * sine, y + dx * sine + dy * cosine];
  }).flat();
}

/** The smallest box around points. */
export function boundsOf(points: ArrayLike<number>): Rectangle {
  let [left, top] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  let [right, bottom] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let at = 0; at + 1 < points.length; at += 2) {
    const [x, y] = [points[at] ?? 0, points[at + 1] ?? 0];
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Points as pairs. */
export const pairsOf = (flat: ArrayLike<number>): [number, number][] =>
  Array.from({ length: flat.length >>> 1 }, (_, index) => [flat[index * 2] ?? 0, flat[index * 2 + 1] ?? 0]);
