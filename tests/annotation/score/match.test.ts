import { describe, expect, it } from 'vitest';
import {
  box,
  image,
  points,
  polygonGeometry,
  rectangle,
  scored,
  scoredImage,
  set,
  shape,
  tag,
} from '../build.ts';

/** Kind, reference, learner of each outcome, as `valid a-1`. */
const outcomes = (of: ReturnType<typeof scoredImage>): string[] =>
  of.result.images.flatMap((scoredOne) =>
    scoredOne.outcomes.map(({ kind, reference, learner }) => `${kind} ${reference ?? ''}-${learner ?? ''}`),
  );

describe('matching', () => {
  it('goes by label first, even where another label overlaps more', () => {
    const reference = [box('a', 'cat', [0, 0, 10, 10])];
    const learner = [box('1', 'dog', [0, 0, 10, 10]), box('2', 'cat', [0, 0, 10, 8])];
    expect(outcomes(scoredImage(reference, learner))).toEqual(['valid a-2', 'extra -1']);
  });

  it('then takes what is left across labels', () => {
    const reference = [box('a', 'cat', [0, 0, 10, 10]), box('b', 'dog', [50, 0, 10, 10])];
    const learner = [box('1', 'dog', [0, 0, 10, 10]), box('2', 'dog', [50, 0, 10, 10])];
    expect(outcomes(scoredImage(reference, learner))).toEqual(['wrong_label a-1', 'valid b-2']);
  });

  it('takes the greatest total, not the best pair first', () => {
    // a-1 .81, a-2 .71, b-1 .67: together a-2 and b-1 are worth more than a-1 alone.
    const reference = [box('a', 'cat', [0, 0, 100, 10]), box('b', 'cat', [25, 0, 100, 10])];
    const learner = [box('1', 'cat', [10, 0, 100, 10]), box('2', 'cat', [-17, 0, 100, 10])];
    expect(outcomes(scoredImage(reference, learner))).toEqual(['valid a-2', 'valid b-1']);
  });

  it('takes an IoU of just the threshold, and none below', () => {
    const reference = [box('a', 'cat', [0, 0, 10, 10])];
    const half = [box('1', 'cat', [0, 0, 10, 5])];
    expect(outcomes(scoredImage(reference, half))).toEqual(['valid a-1']);
    expect(outcomes(scoredImage(reference, half, { iou: 0.51 }))).toEqual(['missing a-', 'extra -1']);
  });

  it('of equal overlaps takes the earlier in the file', () => {
    const reference = [box('a', 'cat', [0, 0, 10, 10])];
    const twice = [box('2', 'cat', [0, 0, 10, 10]), box('1', 'cat', [0, 0, 10, 10])];
    expect(outcomes(scoredImage(reference, twice))).toEqual(['valid a-2', 'extra -1']);
  });

  it('keeps families apart', () => {
    const reference = [box('a', 'cat', [0, 0, 10, 10])];
    const learner = [rectangle('1', 'cat', [0, 0, 10, 10])];
    expect(outcomes(scoredImage(reference, learner))).toEqual(['missing a-', 'extra -1']);
  });

  it('polygons, masks and ellipses are one family', () => {
    const reference = [rectangle('a', 'cat', [10, 10, 4, 4])];
    const mask = shape('1', 'cat', {
      kind: 'mask',
      runs: { width: 100, height: 80, counts: Uint32Array.of(810, 4, 76, 4, 76, 4, 76, 4, 6946) },
    });
    expect(scoredImage(reference, [mask]).figures.totals).toMatchObject({ valid: 1, quality: 1 });
    const ellipse = shape('1', 'cat', { kind: 'ellipse', x: 12, y: 12, radiusX: 2, radiusY: 2, rotation: 0 });
    expect(scoredImage(reference, [ellipse]).figures.totals).toMatchObject({ valid: 1, quality: 12 / 16 });
  });

  it('in family box takes the declared box of a region, crowds too', () => {
    const declared = { x: 0, y: 0, width: 10, height: 10 };
    const reference = [
      rectangle('a', 'cat', [0, 0, 4, 4], { box: declared }),
      rectangle('c', 'cat', [40, 0, 2, 2], { box: { x: 40, y: 0, width: 30, height: 30 }, crowd: true }),
      rectangle('no box', 'cat', [20, 20, 4, 4]),
    ];
    const learner = [box('1', 'cat', [0, 0, 10, 10]), box('2', 'cat', [50, 5, 10, 10])];
    expect(outcomes(scoredImage(reference, learner, { family: 'box' }))).toEqual(['valid a-1', 'ignored -2']);
    expect(scoredImage(reference, learner).figures.totals).toMatchObject({ valid: 0, missing: 2, extra: 2 });
  });

  it('a crowd is never missing, and what lies more than half in one is neither right nor extra', () => {
    const reference = [box('a', 'cat', [0, 0, 10, 10]), box('c', 'cat', [50, 0, 20, 20], { crowd: true })];
    const learner = [
      box('in', 'dog', [50, 0, 10, 10]),
      box('half', 'cat', [45, 0, 10, 10]),
      box('most', 'cat', [46, 0, 10, 10]),
    ];
    const all = scoredImage(reference, learner);
    expect(outcomes(all)).toEqual(['missing a-', 'ignored -in', 'extra -half', 'ignored -most']);
    expect(all.figures.totals).toMatchObject({ valid: 0, missing: 1, extra: 1, ignored: 2 });
  });

  it('points and lines lie in a crowd with more than half of their points', () => {
    const reference = [points('c', 'eye', [10, 10, 50, 50], null, { crowd: true })];
    const learner = [points('in', 'eye', [20, 20, 50, 50, 90, 70]), points('half', 'eye', [20, 20, 90, 70])];
    expect(outcomes(scoredImage(reference, learner))).toEqual(['ignored -in', 'extra -half']);
  });

  it('points of which none is labeled are neither missing nor extra', () => {
    const none = points('a', 'eye', [0, 0, 0, 0], [0, 0]);
    expect(outcomes(scoredImage([none], []))).toEqual([]);
    expect(outcomes(scoredImage([none], [none]))).toEqual(['ignored -a']);
    expect(scoredImage([none], [none]).figures.totals.taskScore).toBe(1);
  });

  it('what a tool marks as crowd in the learner’s file counts as drawn', () => {
    const reference = [rectangle('a', 'cat', [0, 0, 10, 10])];
    const learner = [rectangle('1', 'cat', [0, 0, 10, 10], { crowd: true })];
    expect(outcomes(scoredImage(reference, learner))).toEqual(['valid a-1']);
  });

  it('regions without any pixel are the same as themselves', () => {
    const sliver = shape('a', 'cat', polygonGeometry([3.1, 3.1, 3.3, 3.1, 3.2, 3.3]));
    expect(scoredImage([sliver], [sliver]).figures.totals).toMatchObject({ valid: 1, taskScore: 1 });
    const other = shape('1', 'cat', polygonGeometry([9.1, 9.1, 9.3, 9.1, 9.2, 9.3]));
    expect(scoredImage([sliver], [other]).figures.totals).toMatchObject({ valid: 0, missing: 1, extra: 1 });
  });

  it('lines by how close they run, whichever way', () => {
    const line = (id: string, ...ring: number[]) =>
      shape(id, 'lane', { kind: 'line', points: Float64Array.from(ring) });
    const reference = [line('a', 0, 10, 50, 10, 90, 40)];
    expect(scoredImage(reference, [line('1', 90, 40, 50, 10, 0, 10)]).figures.totals.quality).toBeCloseTo(
      1,
      9,
    );
    // The reach on 100 x 80 is 3 pixels: a line 1 pixel away all along is closer than one two thirds as near.
    const straight = [line('a', 0, 10, 90, 10)];
    expect(scoredImage(straight, [line('1', 0, 11, 90, 11)]).figures.totals.quality).toBeCloseTo(2 / 3, 9);
    expect(scoredImage(straight, [line('1', 0, 14, 90, 14)]).figures.totals.valid).toBe(0);
  });

  it('tags by their label; a single wrong one on both sides is a wrong label', () => {
    const tagged = (...labels: string[]) =>
      set([image([], { tags: labels.map((label, at) => tag(`t${at}`, label)) })]);
    expect(scored(tagged('day', 'rain'), tagged('rain', 'snow')).figures.totals).toMatchObject({
      valid: 1,
      missing: 1,
      extra: 1,
    });
    expect(scored(tagged('day'), tagged('night')).figures.totals).toMatchObject({
      wrongLabel: 1,
      missing: 0,
    });
  });

  it('points by keypoint similarity', () => {
    const reference = [points('a', 'eye', [10, 10, 30, 30])];
    expect(outcomes(scoredImage(reference, [points('1', 'eye', [11, 10, 30, 31])]))).toEqual(['valid a-1']);
    expect(outcomes(scoredImage(reference, [points('1', 'eye', [40, 10, 70, 31])]))).toEqual([
      'missing a-',
      'extra -1',
    ]);
  });
});
