import type { Counts, Outcome } from './annotation-score.ts';

/** All 0 to 1. */
export interface Ratios {
  /** V / (V + W + X) */
  precision: number;
  /** V / (V + W + M) */
  recall: number;
  /** 2 V / (2 V + 2 W + M + X) */
  f1: number;
  /** V / (V + W + M + X) */
  accuracy: number;
  /** V / (V + W) */
  labelAccuracy: number;
  /** Mean IoU over V. */
  quality: number;
  /** Sum of IoU over V / (V + W + M / 2 + X / 2): finding, naming and tightness in one number. */
  taskScore: number;
}

/**
 * A share. Where there is nothing to divide by: 1 if both sides are empty, for then all is as it should be, else 0.
 */
export const share = (part: number, whole: number, isEmpty: boolean): number =>
  whole > 0 ? part / whole : isEmpty ? 1 : 0;

export const harmonic = (valid: number, reference: number, learner: number): number =>
  share(2 * valid, reference + learner, true);

/** @param iouSum over V, 0 to V */
export function ratiosOf({ valid, wrongLabel, missing, extra }: Counts, iouSum: number): Ratios {
  const matched = valid + wrongLabel;
  const isEmpty = matched + missing + extra === 0;
  return {
    precision: share(valid, matched + extra, isEmpty),
    recall: share(valid, matched + missing, isEmpty),
    f1: share(2 * valid, 2 * matched + missing + extra, isEmpty),
    accuracy: share(valid, matched + missing + extra, isEmpty),
    labelAccuracy: share(valid, matched, isEmpty),
    quality: share(iouSum, valid, isEmpty),
    taskScore: share(iouSum, matched + missing / 2 + extra / 2, isEmpty),
  };
}

/** Smallest first, so that the order in which files list their shapes changes not even the last digit. */
export function sumOf(values: readonly number[]): number {
  let sum = 0;
  for (const value of Float64Array.from(values).sort()) sum += value;
  return sum;
}

export const noCounts = (): Counts => ({ valid: 0, wrongLabel: 0, missing: 0, extra: 0, ignored: 0 });

export function addCounts(sum: Counts, counts: Counts): void {
  sum.valid += counts.valid;
  sum.wrongLabel += counts.wrongLabel;
  sum.missing += counts.missing;
  sum.extra += counts.extra;
  sum.ignored += counts.ignored;
}

export function countOutcomes(outcomes: readonly Outcome[]): Counts {
  const counts = noCounts();
  for (const { kind } of outcomes) counts[kind === 'wrong_label' ? 'wrongLabel' : kind] += 1;
  return counts;
}

/** IoUs of what was found and named rightly. */
export const validIous = (outcomes: readonly Outcome[]): number[] =>
  outcomes.filter(({ kind }) => kind === 'valid').map(({ iou }) => iou);
