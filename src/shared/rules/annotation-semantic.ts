import { sumOf } from './annotation-ratios.ts';
import type { SemanticCounts } from './annotation-score.ts';

/** Pixels, pooled over the images; void of the reference is outside of all. Shares are 0 to 1. */
export interface SemanticFigures {
  /** Pixels with the right label. */
  pixelAccuracy: number;
  /** Over labels that either side has. */
  meanIou: number;
  meanDice: number;
  /** IoU of each label, weighted by its pixels in the reference. */
  frequencyWeightedIou: number;
  perClass: readonly SemanticClass[];
}

export interface SemanticClass {
  label: string;
  iou: number;
  dice: number;
  /** Pixels of the label in the reference, in the learner's map, and in both at the same place. */
  reference: number;
  learner: number;
  shared: number;
}

/** Null where there is no map of labels. */
export function semanticFigures(images: readonly (SemanticCounts | null)[]): SemanticFigures | null {
  const maps = images.filter((image) => image !== null);
  if (maps.length === 0) return null;
  const classes = new Map<string, SemanticClass>();
  const classOf = (label: string): SemanticClass => {
    const known = classes.get(label) ?? { label, iou: 0, dice: 0, reference: 0, learner: 0, shared: 0 };
    classes.set(label, known);
    return known;
  };
  let all = 0;
  for (const { cells } of maps)
    for (const [label, given, pixels] of cells) {
      all += pixels;
      classOf(label).reference += pixels;
      if (given !== null) classOf(given).learner += pixels;
      if (given === label) classOf(label).shared += pixels;
    }
  const perClass = [...classes.values()]
    .sort((a, b) => (a.label < b.label ? -1 : 1))
    .map((found) => ({
      ...found,
      iou: found.shared / (found.reference + found.learner - found.shared),
      dice: (2 * found.shared) / (found.reference + found.learner),
    }));
  const right = perClass.reduce((sum, { shared }) => sum + shared, 0);
  const mean = (values: number[]): number => (values.length > 0 ? sumOf(values) / values.length : 1);
  return {
    pixelAccuracy: all > 0 ? right / all : 1,
    meanIou: mean(perClass.map(({ iou }) => iou)),
    meanDice: mean(perClass.map(({ dice }) => dice)),
    frequencyWeightedIou: all > 0 ? sumOf(perClass.map(({ iou, reference }) => iou * reference)) / all : 1,
    perClass,
  };
}
