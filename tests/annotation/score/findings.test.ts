import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/shared/rules/annotation-score.ts';
import { box, image, rectangle, scored, scoredImage, set, shape, tag } from '../build.ts';

/** `code reference-learner` with its numbers, those of IoU to two digits. */
const told = (findings: readonly Finding[]): string[] =>
  findings.map(({ code, reference, learner, params }) => {
    const numbers = Object.entries(params).map(([name, value]) =>
      name === 'iou' ? `iou ${Number(value).toFixed(2)}` : `${name} ${value}`,
    );
    return [`${code} ${reference ?? ''}-${learner ?? ''}`, ...numbers].join(', ');
  });

const between = (...sides: Parameters<typeof scoredImage>): string[] => told(scoredImage(...sides).findings);

const cat = box('a', 'cat', [20, 20, 40, 40]);

describe('findings', () => {
  it('are none where all is right', () => {
    expect(between([cat], [box('1', 'cat', [20.4, 20, 39, 41])])).toEqual([]);
  });

  it('missing and extra, with what comes near', () => {
    expect(between([cat], [])).toEqual(['missing a-']);
    expect(between([], [cat])).toEqual(['extra -a']);
    expect(between([cat], [box('1', 'cat', [50, 20, 40, 40])])).toEqual([
      'missing a-1, iou 0.14',
      'extra a-1, iou 0.14',
    ]);
  });

  it('a wrong label, as it should be and as it is', () => {
    expect(between([cat], [box('1', 'dog', [20, 20, 40, 40])])).toEqual([
      'wrong_label a-1, expected cat, given dog, iou 1.00',
    ]);
  });

  it('an alias is the label it stands for', () => {
    const given = [box('1', 'Katze', [20, 20, 40, 40])];
    expect(between([cat], given, { aliases: { Katze: 'cat' } })).toEqual([]);
  });

  it('a duplicate, of a match and of another extra', () => {
    expect(between([cat], [box('1', 'cat', [20, 20, 40, 40]), box('2', 'cat', [21, 20, 40, 40])])).toEqual([
      'duplicate a-2, other 1, iou 0.95',
    ]);
    expect(between([], [box('1', 'cat', [20, 20, 40, 40]), box('2', 'cat', [20, 20, 40, 40])])).toEqual([
      'extra -1',
      'duplicate -2, other 1, iou 1.00',
    ]);
    // Another name for the same thing is no duplicate.
    expect(between([cat], [box('1', 'cat', [20, 20, 40, 40]), box('2', 'dog', [20, 20, 40, 40])])).toEqual([
      'extra -2',
    ]);
  });

  it('loose and tight, by how many pixels at which edge', () => {
    expect(between([cat], [box('1', 'cat', [15, 20, 45, 44])])).toEqual([
      'loose a-1, left 5, bottom 4, iou 0.81',
    ]);
    expect(between([cat], [box('1', 'cat', [20, 23, 40, 37])])).toEqual(['tight a-1, top 3, iou 0.93']);
    expect(between([cat], [box('1', 'cat', [24, 20, 40, 40])])).toEqual([
      'loose a-1, right 4, iou 0.82',
      'tight a-1, left 4, iou 0.82',
    ]);
  });

  it('an edge may be off by 2 pixels, on large shapes by 2 %', () => {
    expect(between([cat], [box('1', 'cat', [18, 20, 42, 40])])).toEqual([]);
    const large = image([box('a', 'cat', [0, 0, 500, 500])], { size: { width: 1000, height: 1000 } });
    const off = (pixels: number) => image([box('1', 'cat', [0, 0, 500 + pixels, 500])], { size: large.size });
    expect(told(scored(set([large]), set([off(10)])).findings)).toEqual([]);
    expect(told(scored(set([large]), set([off(11)])).findings)).toEqual(['loose a-1, right 11, iou 0.98']);
  });

  it('a low overlap, by the setting', () => {
    const region = [rectangle('a', 'cat', [20, 20, 40, 40])];
    const hollow = [
      shape('1', 'cat', {
        kind: 'polygon',
        parts: [
          {
            outline: Float64Array.of(20, 20, 60, 20, 60, 60, 20, 60),
            holes: [Float64Array.of(30, 30, 50, 30, 50, 50, 30, 50)],
          },
        ],
      }),
    ];
    expect(between(region, hollow)).toEqual(['low_overlap a-1, iou 0.75']);
    expect(between(region, hollow, { lowOverlap: 0.7 })).toEqual([]);
  });

  it('covered by what lies in front, unless the reference is so too', () => {
    const behind = rectangle('1', 'tie', [30, 30, 5, 10], { zOrder: 1 });
    const front = rectangle('2', 'person', [20, 20, 40, 40], { zOrder: 2 });
    const turned = [
      { ...behind, id: 'a', zOrder: 2 },
      { ...front, id: 'b', zOrder: 1 },
    ];
    expect(between(turned, [behind, front])).toEqual(['covered -1, other 2']);
    expect(between([behind, front], [behind, front])).toEqual([]);
    // Without an order nothing is in front.
    expect(
      between(turned, [
        { ...behind, zOrder: 0 },
        { ...front, zOrder: 0 },
      ]),
    ).toEqual([]);
    // A tenth can be seen.
    expect(
      between(turned, [behind, rectangle('2', 'person', [20, 31, 40, 30], { zOrder: 2 })]),
    ).not.toContain('covered -1, other 2');
  });

  it('out of the image, by how many pixels at which edge', () => {
    const edge = box('a', 'cat', [0, 0, 40, 40]);
    expect(between([edge], [box('1', 'cat', [-2, -1, 42, 41])])).toEqual(['out_of_image -1, left 2']);
    expect(between([box('a', 'cat', [80, 60, 20, 20])], [box('1', 'cat', [80, 60, 22, 22])])).toEqual([
      'out_of_image -1, right 2, bottom 2',
    ]);
  });

  it('of the image: another size, not there', () => {
    const small = image([], { size: { width: 50, height: 40 } });
    expect(told(scored(set([image([])]), set([small])).findings)).toEqual([
      'size_differs -, width 100, height 80, givenWidth 50, givenHeight 40',
    ]);
    expect(told(scored(set([image([cat])]), set([])).findings)).toEqual(['image_missing -', 'missing a-']);
  });

  it('of tags and of labels of pixels', () => {
    const tagged = (label: string) => set([image([], { tags: [tag('t', label)] })]);
    expect(told(scored(tagged('day'), tagged('night')).findings)).toEqual([
      'wrong_label t-t, expected day, given night, iou 1.00',
    ]);
  });

  it('are hints where the files do not go together', () => {
    const { result } = scored(
      set([image([rectangle('a', 'cat', [0, 0, 9, 9])])]),
      set([
        image([box('1', 'cta', [0, 0, 9, 9])]),
        image([], { name: 'other.jpg', size: { width: 5, height: 5 } }),
      ]),
    );
    expect(result.hints).toEqual([
      { code: 'image_unknown', params: { name: 'other.jpg' } },
      { code: 'label_unknown', params: { label: 'cta' } },
      { code: 'families_differ', params: { expected: 'region', given: 'box' } },
    ]);
  });
});
