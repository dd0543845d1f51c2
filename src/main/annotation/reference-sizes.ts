import type { AnnotationSet, Size } from '../../shared/rules/annotations.ts';
import { base, stem } from './score/pair-images.ts';

/** Sizes of the reference's images by name, for formats that carry none: without folders, then without ending. */
export function sizesOf(reference: AnnotationSet): (name: string) => Size | null {
  const byBase = new Map<string, Size>();
  const byStem = new Map<string, Size>();
  for (const { name, size } of reference.images) {
    if (!size) continue;
    if (!byBase.has(base(name))) byBase.set(base(name), size);
    if (!byStem.has(stem(name))) byStem.set(stem(name), size);
  }
  return (name) => byBase.get(base(name)) ?? byStem.get(stem(name)) ?? null;
}
