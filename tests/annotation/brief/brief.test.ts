import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type GrayPicture, resized } from '../../../src/main/annotation/brief/gray-picture.ts';
import { flatnessOf, perceptualHash, sharpnessOf } from '../../../src/main/annotation/brief/look.ts';
import {
  briefFindingKey,
  defaultBrief,
  type ImageBrief,
  type ImageFacts,
  judgeCollection,
  type PictureFacts,
} from '../../../src/shared/rules/image-brief.ts';
import { namePattern } from '../../../src/shared/rules/name-pattern.ts';
import { seededRandom } from '../../roster/generate-roster.ts';

function picture(width: number, height: number, value: (x: number, y: number) => number): GrayPicture {
  const pixels = new Uint8Array(width * height);
  for (let at = 0; at < pixels.length; at++)
    pixels[at] = Math.max(0, Math.min(255, Math.round(value(at % width, Math.floor(at / width)))));
  return { width, height, pixels };
}

/** A motif of soft blobs, the same for the same seed at any size and brightness. */
function motif(seed: number, width = 128, height = 96, brighter = 0, blurred = 1): GrayPicture {
  const random = seededRandom(seed);
  const blobs = Array.from({ length: 12 }, () => [
    random(),
    random(),
    0.03 + random() * 0.12,
    random() * 200 - 100,
  ]);
  return picture(width, height, (x, y) =>
    blobs.reduce((sum, [atX = 0, atY = 0, size = 0, light = 0]) => {
      const away = Math.hypot((x + 0.5) / width - atX, (y + 0.5) / height - atY) / size;
      return sum + light / (1 + Math.exp((40 / blurred) * (away - 1)));
    }, 120 + brighter),
  );
}

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
    ['one that could not be decoded', fact('a.jpg', { look: null }), []],
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
