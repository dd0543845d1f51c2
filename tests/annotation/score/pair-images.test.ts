import { describe, expect, it } from 'vitest';
import { pairImages } from '../../../src/main/annotation/score/pair-images.ts';
import type { AnnotationSet, Size } from '../../../src/shared/rules/annotations.ts';
import { proposeAliases } from '../../../src/shared/rules/label-aliases.ts';
import { box, image, scored, set } from '../build.ts';

type Named = string | readonly [name: string, size: Size];

const named = (...images: Named[]): AnnotationSet =>
  set(
    images.map((one) =>
      typeof one === 'string'
        ? image([], { name: one, size: null })
        : image([], { name: one[0], size: one[1] }),
    ),
  );

const paired = (reference: AnnotationSet, learner: AnnotationSet): string[] => {
  const { pairs, unknown } = pairImages(reference, learner);
  return [
    ...pairs.map((pair) => `${pair.reference.name}=${pair.learner?.name ?? ''}`),
    ...unknown.map(({ name }) => `=${name}`),
  ];
};

describe('images go together', () => {
  it.each([
    ['by name, whatever case and separators', ['a/One.JPG'], ['A\\one.jpg'], ['a/One.JPG=A\\one.jpg']],
    [
      'without folders',
      ['images/one.jpg'],
      ['C:\\Users\\x\\one.jpg'],
      ['images/one.jpg=C:\\Users\\x\\one.jpg'],
    ],
    ['without ending', ['one.jpg'], ['one.png'], ['one.jpg=one.png']],
    [
      'without what Label Studio puts before',
      ['one.jpg'],
      ['/data/upload/1/0a1b2c3d-one.jpg'],
      ['one.jpg=/data/upload/1/0a1b2c3d-one.jpg'],
    ],
    ['however accents are written', ['caf\u00e9.jpg'], ['cafe\u0301.jpg'], ['caf\u00e9.jpg=cafe\u0301.jpg']],
    [
      'by the folders that agree, of several',
      ['a/1.jpg', 'b/1.jpg'],
      ['x/b/1.jpg', 'x/a/1.jpg'],
      ['a/1.jpg=x/a/1.jpg', 'b/1.jpg=x/b/1.jpg'],
    ],
    [
      'the nearer name before the farther',
      ['one.jpg', 'one.png'],
      ['one.png', 'one.jpg'],
      ['one.jpg=one.jpg', 'one.png=one.png'],
    ],
    ['with dots in their names', ['a.b.jpg', 'a.c.jpg'], ['a.c', 'a.b'], ['a.b.jpg=a.b', 'a.c.jpg=a.c']],
    ['never twice', ['one.jpg'], ['one.jpg', 'one.png'], ['one.jpg=one.jpg', '=one.png']],
    ['or not at all', ['one.jpg'], ['two.jpg'], ['one.jpg=', '=two.jpg']],
  ])('%s', (_, reference, learner, expected) => {
    expect(paired(named(...reference), named(...learner))).toEqual(expected);
  });

  it('by a size that no other has', () => {
    const [large, small] = [
      { width: 9, height: 9 },
      { width: 5, height: 5 },
    ];
    expect(paired(named(['a.jpg', large], ['b.jpg', small]), named(['x.jpg', small]))).toEqual([
      'a.jpg=',
      'b.jpg=x.jpg',
    ]);
    expect(paired(named(['a.jpg', large], ['b.jpg', large]), named(['x.jpg', large]))).toEqual([
      'a.jpg=',
      'b.jpg=',
      '=x.jpg',
    ]);
  });

  it('by ids where a file has nothing else, labels too', () => {
    const cat = (label: string) => [box('1', label, [0, 0, 9, 9])];
    const reference = set([image(cat('cat'), { name: 'one.jpg' }), image(cat('dog'), { name: 'two.jpg' })], {
      labels: ['cat', 'dog'],
      ids: { labels: ['17', '18'], images: ['42', '7'], only: false },
    });
    const results = set(
      [image(cat('18'), { name: '7', size: null }), image(cat('17'), { name: '42', size: null })],
      {
        labels: ['18', '17'],
        ids: { labels: ['18', '17'], images: ['7', '42'], only: true },
      },
    );
    expect(paired(reference, results)).toEqual(['one.jpg=42', 'two.jpg=7']);
    expect(scored(reference, results).figures.totals).toMatchObject({ valid: 2, missing: 0, extra: 0 });
  });
});

describe('labels that may be meant', () => {
  it.each([
    [['Cat'], ['cat', 'dog'], ['Cat=cat 0']],
    [['traffic-light'], ['traffic light', 'traffic sign'], ['traffic-light=traffic light 0']],
    [
      ['bycicle', 'persn'],
      ['bicycle', 'person'],
      ['bycicle=bicycle 2', 'persn=person 1'],
    ],
    [['cafè'], ['cafe'], ['cafè=cafe 0']],
    [['cats', 'car'], ['cat', 'car'], ['cats=cat 1']],
    // Nothing near, and two equally near.
    [['tree'], ['cat', 'dog'], []],
    [['bat'], ['cat', 'hat'], []],
  ])('%j among %j', (learner, reference, expected) => {
    expect(
      proposeAliases(learner, reference).map(({ given, meant, distance }) => `${given}=${meant} ${distance}`),
    ).toEqual(expected);
  });
});
