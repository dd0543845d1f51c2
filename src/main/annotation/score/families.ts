import type { Family, Geometry, Shape } from '../../../shared/rules/annotations.ts';

export const families: readonly Family[] = ['box', 'region', 'point', 'line', 'tag'];

const familyByKind: Readonly<Record<Geometry['kind'], Family>> = {
  box: 'box',
  polygon: 'region',
  ellipse: 'region',
  mask: 'region',
  points: 'point',
  line: 'line',
};

/**
 * A shape as it takes part in a family, null if it does not. Only in family `box`, when it is asked for by itself, does
 * a region take part with the box that its file declares.
 */
export function asMemberOf(family: Family, shape: Shape, asked: Family | null): Shape | null {
  if (asked !== null && asked !== family) return null;
  if (familyByKind[shape.geometry.kind] === family) return shape;
  if (asked === 'box' && family === 'box' && shape.box)
    return { ...shape, geometry: { kind: 'box', rotation: 0, ...shape.box } };
  return null;
}
