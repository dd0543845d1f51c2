import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  keepWindowState,
  placeWindow,
  type Rectangle,
  readWindowState,
  smallest,
  writeWindowState,
} from '../../src/main/hosts/window-state.ts';
import { temporaryFolder } from '../support/folders.ts';

const at = (x: number, y: number, width: number, height: number): Rectangle => ({ x, y, width, height });
const laptop = at(0, 0, 1366, 728);
const projector = at(1366, -200, 1920, 1080);
const left = at(-1280, 0, 1280, 1024);

describe('placing the window', () => {
  it.each<[string, Rectangle | null, Rectangle[], Rectangle]>([
    ['fills a small screen the first time', null, [laptop], laptop],
    ['stands in the middle of a large one', null, [at(0, 0, 1920, 1040)], at(277, 136, 1366, 768)],
    ['stays where it was', at(100, 50, 1000, 600), [laptop], at(100, 50, 1000, 600)],
    ['stays on the second screen', at(1500, -100, 1000, 600), [laptop, projector], at(1500, -100, 1000, 600)],
    ['stays on a screen to the left', at(-1200, 10, 900, 600), [laptop, left], at(-1200, 10, 900, 600)],
    ['comes back from a screen that is gone', at(1500, -100, 1000, 600), [laptop], at(183, 64, 1000, 600)],
    ['comes in from the right edge', at(1300, 100, 1000, 600), [laptop], at(366, 100, 1000, 600)],
    ['comes down from above the top', at(100, -40, 1000, 600), [laptop], at(100, 0, 1000, 600)],
    ['shrinks to a smaller screen', at(0, 0, 2500, 1400), [laptop], laptop],
    [
      'grows to the least size',
      at(100, 100, 10, 10),
      [laptop],
      at(100, 100, smallest.width, smallest.height),
    ],
    [
      'is on the screen that shows most of it',
      at(1266, 0, 1000, 600),
      [laptop, projector],
      at(1366, 0, 1000, 600),
    ],
    ['fits a screen below the least size', at(0, 0, 1000, 600), [at(0, 0, 640, 480)], at(0, 0, 640, 480)],
    ['does without any screen', null, [], at(0, 0, 1366, 768)],
  ])('%s', (_name, saved, areas, expected) => {
    expect(placeWindow(saved, areas)).toEqual(expected);
  });

  it('is always wholly visible', () => {
    for (const x of [-99_999, -500, 0, 500, 99_999])
      for (const y of [-99_999, -500, 0, 500, 99_999])
        for (const size of [1, 700, 99_999]) {
          const placed = placeWindow(at(x, y, size, size), [laptop, projector, left]);
          const inside = [laptop, projector, left].some(
            (area) =>
              placed.x >= area.x &&
              placed.y >= area.y &&
              placed.x + placed.width <= area.x + area.width &&
              placed.y + placed.height <= area.y + area.height,
          );
          expect(inside, JSON.stringify({ x, y, size, placed })).toBe(true);
        }
  });
});

describe('keeping the window', () => {
  it('reads what it wrote', () => {
    const folder = temporaryFolder('window');
    const state = { ...at(-5, 6, 1000, 700), maximized: true };
    writeWindowState(folder, state);
    expect(readWindowState(folder)).toEqual(state);
    expect(readFileSync(join(folder, 'window.json'), 'utf8')).not.toContain('undefined');
  });

  it.each([
    '',
    '{',
    '[]',
    'null',
    '{"x":1}',
    '{"x":0,"y":0,"width":-1,"height":5,"maximized":false}',
    '\0\0\0',
  ])('takes %j for nothing', (text) => {
    const folder = temporaryFolder('window');
    writeFileSync(join(folder, 'window.json'), text);
    expect(readWindowState(folder)).toBeNull();
  });

  it('keeps the place of a window that was maximized since', () => {
    const folder = temporaryFolder('window');
    const place = { ...at(120, 80, 1000, 650), maximized: false };
    keepWindowState(folder, place);
    keepWindowState(folder, { ...at(0, 0, 1366, 768), maximized: true });
    expect(readWindowState(folder)).toEqual({ ...place, maximized: true });
    keepWindowState(folder, { ...place, x: 10 });
    expect(readWindowState(folder)).toEqual({ ...place, x: 10 });
  });

  it('takes a missing file for nothing', () => {
    expect(readWindowState(temporaryFolder('window'))).toBeNull();
  });
});
