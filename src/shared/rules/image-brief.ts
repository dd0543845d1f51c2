import { namePattern } from './name-pattern.ts';
import type { PictureType } from './pictures.ts';

/** What an image collection is asked for; null or empty asks for nothing. */
export interface ImageBrief {
  /** Images of a class lie in a folder of its name; without classes folders do not matter. */
  classes: readonly { name: string; least: number }[];
  /** Images in all. */
  least: number;
  /** Pixels of the shorter side. */
  leastSide: number;
  formats: readonly PictureType[];
  /** Two images whose hashes differ in at most so many of 64 bits are the same motif; null does not ask. */
  duplicateBits: number | null;
  /** Least sharpness, as `sharpnessOf` measures it; null does not ask. */
  leastSharpness: number | null;
  screenshots: 'allowed' | 'refused';
  location: 'allowed' | 'refused';
  /** As `namePattern` reads it. */
  names: string | null;
}

export const defaultBrief: ImageBrief = {
  classes: [],
  least: 0,
  leastSide: 1024,
  formats: ['image/jpeg', 'image/png', 'image/webp'],
  duplicateBits: 8,
  leastSharpness: 60,
  screenshots: 'refused',
  location: 'refused',
  names: null,
};

/** What is known of an image that was handed in. */
export interface ImageFacts {
  /** Within the hand-in, with its folders. */
  path: string;
  /** Null if it is no picture that can be read. */
  picture: PictureFacts | null;
}

export interface PictureFacts {
  type: PictureType;
  width: number;
  height: number;
  /** It tells where it was taken. */
  hasLocation: boolean;
  /** It tells which camera took it. */
  hasCamera: boolean;
  /** Of what it shows; null where it could not be decoded. */
  look: Look | null;
}

export interface Look {
  /** 16 hexadecimal digits. */
  hash: string;
  sharpness: number;
  /** Share of the picture that is perfectly even, 0 to 1. */
  flatness: number;
}

export type BriefCode =
  | 'not_a_picture'
  | 'too_small'
  | 'wrong_format'
  | 'near_duplicate'
  | 'blurred'
  | 'screenshot'
  | 'location'
  | 'wrong_name'
  | 'unknown_class';

export interface BriefFinding {
  code: BriefCode;
  path: string;
  params: Readonly<Record<string, string | number>>;
}

export interface BriefResult {
  /** In the order of the paths. */
  findings: readonly BriefFinding[];
  images: readonly { path: string; class: string | null; passes: boolean }[];
  classes: readonly { name: string; least: number; given: number; passing: number }[];
  given: number;
  passing: number;
  /** 0 to 1: of the images that are wanted, the share that is there and passes. What the rubric's bands are asked with. */
  share: number;
}

/** By what an accepted finding is known again. */
export const briefFindingKey = ({ code, path }: BriefFinding): string => JSON.stringify([code, path]);

/**
 * Looks through an image collection. The same images give the same, whatever their order.
 * @param accepted keys of findings that the instructor accepted as fine: the image passes as if they were not there
 */
export function judgeCollection(
  brief: ImageBrief,
  facts: readonly ImageFacts[],
  accepted: ReadonlySet<string> = new Set(),
): BriefResult {
  const sorted = [...facts].sort((a, b) => (a.path < b.path ? -1 : 1));
  const fitsName = brief.names === null ? null : namePattern(brief.names);
  const findings = sorted.flatMap((image) => findingsOf(image, brief, fitsName));
  for (const finding of duplicatesOf(sorted, brief.duplicateBits)) findings.push(finding);
  findings.sort((a, b) => (a.path === b.path ? 0 : a.path < b.path ? -1 : 1));
  const failing = new Set(
    findings.filter((finding) => !accepted.has(briefFindingKey(finding))).map(({ path }) => path),
  );
  const images = sorted.map(({ path }) => ({
    path,
    class: classOf(path, brief),
    passes: !failing.has(path),
  }));
  const classes = brief.classes.map(({ name, least }) => {
    const own = images.filter((image) => image.class === name);
    return { name, least, given: own.length, passing: own.filter(({ passes }) => passes).length };
  });
  const passing = images.filter(({ passes }) => passes).length;
  return {
    findings,
    images,
    classes,
    given: images.length,
    passing,
    share: shareOf(brief, classes, passing, images.length),
  };
}

/** Without a wanted number all that was given is wanted; nothing given is nothing done. */
function shareOf(brief: ImageBrief, classes: BriefResult['classes'], passing: number, given: number): number {
  const inClasses = classes.reduce((sum, { least }) => sum + least, 0);
  const wanted = Math.max(brief.least, inClasses);
  if (wanted === 0) return given > 0 ? passing / given : 0;
  const filled = classes.reduce((sum, { least, passing: own }) => sum + Math.min(least, own), 0);
  // What is wanted beyond the classes may be of any of them.
  const beyond = Math.min(wanted - inClasses, passing - filled);
  return (filled + Math.max(0, beyond)) / wanted;
}

/** The nearest folder that is the name of a class, in whatever case. */
function classOf(path: string, { classes }: ImageBrief): string | null {
  const folders = path.normalize('NFC').toLowerCase().split('/').slice(0, -1).reverse();
  for (const folder of folders) {
    const found = classes.find(({ name }) => name.normalize('NFC').toLowerCase() === folder);
    if (found) return found.name;
  }
  return null;
}

/** What screenshots are called by the systems that take them, in the languages of the centers. */
const screenshotName =
  /screen[\s_-]?shot|снимок[\s_-]?экрана|знімок[\s_-]?екрана|екранна[\s_-]?снимка|لقطة[\s_-]?شاشة/iu;
/** No photo is perfectly even on so much of it. */
const FLAT = 0.5;

function findingsOf(
  { path, picture }: ImageFacts,
  brief: ImageBrief,
  fitsName: ((name: string) => boolean) | null,
): BriefFinding[] {
  if (!picture) return [{ code: 'not_a_picture', path, params: {} }];
  const { width, height, type, look } = picture;
  const findings: BriefFinding[] = [];
  const say = (code: BriefCode, params: BriefFinding['params'] = {}): void => {
    findings.push({ code, path, params });
  };
  const name = path.split('/').at(-1) ?? path;
  if (brief.classes.length > 0 && classOf(path, brief) === null) say('unknown_class');
  if (fitsName && !fitsName(name)) say('wrong_name', { name, pattern: brief.names ?? '' });
  if (brief.formats.length > 0 && !brief.formats.includes(type)) say('wrong_format', { type });
  if (Math.min(width, height) < brief.leastSide) say('too_small', { width, height, least: brief.leastSide });
  if (look && brief.leastSharpness !== null && look.sharpness < brief.leastSharpness)
    say('blurred', { sharpness: Math.round(look.sharpness), least: brief.leastSharpness });
  const looksIt = look !== null && !picture.hasCamera && look.flatness >= FLAT;
  if (brief.screenshots === 'refused' && (screenshotName.test(name) || looksIt)) say('screenshot');
  if (brief.location === 'refused' && picture.hasLocation) say('location');
  return findings;
}

/** Each image that is like an earlier one, with the one it is most like. */
function duplicatesOf(images: readonly ImageFacts[], most: number | null): BriefFinding[] {
  if (most === null) return [];
  const looks = images.flatMap(({ path, picture }) =>
    picture?.look ? [{ path, high: half(picture.look.hash, 0), low: half(picture.look.hash, 8) }] : [],
  );
  return looks.flatMap((image, index) => {
    let best: { path: string; bits: number } | null = null;
    for (const earlier of looks.slice(0, index)) {
      const bits = onesIn(image.high ^ earlier.high) + onesIn(image.low ^ earlier.low);
      if (bits <= most && bits < (best?.bits ?? Number.POSITIVE_INFINITY))
        best = { path: earlier.path, bits };
    }
    return best
      ? [{ code: 'near_duplicate' as const, path: image.path, params: { other: best.path, bits: best.bits } }]
      : [];
  });
}

const half = (hash: string, from: number): number => Number.parseInt(hash.slice(from, from + 8), 16) | 0;

/** How many of 32 bits are set. */
function onesIn(word: number): number {
  let ones = 0;
  for (let rest = word >>> 0; rest !== 0; rest = (rest & (rest - 1)) >>> 0) ones++;
  return ones;
}
