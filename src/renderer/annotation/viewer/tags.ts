import { overlaps, type Point, type Rectangle, type Size } from './view.ts';

/** What stands beside a shape; the rectangle is the shape's, on the stage. */
export interface TagWish {
  key: string;
  beside: Rectangle;
  size: Size;
  /** Has a place in any case: it is what one looks at. */
  isFirst: boolean;
}

export interface PlacedTag extends Rectangle {
  key: string;
}

const GAP = 2;

/**
 * Places tags at their shapes so that none lies on another: above, below, at the other side, inside; those that find no
 * place are left out. Earlier ones choose first, but the first of all is what one looks at.
 */
export function placeTags(wishes: readonly TagWish[], stage: Size, rightToLeft: boolean): PlacedTag[] {
  const placed: PlacedTag[] = [];
  const ordered = [...wishes.filter(({ isFirst }) => isFirst), ...wishes.filter(({ isFirst }) => !isFirst)];
  for (const { key, beside, size, isFirst } of ordered) {
    if (!isFirst && !overlaps(beside, { x: 0, y: 0, ...stage })) continue;
    const places = placesFor(beside, size, rightToLeft).map((place) => within(place, size, stage));
    const free = places.find((place) => !placed.some((other) => overlaps({ ...place, ...size }, other)));
    const place = free ?? (isFirst ? places[0] : undefined);
    if (place) placed.push({ key, ...place, ...size });
  }
  return placed;
}

function placesFor(beside: Rectangle, size: Size, rightToLeft: boolean): Point[] {
  const right = beside.x + beside.width;
  const bottom = beside.y + beside.height;
  const [start, end] = rightToLeft ? [right - size.width, beside.x] : [beside.x, right - size.width];
  const [above, below] = [beside.y - size.height - GAP, bottom + GAP];
  return [
    { x: start, y: above },
    { x: start, y: below },
    { x: end, y: above },
    { x: end, y: below },
    { x: right + GAP, y: beside.y },
    { x: beside.x - size.width - GAP, y: beside.y },
    { x: start, y: beside.y + GAP },
  ];
}

/** A tag is read whole, also at a shape that reaches beyond the stage. */
const within = ({ x, y }: Point, size: Size, stage: Size): Point => ({
  x: Math.max(GAP, Math.min(stage.width - size.width - GAP, x)),
  y: Math.max(GAP, Math.min(stage.height - size.height - GAP, y)),
});
