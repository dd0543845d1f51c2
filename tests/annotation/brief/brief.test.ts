import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resized } from '../../../src/main/annotation/brief/gray-picture.ts';
import { flatnessOf, perceptualHash, sharpnessOf } from '../../../src/main/annotation/brief/look.ts';
import { alikeAmong, bitsBetween, halvesOf } from '../../../src/shared/rules/alike.ts';
import {
  briefFindingKey,
  defaultBrief,
  faultOfBrief,
  figuresOfBrief,
  type ImageBrief,
  type ImageFacts,
  judgeCollection,
  type PictureFacts,
} from '../../../src/shared/rules/image-brief.ts';
import { namePattern } from '../../../src/shared/rules/name-pattern.ts';
import { seededRandom } from '../../roster/generate-roster.ts';
import { motif, picture } from './motif.ts';

const bits = (one: string, other: string): number =>
  [...(BigInt(`0x${one}`) ^ BigInt(`0x${other}`)).toString(2)].filter((bit) => bit === '1').length;

describe('the look of a picture', () => {
  it('is known again when it is scaled and made brighter, and told from others', () => {
    for (let seed = 1; seed <= 6; seed++) {
      const hash = perceptualHash(motif(seed));
      expect(hash).toMatch(/^[0-9a-f]{16}$/);
      expect(bits(hash, perceptualHash(motif(seed, 256, 192)))).toBeLessThanOrEqual(4);
      expect(bits(hash, perceptualHash(motif(seed, 128, 96, 20)))).toBeLessThanOrEqual(4);
      expect(bits(hash, perceptualHash(motif(seed + 100)))).toBeGreaterThan(12);
    }
  });

  it('of nothing at all is the same at every brightness', () => {
    expect(perceptualHash(picture(64, 64, () => 30))).toBe(perceptualHash(picture(50, 70, () => 200)));
  });

  it('sharpness falls with every blur, and one sharp field is enough', () => {
    const sharpness = [1, 4, 16].map((blurred) => sharpnessOf(motif(3, 128, 96, 0, blurred)));
    expect(sharpness).toEqual(sharpness.toSorted((a, b) => b - a));
    expect(sharpness[0]).toBeGreaterThan(10 * (sharpness[2] ?? 0));
    expect(sharpnessOf(picture(80, 80, () => 99))).toBe(0);
    // Only the first field of 8 x 8 has stripes: there the Laplacian is 255 x 2 and -255 x 2 in turns.
    const stripes = picture(80, 80, (x, y) => (x < 11 && y < 11 && x % 2 === 0 ? 255 : 0));
    expect(sharpnessOf(stripes)).toBeGreaterThan(200_000);
  });

  it('flatness tells what a machine drew', () => {
    expect(flatnessOf(picture(40, 40, () => 7))).toBe(1);
    const random = seededRandom(1);
    expect(flatnessOf(picture(40, 40, () => random() * 255))).toBe(0);
    // The right half is even: of 38 inner columns 20 to 38, one less at the border between.
    expect(flatnessOf(picture(40, 40, (x, y) => (x < 20 ? (x + y) * 3 : 255)))).toBeCloseTo(18 / 38, 12);
    expect(flatnessOf(picture(2, 2, () => 7))).toBe(0);
  });

  it('is scaled by the mean of what a pixel covers', () => {
    const small = resized(
      picture(3, 2, (x) => x * 100),
      2,
      1,
    );
    expect(small[0]).toBeCloseTo((0 + 0.5 * 100) / 1.5, 12);
    expect(small[1]).toBeCloseTo((0.5 * 100 + 200) / 1.5, 12);
  });
});

const good: PictureFacts = {
  type: 'image/jpeg',
  width: 1600,
  height: 1200,
  hasLocation: false,
  hasCamera: true,
  look: { hash: '0123456789abcdef', sharpness: 300, flatness: 0.1 },
};

const fact = (path: string, more: Partial<PictureFacts> = {}): ImageFacts => ({
  path,
  picture: { ...good, ...more },
});
/** No two are alike. */
const different = (path: string, index: number): ImageFacts =>
  fact(path, {
    look: {
      hash: (0xf0f << (index * 3)).toString(16).padStart(8, '0').repeat(2),
      sharpness: 300,
      flatness: 0,
    },
  });

const found = (facts: readonly ImageFacts[], brief: Partial<ImageBrief> = {}): string[] =>
  judgeCollection({ ...defaultBrief, ...brief }, facts).findings.map(({ code, path, params }) =>
    [`${code} ${path}`, ...Object.entries(params).map(([name, value]) => `${name} ${value}`)].join(', '),
  );

describe('a collection of images', () => {
  it.each([
    ['nothing', fact('a.jpg'), []],
    ['no picture', { path: 'a.jpg', picture: null }, ['not_a_picture a.jpg']],
    ['too small', fact('a.jpg', { height: 1000 }), ['too_small a.jpg, width 1600, height 1000, least 1024']],
    ['another format', fact('a.webp', { type: 'image/webp' }), ['wrong_format a.webp, type image/webp']],
    [
      'blurred',
      fact('a.jpg', { look: { hash: '0', sharpness: 12.4, flatness: 0 } }),
      ['blurred a.jpg, sharpness 12, least 60'],
    ],
    [
      'a screenshot by its look',
      fact('a.jpg', { hasCamera: false, look: { hash: '0', sharpness: 300, flatness: 0.6 } }),
      ['screenshot a.jpg'],
    ],
    ['a screenshot by its name', fact('Снимок экрана 1.png'), ['screenshot Снимок экрана 1.png']],
    ['a photo of a white wall', fact('a.jpg', { look: { hash: '0', sharpness: 300, flatness: 0.6 } }), []],
    ['where it was taken', fact('a.jpg', { hasLocation: true }), ['location a.jpg']],
    ['one that could not be decoded', fact('a.jpg', { look: null }), ['damaged a.jpg']],
  ] as const)('finds %s', (_, image, expected) => {
    expect(found([image], { formats: ['image/jpeg', 'image/png'] })).toEqual(expected);
  });

  it('asks for nothing that the brief does not', () => {
    const bad = fact('a.jpg', {
      width: 1,
      hasLocation: true,
      hasCamera: false,
      look: { hash: '0', sharpness: 0, flatness: 1 },
    });
    const nothing: Partial<ImageBrief> = {
      leastSide: 0,
      formats: [],
      leastSharpness: null,
      duplicateBits: null,
      screenshots: 'allowed',
      location: 'allowed',
    };
    expect(found([bad, { ...bad, path: 'b.jpg' }], nothing)).toEqual([]);
  });

  it('names the image that a near duplicate is most like, an earlier one', () => {
    const look = (hash: string) => ({ look: { hash, sharpness: 300, flatness: 0 } });
    const images = [
      fact('c.jpg', look('0123456789abcdee')),
      fact('a.jpg', look('0123456789abcdef')),
      fact('b.jpg', look('fedcba9876543210')),
      fact('d.jpg', look('0123456789abcde0')),
    ];
    expect(found(images)).toEqual([
      'near_duplicate c.jpg, other a.jpg, bits 1',
      'near_duplicate d.jpg, other c.jpg, bits 3',
    ]);
    expect(found(images, { duplicateBits: 0 })).toEqual([]);
  });

  it('counts by class, told by folder, and shares what is wanted', () => {
    const images = ['cats/1.jpg', 'Cats/2.jpg', 'set/dogs/1.jpg', 'birds/1.jpg'].map(different);
    const brief: ImageBrief = {
      ...defaultBrief,
      classes: [
        { name: 'cats', least: 1 },
        { name: 'dogs', least: 3 },
      ],
    };
    const result = judgeCollection(brief, images);
    expect(result.classes).toEqual([
      { name: 'cats', least: 1, given: 2, passing: 2 },
      { name: 'dogs', least: 3, given: 1, passing: 1 },
    ]);
    expect(result.findings.map(({ code, path }) => `${code} ${path}`)).toEqual(['unknown_class birds/1.jpg']);
    // One cat and one dog of four; a second cat makes up for no dog.
    expect(result.share).toBe(2 / 4);
    expect(judgeCollection({ ...brief, least: 5 }, images).share).toBe(3 / 5);
  });

  it('counts by class, told by file name', () => {
    const images = ['cat_1.jpg', 'x/Traffic-Light_2.jpg', 'bird_3.jpg', 'holiday.jpg'].map(different);
    const brief: Partial<ImageBrief> = {
      ...{ classBy: 'name', names: '{class}_#' },
      classes: [
        { name: 'cat', least: 1 },
        { name: 'traffic light', least: 1 },
      ],
    };
    expect(judgeCollection({ ...defaultBrief, ...brief }, images).images.map((one) => one.class)).toEqual([
      ...[null, 'cat', null, 'traffic light'],
    ]);
    // What does not fit the pattern says no class either: that is told once.
    expect(found(images, brief)).toEqual([
      'unknown_class bird_3.jpg',
      'wrong_name holiday.jpg, name holiday.jpg, pattern {class}_#',
    ]);
  });

  it('says what a rubric can go by', () => {
    const images = ['cats/1.jpg', 'cats/2.jpg', 'dogs/1.jpg'].map(different);
    const brief = {
      ...defaultBrief,
      classes: [
        { name: 'cats', least: 2 },
        { name: 'dogs', least: 2 },
      ],
    };
    const result = judgeCollection(brief, [...images, fact('dogs/2.jpg', { width: 9 })]);
    expect(figuresOfBrief(result, brief)).toEqual({ checks: 3 / 4, passing: 3 / 4, complete: 1 });
    expect(figuresOfBrief(judgeCollection(brief, []), brief)).toEqual({ checks: 0, passing: 0, complete: 0 });
  });

  it.each([
    [{}, null],
    [{ classes: [{ name: 'a', least: 1 }], classBy: 'name', names: 'x_#' }, 'class_not_in_names'],
    [{ classes: [{ name: 'a', least: 1 }], classBy: 'name', names: null }, 'class_not_in_names'],
    [{ classes: [{ name: 'a', least: 1 }], classBy: 'name', names: '{class}' }, null],
    [
      {
        classes: [
          { name: 'Big dog', least: 1 },
          { name: 'big_DOG', least: 1 },
        ],
      },
      'class_twice',
    ],
  ] as const)('may be asked for by %o: %s', (changed, fault) => {
    expect(faultOfBrief({ ...defaultBrief, ...changed } as ImageBrief)).toBe(fault);
  });

  it('without a wanted number is the share that passes', () => {
    expect(
      judgeCollection(defaultBrief, [fact('a.jpg'), fact('b.jpg', { hasLocation: true, look: null })]).share,
    ).toBe(0.5);
    expect(judgeCollection(defaultBrief, []).share).toBe(0);
    expect(judgeCollection({ ...defaultBrief, least: 4 }, [fact('a.jpg')]).share).toBe(0.25);
  });

  it('an accepted finding lets the image pass', () => {
    const images = [fact('a.jpg', { hasLocation: true, width: 100 })];
    const [small, place] = judgeCollection(defaultBrief, images).findings.map(briefFindingKey);
    expect(judgeCollection(defaultBrief, images, new Set([small ?? ''])).passing).toBe(0);
    expect(judgeCollection(defaultBrief, images, new Set([small ?? '', place ?? ''])).passing).toBe(1);
  });

  it('does not hang on the order of the images', () => {
    const any = fc.array(
      fc.record({
        name: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
        hash: fc.constantFrom('0'.repeat(16), '1'.repeat(16), '3'.repeat(16)),
        place: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(any, (all) => {
        const images = all.map(({ name, hash, place }, index) =>
          fact(`${name}${index}.jpg`, { hasLocation: place, look: { hash, sharpness: 300, flatness: 0 } }),
        );
        expect(judgeCollection(defaultBrief, images.toReversed())).toEqual(
          judgeCollection(defaultBrief, images),
        );
      }),
    );
  });
});

describe('a pattern of names', () => {
  it.each([
    ['cat_#', 'cat_012.jpg', true],
    ['cat_#', 'CAT_1.PNG', true],
    ['cat_#', 'cat_.jpg', false],
    ['cat_#', 'my cat_1.jpg', false],
    ['{class}_{place}_##', 'dog_Kyiv_7.jpeg', true],
    ['{class}_#', 'собака_7.jpeg', true],
    ['{class}_#', 'big dog_7.jpeg', false],
    ['*-#', 'anything at all-5.jpg', true],
    ['a.b(c)', 'a.b(c).jpg', true],
    ['a.b(c)', 'axb(c).jpg', false],
  ])('%s: %s is %s', (pattern, name, fits) => {
    expect(namePattern(pattern)(name)).toBe(fits);
  });

  it.each([
    ['{class}_#', 'traffic light', 'Traffic-light_07.jpg', true],
    ['{class}_#', 'traffic light', 'traffic_7.jpg', false],
    ['{class}_#', 'dog', 'cat_7.jpg', false],
    ['{place}-{class}', 'кіт', 'Львів-Кіт.png', true],
  ])('%s of the class %s: %s is %s', (pattern, of, name, fits) => {
    expect(namePattern(pattern, of)(name)).toBe(fits);
  });

  it('takes no time, however it is made', () => {
    const pattern = '*#'.repeat(40);
    expect(namePattern(pattern)(`${'1'.repeat(250)}x`)).toBe(false);
    expect(namePattern(pattern)('1'.repeat(250))).toBe(true);
  });

  it('is never a program', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (pattern, name) => {
        expect(typeof namePattern(pattern)(name)).toBe('boolean');
      }),
    );
  });
});

describe('images that are alike', () => {
  const hash = fc
    .bigInt({ min: 0n, max: 2n ** 64n - 1n })
    .map((value) => value.toString(16).padStart(16, '0'));

  it('differ in as many bits one way as the other, in none from themselves, and never more by a detour', () => {
    fc.assert(
      fc.property(hash, hash, hash, (a, b, c) => {
        const [one, other, third] = [halvesOf(a), halvesOf(b), halvesOf(c)];
        expect(bitsBetween(one, other)).toBe(bits(a, b));
        expect(bitsBetween(one, other)).toBe(bitsBetween(other, one));
        expect(bitsBetween(one, one)).toBe(0);
        expect(bitsBetween(one, third)).toBeLessThanOrEqual(
          bitsBetween(one, other) + bitsBetween(other, third),
        );
      }),
    );
  });

  const known = fc.record({
    sha256: fc.constantFrom('x', 'y', 'z'),
    hash: fc.option(fc.constantFrom('0', '1', '3').map((one) => one.repeat(16))),
  });

  it('of others are found from either side, whatever their order', () => {
    fc.assert(
      fc.property(fc.array(known), fc.array(known), fc.integer({ min: 0, max: 24 }), (ours, theirs, most) => {
        const found = alikeAmong(ours, theirs, most, 99);
        const back = alikeAmong(theirs, ours, most, 99);
        for (const [index, own] of ours.entries())
          for (const { other } of found[index] ?? [])
            expect(back[theirs.indexOf(other)]?.some((one) => one.other === own)).toBe(true);
        const turned = alikeAmong(ours, theirs.toReversed(), most, 99);
        const told = (list: typeof found) => list.map((one) => one.map(({ bits: far, same }) => [far, same]));
        expect(told(turned)).toEqual(told(found));
      }),
    );
  });

  it('are a copy first, and not for showing nothing', () => {
    const nothing = '0'.repeat(16);
    const others = [
      { sha256: 'p', hash: '0123456789abcdee' },
      { sha256: 'q', hash: nothing },
      { sha256: 'r', hash: '0123456789abcdef' },
      { sha256: 's', hash: 'ffffffffffffffff' },
    ];
    const own = [
      { sha256: 'r', hash: '0123456789abcdef' },
      { sha256: 't', hash: nothing },
      { sha256: 'u', hash: null },
    ];
    const found = alikeAmong(own, others, 8).map((list) =>
      list.map(({ other, bits: far, same }) => `${other.sha256} ${far} ${same}`),
    );
    expect(found).toEqual([['r 0 true', 'p 1 false'], [], []]);
  });
});
