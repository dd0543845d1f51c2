import type { PolygonPart, Shape } from '../../../shared/rules/annotations.ts';

export interface Grouped {
  shape: Shape;
  /** Null for one that stands alone. */
  group: string | null;
}

/**
 * Polygons of one label and one group are parts of one thing: tools whose polygons have a single ring write things of
 * several parts so, and join them when they export to COCO.
 */
export function joinGroups(shapes: readonly Grouped[]): Shape[] {
  const parts = new Map<string, PolygonPart[]>();
  const joined: Shape[] = [];
  for (const { shape, group } of shapes) {
    if (group === null || shape.geometry.kind !== 'polygon') {
      joined.push(shape);
      continue;
    }
    const key = JSON.stringify([shape.label, group]);
    const there = parts.get(key);
    if (there) there.push(...shape.geometry.parts);
    else {
      const own = [...shape.geometry.parts];
      parts.set(key, own);
      joined.push({ ...shape, geometry: { kind: 'polygon', parts: own } });
    }
  }
  return joined;
}
