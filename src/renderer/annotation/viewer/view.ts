export interface Size {
  width: number;
  height: number;
}
export interface Point {
  x: number;
  y: number;
}
export interface Rectangle extends Point, Size {}

/** Where an image lies on the stage: CSS pixels are image pixels times `scale`, plus the offset. */
export interface View extends Point {
  scale: number;
}

/** The most that an image pixel is magnified to, CSS pixels. */
const LARGEST = 40;
/** An image may be made smaller than the stage, to see all around it. */
const SMALLEST_OF_FIT = 0.5;
/** Share of the stage that stays empty beyond an edge, so that what lies there can be in the middle. */
const BEYOND = 0.3;

export const toImage = (view: View, { x, y }: Point): Point => ({
  x: (x - view.x) / view.scale,
  y: (y - view.y) / view.scale,
});
export const toStage = (view: View, { x, y }: Point): Point => ({
  x: x * view.scale + view.x,
  y: y * view.scale + view.y,
});

/** The whole image in the middle of the stage. */
export function fitView(image: Size, stage: Size): View {
  const scale = Math.min(stage.width / Math.max(1, image.width), stage.height / Math.max(1, image.height));
  return centered({ x: image.width / 2, y: image.height / 2 }, Math.max(scale, 1e-4), stage);
}

const centered = (at: Point, scale: number, stage: Size): View => ({
  scale,
  x: stage.width / 2 - at.x * scale,
  y: stage.height / 2 - at.y * scale,
});

export function scaleWithin(scale: number, image: Size, stage: Size): number {
  const fit = fitView(image, stage).scale;
  return Math.min(Math.max(scale, fit * SMALLEST_OF_FIT), Math.max(LARGEST, fit));
}

/** Magnifies by a factor; the image point under `at` stays there. */
export function zoomAbout(view: View, at: Point, factor: number, image: Size, stage: Size): View {
  const scale = scaleWithin(view.scale * factor, image, stage);
  const by = scale / view.scale;
  return held({ scale, x: at.x - (at.x - view.x) * by, y: at.y - (at.y - view.y) * by }, image, stage);
}

export const moved = (view: View, by: Point, image: Size, stage: Size): View =>
  held({ ...view, x: view.x + by.x, y: view.y + by.y }, image, stage);

/** The nearest view in which the image is not lost: in the middle where it is smaller than the stage. */
export function held(view: View, image: Size, stage: Size): View {
  const along = (offset: number, length: number, room: number): number => {
    const shown = length * view.scale;
    if (shown <= room) return (room - shown) / 2;
    const beyond = room * BEYOND;
    return Math.min(beyond, Math.max(room - shown - beyond, offset));
  };
  return {
    scale: view.scale,
    x: along(view.x, image.width, stage.width),
    y: along(view.y, image.height, stage.height),
  };
}

/** Share of the stage that what is zoomed to takes: its surroundings say what it is. */
const FILLED = 0.45;
/** A tiny shape is not magnified beyond this. */
const NEAREST = 10;

/** A part of an image large in the middle, with what is around it. */
export function viewOf(part: Rectangle, image: Size, stage: Size): View {
  const fit = fitView(image, stage).scale;
  const wanted = Math.min(
    (stage.width * FILLED) / Math.max(1, part.width),
    (stage.height * FILLED) / Math.max(1, part.height),
  );
  const scale = Math.max(fit, Math.min(wanted, Math.max(NEAREST, fit)));
  const middle = { x: part.x + part.width / 2, y: part.y + part.height / 2 };
  return held(centered(middle, scale, stage), image, stage);
}

/** A view on the way from one to another, `t` from 0 to 1; magnification grows evenly. */
export function between(from: View, to: View, t: number, stage: Size): View {
  const middle = { x: stage.width / 2, y: stage.height / 2 };
  const [a, b] = [toImage(from, middle), toImage(to, middle)];
  const scale = from.scale * (to.scale / from.scale) ** t;
  return centered({ x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t }, scale, stage);
}

/** What of the image is on the stage, image pixels. */
export function visiblePart(view: View, image: Size, stage: Size): Rectangle {
  const from = toImage(view, { x: 0, y: 0 });
  const to = toImage(view, { x: stage.width, y: stage.height });
  const x = Math.max(0, from.x);
  const y = Math.max(0, from.y);
  return {
    ...{ x, y },
    width: Math.max(0, Math.min(image.width, to.x) - x),
    height: Math.max(0, Math.min(image.height, to.y) - y),
  };
}

export const overlaps = (a: Rectangle, b: Rectangle): boolean =>
  a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height;

/** Whether a point lies in a part, or no farther off than `slack`. */
export const isWithin = ({ x, y }: Point, part: Rectangle, slack: number): boolean =>
  x >= part.x - slack &&
  y >= part.y - slack &&
  x <= part.x + part.width + slack &&
  y <= part.y + part.height + slack;

export function unionOf(parts: readonly Rectangle[]): Rectangle | null {
  const [first, ...rest] = parts;
  if (!first) return null;
  return rest.reduce((all, part) => {
    const x = Math.min(all.x, part.x);
    const y = Math.min(all.y, part.y);
    return {
      ...{ x, y },
      width: Math.max(all.x + all.width, part.x + part.width) - x,
      height: Math.max(all.y + all.height, part.y + part.height) - y,
    };
  }, first);
}
