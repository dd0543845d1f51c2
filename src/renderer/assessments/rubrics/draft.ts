import type { RubricContent } from '../../../shared/contract/assessments-values.ts';

export type DraftCriterion = RubricContent['criteria'][number];
export type DraftLevel = DraftCriterion['levels'][number];

let last = 0;
/** Ids of parts stay the same through all versions and are never seen. */
export const newId = (kind: 'c' | 'l'): string => {
  last = Math.max(last + 1, Date.now());
  return `${kind}-${last.toString(36)}`;
};

export const blankLevel = (points: number): DraftLevel => ({
  ...{ id: newId('l'), title: {}, description: {}, points },
});

export function blankCriterion(kind: RubricContent['kind']): DraftCriterion {
  return {
    ...{ id: newId('c'), title: {}, description: {}, weight: 1, proposal: null },
    levels: kind === 'levels' ? [0, 1, 2, 3].map(blankLevel) : [],
    most: kind === 'levels' ? null : 10,
  };
}

export const blankRubric = (): RubricContent => ({
  ...{ title: {}, kind: 'levels', criteria: [blankCriterion('levels')] },
});

/** A rubric with levels as a marking guide, or the other way: what is said of its criteria stays. */
export function asKind(content: RubricContent, kind: RubricContent['kind']): RubricContent {
  if (content.kind === kind) return content;
  return {
    ...{ title: content.title, kind },
    criteria: content.criteria.map((one) => {
      const { levels, most } = blankCriterion(kind);
      const best = Math.max(0, ...one.levels.map((level) => level.points));
      return { ...one, levels, most: kind === 'guide' && best > 0 ? best : most, proposal: null };
    }),
  };
}

export function moved<T>(list: readonly T[], index: number, by: number): T[] {
  const next = [...list];
  const [one] = next.splice(index, 1);
  if (one !== undefined) next.splice(index + by, 0, one);
  return next;
}
