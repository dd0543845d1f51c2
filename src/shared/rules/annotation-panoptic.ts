import { share, sumOf } from './annotation-ratios.ts';
import type { Outcome } from './annotation-score.ts';

/** Panoptic quality and its two factors, 0 to 1 (Kirillov et al., CVPR 2019). */
export interface Panoptic {
  /** Sum of IoU over TP / (TP + FP / 2 + FN / 2) */
  quality: number;
  /** Mean IoU over TP. */
  segmentation: number;
  /** TP / (TP + FP / 2 + FN / 2) */
  recognition: number;
}

export interface PanopticFigures extends Panoptic {
  perClass: readonly (Panoptic & { label: string })[];
}

interface Tally {
  ious: number[];
  falsePositives: number;
  falseNegatives: number;
}

/**
 * Of regions matched at .5: a match counts if its labels are equal and its IoU is above .5, else it is one error on
 * each side. The mean over the labels that either side has. Null where there is no region.
 * @param outcomes at .5
 */
export function panopticFigures(outcomes: readonly Outcome[]): PanopticFigures | null {
  const tallies = new Map<string, Tally>();
  const tallyOf = (label: string | null): Tally => {
    const known = tallies.get(label ?? '') ?? { ious: [], falsePositives: 0, falseNegatives: 0 };
    tallies.set(label ?? '', known);
    return known;
  };
  for (const { family, kind, iou, referenceLabel, learnerLabel, reference, learner } of outcomes) {
    if (family !== 'region' || kind === 'ignored') continue;
    if (kind === 'valid' && iou > 0.5) {
      tallyOf(referenceLabel).ious.push(iou);
      continue;
    }
    if (reference !== null) tallyOf(referenceLabel).falseNegatives += 1;
    if (learner !== null) tallyOf(learnerLabel).falsePositives += 1;
  }
  if (tallies.size === 0) return null;
  const perClass = [...tallies]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([label, { ious, falsePositives, falseNegatives }]) => {
      const sum = sumOf(ious);
      const weight = ious.length + falsePositives / 2 + falseNegatives / 2;
      return {
        label,
        quality: share(sum, weight, false),
        segmentation: share(sum, ious.length, false),
        recognition: share(ious.length, weight, false),
      };
    });
  const mean = (key: keyof Panoptic): number => sumOf(perClass.map((found) => found[key])) / perClass.length;
  return {
    quality: mean('quality'),
    segmentation: mean('segmentation'),
    recognition: mean('recognition'),
    perClass,
  };
}
