import { bitsBetween, halvesOf } from './alike.ts';
import { CLASS, namePattern } from './name-pattern.ts';
import type { PictureType } from './pictures.ts';

/** What an image collection is asked for; null or empty asks for nothing. */
export interface ImageBrief {
  /** Empty where images are of no class. */
  classes: { name: string; least: number }[];
  /** Images of a class lie in a folder of its name, or have it where `names` says `{class}`. */
  classBy: ClassBy;
  /** Images in all. */
  least: number;
  /** Pixels of the shorter side. */
  leastSide: number;
  formats: PictureType[];
  /** Two images whose hashes differ in at most so many of 64 bits are the same motif; null does not ask. */
  duplicateBits: number | null;
  /** Least sharpness, as `sharpnessOf` measures it; null does not ask. */
  leastSharpness: number | null;
  screenshots: 'allowed' | 'refused';
  location: 'allowed' | 'refused';
  /** As `namePattern` reads it. */
  names: string | null;
}

export const classKinds = ['folder', 'name'] as const;
export type ClassBy = (typeof classKinds)[number];

export const defaultBrief: ImageBrief = {
  classes: [],
  classBy: 'folder',
  least: 0,
  leastSide: 1024,
  formats: ['image/jpeg', 'image/png', 'image/webp'],
  duplicateBits: 8,
  leastSharpness: 60,
  screenshots: 'refused',
  location: 'refused',
  names: null,
};

/** Images in all that a brief asks for. */
export const wantedIn = ({ least, classes }: Pick<ImageBrief, 'least' | 'classes'>): number =>
  Math.max(
    least,
    classes.reduce((sum, one) => sum + one.least, 0),
  );

/** What is wrong with a brief, as a reason; null if nothing is. */
export function faultOfBrief({
  classes,
  classBy,
  names,
}: ImageBrief): 'class_twice' | 'class_not_in_names' | null {
  if (new Set(classes.map(({ name }) => folded(name))).size < classes.length) return 'class_twice';
  return classes.length > 0 && classBy === 'name' && !names?.includes(CLASS) ? 'class_not_in_names' : null;
}

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
  | 'damaged'
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
  /** 0 to 1: of the images that are wanted, the share that is there and passes. */
  share: number;
}

/** What a rubric can go by, by the names of `proposals.ts`. */
export const figuresOfBrief = ({ share, given, passing, classes }: BriefResult, brief: ImageBrief) => ({
  checks: share,
  passing: given > 0 ? passing / given : 0,
  complete: shareOf(
    brief,
    classes.map((one) => ({ ...one, passing: one.given })),
    given,
    given,
  ),
});

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
  const naming = namingOf(brief);
  const findings = sorted.flatMap((image) => findingsOf(image, brief, naming));
  for (const finding of duplicatesOf(sorted, brief.duplicateBits)) findings.push(finding);
  findings.sort((a, b) => (a.path === b.path ? 0 : a.path < b.path ? -1 : 1));
  const failing = new Set(
    findings.filter((finding) => !accepted.has(briefFindingKey(finding))).map(({ path }) => path),
  );
  const images = sorted.map(({ path }) => ({
    path,
    class: naming.classOf(path),
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
  const wanted = wantedIn(brief);
  if (wanted === 0) return given > 0 ? passing / given : 0;
  const filled = classes.reduce((sum, { least, passing: own }) => sum + Math.min(least, own), 0);
  // What is wanted beyond the classes may be of any of them.
  const beyond = Math.min(wanted - wantedIn({ ...brief, least: 0 }), passing - filled);
  return (filled + Math.max(0, beyond)) / wanted;
}

interface Naming {
  /** Null where the brief asks for no pattern. */
  fits: ((name: string) => boolean) | null;
  classOf: (path: string) => string | null;
}

const nameIn = (path: string): string => path.split('/').at(-1) ?? path;
/** Class names are alike in whatever case; what stands between their words is a matter of taste. */
const folded = (name: string): string =>
  name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s_-]+/gu, ' ');

function namingOf({ names, classes, classBy }: ImageBrief): Naming {
  const fits = names === null ? null : namePattern(names);
  if (classBy === 'name' && names !== null && fits !== null) {
    const patterns = classes.map(({ name }) => ({ name, fits: namePattern(names, name) }));
    const classNamed = (name: string) => patterns.find((one) => one.fits(name))?.name ?? null;
    return {
      // Names of classes may be of several words, which `{class}` alone does not take.
      fits: (name) => fits(name) || classNamed(name) !== null,
      classOf: (path) => classNamed(nameIn(path)),
    };
  }
  const byFolder = new Map(classes.map(({ name }) => [folded(name), name]));
  return {
    fits,
    classOf: (path) => {
      // The nearest folder counts.
      const folders = path.split('/').slice(0, -1).reverse();
      return folders.map((folder) => byFolder.get(folded(folder))).find((one) => one !== undefined) ?? null;
    },
  };
}

/** What a file name says under a brief. */
export function tellName(brief: ImageBrief, name: string): { fits: boolean; className: string | null } {
  const { fits, classOf } = namingOf(brief);
  return { fits: fits?.(name) ?? true, className: brief.classBy === 'name' ? classOf(name) : null };
}

/** What screenshots are called by the systems that take them, in the languages of the centers. */
const screenshotName =
  /screen[\s_-]?shot|снимок[\s_-]?экрана|знімок[\s_-]?екрана|екранна[\s_-]?снимка|لقطة[\s_-]?شاشة/iu;
/** No photo is perfectly even on so much of it. */
const FLAT = 0.5;

function findingsOf(
  { path, picture }: ImageFacts,
  brief: ImageBrief,
  { fits, classOf }: Naming,
): BriefFinding[] {
  if (!picture) return [{ code: 'not_a_picture', path, params: {} }];
  const { width, height, type, look } = picture;
  const findings: BriefFinding[] = [];
  const say = (code: BriefCode, params: BriefFinding['params'] = {}): void => {
    findings.push({ code, path, params });
  };
  const name = nameIn(path);
  const misnamed = fits !== null && !fits(name);
  if (misnamed) say('wrong_name', { name, pattern: brief.names ?? '' });
  // A name that is not as asked says no class either: one finding, not two.
  const isTold = misnamed && brief.classBy === 'name';
  if (brief.classes.length > 0 && !isTold && classOf(path) === null) say('unknown_class');
  if (brief.formats.length > 0 && !brief.formats.includes(type)) say('wrong_format', { type });
  if (Math.min(width, height) < brief.leastSide) say('too_small', { width, height, least: brief.leastSide });
  if (!look) say('damaged');
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
    picture?.look ? [{ path, ...halvesOf(picture.look.hash) }] : [],
  );
  return looks.flatMap((image, index) => {
    let best: { path: string; bits: number } | null = null;
    for (let at = 0; at < index; at++) {
      const earlier = looks[at];
      if (!earlier) continue;
      const bits = bitsBetween(image, earlier);
      if (bits <= most && (best === null || bits < best.bits)) best = { path: earlier.path, bits };
    }
    return best
      ? [{ code: 'near_duplicate' as const, path: image.path, params: { other: best.path, bits: best.bits } }]
      : [];
  });
}
