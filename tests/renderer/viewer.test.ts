import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isShown } from '../../src/renderer/annotation/filter.ts';
import { chooseFindings } from '../../src/renderer/annotation/viewer/choose-findings.ts';
import { boundsOf, isHit } from '../../src/renderer/annotation/viewer/drawings.ts';
import { stepFinding, stepImage, type WorkImage } from '../../src/renderer/annotation/viewer/steps.ts';
import { placeTags } from '../../src/renderer/annotation/viewer/tags.ts';
import {
  between,
  fitView,
  held,
  overlaps,
  toImage,
  toStage,
  viewOf,
  visiblePart,
  zoomAbout,
} from '../../src/renderer/annotation/viewer/view.ts';
import { viewerKey } from '../../src/renderer/annotation/viewer/viewer-keys.ts';
import { press } from '../../src/renderer/assessments/desk/keys.ts';
import { runs } from '../support/runs.ts';

const image = { width: 6000, height: 4000 };
const stage = { width: 520, height: 440 };

describe('the view', () => {
  it('shows the whole image in the middle at first', () => {
    expect(fitView(image, stage)).toEqual({ scale: 520 / 6000, x: 0, y: (440 - (4000 * 520) / 6000) / 2 });
  });

  it('magnifies about the pointer, and brings a point of the image back to where it was asked for', () => {
    const at = fc.record({ x: fc.double({ min: 0, max: 520, noNaN: true }), y: fc.constant(220) });
    const factor = fc.double({ min: 1.2, max: 30, noNaN: true });
    fc.assert(
      fc.property(at, factor, (point, by) => {
        // Where the image fills the stage no edge of it is nearer than where it may be.
        const from = viewOf({ x: 2900, y: 1900, width: 200, height: 200 }, image, stage);
        const to = zoomAbout(from, point, by, image, stage);
        expect(to.scale).toBeLessThanOrEqual(40);
        const [before, after] = [toImage(from, point), toImage(to, point)];
        expect(Math.hypot(before.x - after.x, before.y - after.y)).toBeLessThan(1e-6);
        const there = toStage(to, after);
        expect(Math.hypot(there.x - point.x, there.y - point.y)).toBeLessThan(1e-6);
      }),
      { numRuns: runs(200) },
    );
  });

  it('loses the image nowhere', () => {
    const lost = { scale: 1, x: -1e6, y: 1e6 };
    const seen = visiblePart(held(lost, image, stage), image, stage);
    expect(Math.min(seen.width, seen.height)).toBeGreaterThan(100);
  });

  it('puts a finding in the middle, with its surroundings', () => {
    const part = { x: 3000, y: 2000, width: 100, height: 50 };
    const view = viewOf(part, image, stage);
    const middle = toStage(view, { x: 3050, y: 2025 });
    expect([middle.x, middle.y].map(Math.round)).toEqual([260, 220]);
    expect(view.scale).toBeCloseTo((520 * 0.45) / 100);
    // An edge of the image is looked at there where it is, as near to the middle as it may be.
    const corner = toStage(viewOf({ x: 0, y: 0, width: 10, height: 10 }, image, stage), { x: 0, y: 0 });
    expect(corner.x).toBeCloseTo(0.3 * 520);
  });

  it('goes from one view to another, each end exactly', () => {
    const [from, to] = [
      fitView(image, stage),
      viewOf({ x: 100, y: 90, width: 80, height: 70 }, image, stage),
    ];
    for (const [t, end] of [
      [0, from],
      [1, to],
    ] as const)
      for (const key of ['scale', 'x', 'y'] as const)
        expect(between(from, to, t, stage)[key]).toBeCloseTo(end[key], 6);
  });
});

describe('what is under the pointer', () => {
  it('is a box that is turned by its own corners', () => {
    const box = { kind: 'box', x: 0, y: 40, width: 100, height: 20, rotation: 90 } as const;
    const bounds = boundsOf(box);
    expect(bounds && [bounds.x, bounds.y, bounds.width, bounds.height].map(Math.round).join()).toBe(
      '40,0,20,100',
    );
    expect(isHit(box, { x: 50, y: 5 }, 0)).toBe(true);
    expect(isHit(box, { x: 5, y: 50 }, 0)).toBe(false);
  });

  it('is no hole of a polygon', () => {
    const parts = [{ outline: [0, 0, 30, 0, 30, 30, 0, 30], holes: [[10, 10, 20, 10, 20, 20, 10, 20]] }];
    expect(isHit({ kind: 'polygon', parts }, { x: 5, y: 15 }, 0)).toBe(true);
    expect(isHit({ kind: 'polygon', parts }, { x: 15, y: 15 }, 0)).toBe(false);
  });

  it('is a line or a point that is near', () => {
    const line = { kind: 'line', points: [0, 0, 10, 10] } as const;
    expect(isHit({ ...line, points: [...line.points] }, { x: 6, y: 4 }, 1.5)).toBe(true);
    expect(isHit({ kind: 'points', points: [0, 0, 10, 10], visible: null }, { x: 5, y: 5 }, 1.5)).toBe(false);
  });
});

describe('tags', () => {
  const wish = (key: string, x: number, isFirst = false) => ({
    ...{ key, isFirst, size: { width: 80, height: 18 } },
    beside: { x, y: 200, width: 40, height: 60 },
  });

  it('lie on no other one, and the one that is looked at always has a place', () => {
    const wishes = Array.from({ length: 40 }, (_, at) => wish(`${at}`, 200 + at, at === 39));
    const placed = placeTags(wishes, stage, false);
    expect(placed[0]).toMatchObject({ key: '39', x: 239, y: 180 });
    expect(placed.length).toBeGreaterThan(3);
    for (const one of placed)
      for (const other of placed) if (one !== other) expect(overlaps(one, other)).toBe(false);
  });

  it('begin at the other side where one reads from there, and end within the stage', () => {
    expect(placeTags([wish('a', 300)], stage, true)[0]).toMatchObject({ x: 260, y: 180 });
    expect(placeTags([wish('a', 490)], stage, false)[0]?.x).toBe(520 - 80 - 2);
  });
});

const found = (code: string, reference: string | null, learner: string | null, accepted = false) => ({
  ...{ code, reference, learner, accepted },
});
const images: WorkImage[] = [
  { image: 7, found: [found('missing', 'car', null), found('loose', 'car', 'car', true)] },
  { image: 2, found: [] },
  { image: 5, found: [found('wrong_label', 'person', 'pole'), found('size_differs', null, null)] },
];

describe('findings', () => {
  it('are stepped through across images, without those that are accepted, and end', () => {
    const at = [{ image: 7, finding: null as number | null }];
    for (let next = stepFinding(images, at[0] as never, 1, null); next; )
      next = at.push(next) ? stepFinding(images, next, 1, null) : null;
    expect(at.slice(1)).toEqual([
      { image: 7, finding: 0 },
      { image: 5, finding: 0 },
      { image: 5, finding: 1 },
    ]);
    expect(stepFinding(images, { image: 5, finding: 0 }, -1, null)).toEqual({ image: 7, finding: 0 });
    expect(stepFinding(images, { image: 7, finding: 0 }, -1, null)).toBeNull();
    // One that was just accepted is still where one stands.
    expect(stepFinding(images, { image: 7, finding: 1 }, 1, null)).toEqual({ image: 5, finding: 0 });
  });

  it('are those of the figure that was clicked', () => {
    const missing = found('missing', 'car', null);
    const loose = found('loose', 'car', 'car');
    const whole = found('size_differs', null, null);
    const left = (filter: Parameters<typeof isShown>[0]) =>
      [missing, loose, whole].map((one) => isShown(filter, one));
    expect(left(null)).toEqual([true, true, true]);
    expect(left({ kind: 'cell', reference: 'car', learner: null })).toEqual([true, false, false]);
    expect(left({ kind: 'cell', reference: 'car', learner: 'car' })).toEqual([false, true, false]);
    expect(left({ kind: 'cell', reference: null, learner: null })).toEqual([false, false, false]);
    expect(left({ kind: 'class', label: 'car' })).toEqual([true, true, false]);
    expect(left({ kind: 'code', code: 'size_differs' })).toEqual([false, false, true]);
  });

  it('leave images out that have none of them', () => {
    const pole = { kind: 'class', label: 'pole' } as const;
    expect(stepImage(images, { image: 7, finding: null }, 1, null).image).toBe(2);
    expect(stepImage(images, { image: 7, finding: null }, 1, pole).image).toBe(5);
    expect(stepImage(images, { image: 5, finding: 0 }, 1, pole)).toEqual({ image: 5, finding: 0 });
  });
});

describe('what a learner is told of', () => {
  const told = (most: number) => chooseFindings(images, most);

  it('is one of each kind first, of the worst image, and nothing that was accepted', () => {
    expect(told(6)).toEqual([
      { image: 7, finding: 0 },
      { image: 5, finding: 0 },
    ]);
    const many = {
      image: 1,
      found: ['loose', 'missing', 'missing', 'loose'].map((code) => found(code, 'a', 'b')),
    };
    expect(chooseFindings([many, ...images], 3)).toEqual([
      { image: 1, finding: 1 },
      { image: 5, finding: 0 },
      { image: 1, finding: 0 },
    ]);
  });

  it('is not more than there is room for', () => {
    expect(told(1)).toHaveLength(1);
    expect(told(0)).toEqual([]);
  });
});

describe('keys', () => {
  it('of the image are none of the desk’s', () => {
    const focus = { learnerId: 'a', part: 'whole', attemptId: null, typed: '', trail: [] };
    const desk = {
      ...{ mode: 'learner' as const, learners: ['a', 'b'], rightToLeft: false },
      partsOf: () => [{ id: 'one', title: null, description: {}, levels: [], most: 10 }],
      isGraded: () => false,
      isDone: () => false,
    };
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((letter) => `Key${letter}`);
    const others = ['Equal', 'Minus', 'NumpadAdd', 'NumpadSubtract', 'BracketLeft', 'BracketRight', 'Escape'];
    const digits = [...'0123456789'].flatMap((digit) => [`Digit${digit}`, `Numpad${digit}`]);
    const moves = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown', 'Home', 'End'];
    const both = [...letters, ...others, ...digits, ...moves].filter(
      (code) => press({ code, ctrl: false }, focus, desk) && viewerKey({ code, shift: false }, true),
    );
    expect(both).toEqual([]);
    expect(viewerKey({ code: 'Digit1', shift: false }, false)).toEqual({ kind: 'actual' });
    expect(viewerKey({ code: 'KeyN', shift: true }, true)).toEqual({ kind: 'finding', by: -1 });
  });
});
