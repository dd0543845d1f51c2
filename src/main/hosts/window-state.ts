import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { writeDurably } from '../durable.ts';

/** Device-independent pixels. */
const rectangle = z.object({ x: z.int(), y: z.int(), width: z.int().positive(), height: z.int().positive() });
export type Rectangle = z.infer<typeof rectangle>;

const windowState = rectangle.extend({ maximized: z.boolean() });
export type WindowState = z.infer<typeof windowState>;

export const smallest = { width: 800, height: 560 };
const usual = { width: 1366, height: 768 };

const fileOf = (dataFolder: string): string => join(dataFolder, 'window.json');

export function readWindowState(dataFolder: string): WindowState | null {
  try {
    return windowState.parse(JSON.parse(readFileSync(fileOf(dataFolder), 'utf8')));
  } catch {
    return null;
  }
}

export function writeWindowState(dataFolder: string, state: WindowState): void {
  writeDurably(fileOf(dataFolder), JSON.stringify(state));
}

/**
 * Keeps what a page says of its window. One that is maximized says nothing of the place it goes back to: that stays.
 * Throws ZodError for what is no place.
 */
export function keepWindowState(dataFolder: string, said: unknown): void {
  const state = windowState.parse(said);
  const known = readWindowState(dataFolder);
  const next = state.maximized && known ? { ...known, maximized: true } : state;
  if (!isDeepStrictEqual(next, known)) writeWindowState(dataFolder, next);
}

const overlap = (a: Rectangle, b: Rectangle): number => {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return width > 0 && height > 0 ? width * height : 0;
};

const clamp = (value: number, least: number, most: number): number =>
  Math.max(least, Math.min(value, Math.max(least, most)));

/**
 * Bounds that lie wholly inside one of the work areas: where the window was, moved and shrunk as little as
 * needed, or in the middle of the first one if that screen is gone. `areas` has the primary display first.
 */
export function placeWindow(saved: Rectangle | null, areas: readonly Rectangle[]): Rectangle {
  const [first = { x: 0, y: 0, ...usual }] = areas;
  const area = saved
    ? areas.reduce((best, one) => (overlap(saved, one) > overlap(saved, best) ? one : best), first)
    : first;
  const seen = saved !== null && overlap(saved, area) > 0;
  const wanted = saved ?? usual;
  const width = Math.min(Math.max(wanted.width, smallest.width), area.width);
  const height = Math.min(Math.max(wanted.height, smallest.height), area.height);
  const x = seen ? saved.x : area.x + Math.floor((area.width - width) / 2);
  const y = seen ? saved.y : area.y + Math.floor((area.height - height) / 2);
  return {
    x: clamp(x, area.x, area.x + area.width - width),
    y: clamp(y, area.y, area.y + area.height - height),
    width,
    height,
  };
}
