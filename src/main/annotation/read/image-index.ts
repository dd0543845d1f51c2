import type { AnnotatedImage, Size } from '../../../shared/rules/annotations.ts';
import { baseName, foldName, stemOf } from '../image-names.ts';

/** Finds files by names that other files write of them. */
export interface ImageIndex<Value> {
  /**
   * By the whole path, then by its last part, then by that without its ending; where several fit, the one that shares
   * most folders from the end on, then the first.
   */
  find(name: string): Value | null;
  /** The same, but the ending does not matter. */
  findStem(name: string): Value | null;
}

function shared(one: string, other: string): number {
  const [ones, others] = [one.split('/').reverse(), other.split('/').reverse()];
  let count = 0;
  while (count < ones.length && ones[count] === others[count]) count += 1;
  return count;
}

export function indexImages<Value>(
  values: readonly Value[],
  nameOf: (value: Value) => string,
): ImageIndex<Value> {
  const byPath = new Map<string, Value>();
  const byBase = new Map<string, [string, Value][]>();
  const byStem = new Map<string, [string, Value][]>();
  const add = (map: Map<string, [string, Value][]>, key: string, path: string, value: Value): void => {
    const there = map.get(key);
    if (there) there.push([path, value]);
    else map.set(key, [[path, value]]);
  };
  for (const value of values) {
    const path = foldName(nameOf(value));
    if (!byPath.has(path)) byPath.set(path, value);
    add(byBase, baseName(path), path, value);
    add(byStem, baseName(stemOf(path)), stemOf(path), value);
  }
  const nearest = (path: string, candidates: readonly [string, Value][] = []): Value | null => {
    let best: Value | null = null;
    let most = -1;
    for (const [candidate, value] of candidates) {
      const count = candidates.length === 1 ? 0 : shared(path, candidate);
      if (count > most) [most, best] = [count, value];
    }
    return best;
  };
  const findStem = (name: string): Value | null => {
    const path = stemOf(foldName(name));
    return nearest(path, byStem.get(baseName(path)));
  };
  return {
    find: (name) => {
      const path = foldName(name);
      return byPath.get(path) ?? nearest(path, byBase.get(baseName(path))) ?? findStem(name);
    },
    findStem,
  };
}

/** Sizes of images by name, as one set has them: for reading another that carries none. */
export function sizesOf(images: readonly AnnotatedImage[]): (name: string) => Size | null {
  const index = indexImages(images, ({ name }) => name);
  return (name) => index.find(name)?.size ?? null;
}
