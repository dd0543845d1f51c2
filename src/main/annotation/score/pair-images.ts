import type { AnnotatedImage, AnnotationSet } from '../../../shared/rules/annotations.ts';
import { baseName, foldName, stemOf } from '../image-names.ts';
import type { ImagePair } from './score-image.ts';

export interface PairedImages {
  /** Each image of the reference, in its order. */
  pairs: ImagePair[];
  /** Images that only the learner has, in the order of her file. */
  unknown: AnnotatedImage[];
}

/**
 * Which image of the learner is which of the reference. By id where one file has only ids; then by the whole name, the
 * name without folders (of several the one that shares most folders), the name without ending or the prefix that Label
 * Studio puts before it, and at last by a size that no other has on either side. Never one image twice.
 */
export function pairImages(reference: AnnotationSet, learner: AnnotationSet): PairedImages {
  const open = {
    references: new Set(reference.images.keys()),
    learners: new Set(learner.images.keys()),
  };
  const found = new Map<number, number>();
  const take = (one: number, other: number): void => {
    found.set(one, other);
    open.references.delete(one);
    open.learners.delete(other);
  };
  const [referenceNames, learnerNames] = namesOf(reference, learner);
  for (const [keyOf, learnerKeyOf] of keys) {
    const groups = new Map<string, number[]>();
    for (const other of open.learners) {
      const name = learnerKeyOf(learnerNames[other] ?? '');
      if (name) groups.set(name, [...(groups.get(name) ?? []), other]);
    }
    for (const one of open.references) {
      const name = referenceNames[one] ?? '';
      const group = (groups.get(keyOf(name)) ?? []).filter((other) => open.learners.has(other));
      const best = mostFoldersShared(name, group, learnerNames);
      if (best !== null) take(one, best);
    }
  }
  for (const [one, other] of bySize(reference, learner, open.references, open.learners)) take(one, other);
  return {
    pairs: reference.images.map((image, one) => ({
      reference: image,
      learner: learner.images[found.get(one) ?? -1] ?? null,
    })),
    unknown: [...open.learners].sort((a, b) => a - b).flatMap((other) => learner.images[other] ?? []),
  };
}

/** What images go by: ids, if one of the two has nothing else and the other has them too. */
function namesOf(reference: AnnotationSet, learner: AnnotationSet): [readonly string[], readonly string[]] {
  if ((reference.ids?.only || learner.ids?.only) && reference.ids && learner.ids)
    return [reference.ids.images, learner.ids.images];
  return [reference.images.map(({ name }) => name), learner.images.map(({ name }) => name)];
}

const base = (name: string): string => baseName(foldName(name));
const stem = (name: string): string => stemOf(base(name));
/** Label Studio puts eight hexadecimal digits and a dash before the name of an upload. */
const unprefixed = (name: string): string => stem(name).replace(/^[0-9a-f]{8}-(?=.)/, '');

type Key = (name: string) => string;
/** By what an image of the reference and one of the learner are the same, surest first. YOLO writes no ending at all. */
const keys: readonly (readonly [Key, Key])[] = [
  [foldName, foldName],
  [base, base],
  [stem, base],
  [base, stem],
  [stem, stem],
  [unprefixed, unprefixed],
];

/** Of several images of one name the one whose folders agree farthest from the end, the first of equals. */
function mostFoldersShared(name: string, group: readonly number[], names: readonly string[]): number | null {
  const wanted = foldName(name).split('/').reverse();
  let best: number | null = null;
  let most = -1;
  for (const other of group) {
    const parts = foldName(names[other] ?? '')
      .split('/')
      .reverse();
    let shared = 0;
    while (shared < parts.length - 1 && parts[shared + 1] === wanted[shared + 1]) shared++;
    if (shared > most) {
      most = shared;
      best = other;
    }
  }
  return best;
}

function bySize(
  reference: AnnotationSet,
  learner: AnnotationSet,
  references: ReadonlySet<number>,
  learners: ReadonlySet<number>,
): [number, number][] {
  const sizes = (set: AnnotationSet, open: ReadonlySet<number>): Map<string, number[]> => {
    const groups = new Map<string, number[]>();
    for (const at of open) {
      const size = set.images[at]?.size;
      if (!size) continue;
      const key = `${size.width}x${size.height}`;
      groups.set(key, [...(groups.get(key) ?? []), at]);
    }
    return groups;
  };
  const others = sizes(learner, learners);
  return [...sizes(reference, references)].flatMap(([key, [one, ...more]]) => {
    const [other, ...moreOthers] = others.get(key) ?? [];
    const isOnly = one !== undefined && other !== undefined && more.length + moreOthers.length === 0;
    return isOnly ? [[one, other] as [number, number]] : [];
  });
}
