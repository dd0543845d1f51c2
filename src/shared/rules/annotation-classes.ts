import { harmonic, noCounts, type Ratios, ratiosOf, share, sumOf } from './annotation-ratios.ts';
import type { Counts, Outcome } from './annotation-score.ts';

/** A label's own figures. A wrong label counts once at the label that it should have and once at the one it has. */
export interface ClassFigures extends Counts, Pick<Ratios, 'precision' | 'recall' | 'f1' | 'quality'> {
  label: string;
  /** Shapes to which the learner gave this label and the reference another. */
  wronglyGiven: number;
  /** Reference and learner, without what is ignored. */
  inReference: number;
  inLearner: number;
}

/** Rows are labels of the reference, columns labels of the learner; the last of both is "none". */
export interface Confusion {
  labels: readonly string[];
  rows: readonly (readonly number[])[];
}

/** @param labels those that have an outcome come in this order */
export function classFigures(outcomes: readonly Outcome[], labels: readonly string[]): ClassFigures[] {
  const tallies = new Map<string, Counts & { given: number; ious: number[] }>();
  const tallyOf = (label: string | null) => {
    const known = tallies.get(label ?? '') ?? { ...noCounts(), given: 0, ious: [] };
    tallies.set(label ?? '', known);
    return known;
  };
  for (const { kind, iou, referenceLabel, learnerLabel } of outcomes) {
    if (kind === 'valid') {
      tallyOf(referenceLabel).valid += 1;
      tallyOf(referenceLabel).ious.push(iou);
    } else if (kind === 'wrong_label') {
      tallyOf(referenceLabel).wrongLabel += 1;
      tallyOf(learnerLabel).given += 1;
    } else if (kind === 'missing') tallyOf(referenceLabel).missing += 1;
    else tallyOf(learnerLabel)[kind] += 1;
  }
  const order = new Map(labels.map((label, index) => [label, index]));
  return [...tallies]
    .sort(([a], [b]) => (order.get(a) ?? labels.length) - (order.get(b) ?? labels.length) || (a < b ? -1 : 1))
    .map(([label, { given, ious, ...counts }]) => {
      const inReference = counts.valid + counts.wrongLabel + counts.missing;
      const inLearner = counts.valid + given + counts.extra;
      const isEmpty = inReference + inLearner === 0;
      return {
        label,
        ...counts,
        wronglyGiven: given,
        inReference,
        inLearner,
        precision: share(counts.valid, inLearner, isEmpty),
        recall: share(counts.valid, inReference, isEmpty),
        f1: harmonic(counts.valid, inReference, inLearner),
        quality: share(sumOf(ious), counts.valid, isEmpty),
      };
    });
}

/** Mean over the labels that either side has; all empty is all right. */
export function macroOf(
  classes: readonly ClassFigures[],
): Pick<Ratios, 'precision' | 'recall' | 'f1' | 'quality'> {
  const present = classes.filter(({ inReference, inLearner }) => inReference + inLearner > 0);
  if (present.length === 0) {
    const { precision, recall, f1, quality } = ratiosOf(noCounts(), 0);
    return { precision, recall, f1, quality };
  }
  const mean = (key: 'precision' | 'recall' | 'f1' | 'quality'): number =>
    sumOf(present.map((found) => found[key])) / present.length;
  return { precision: mean('precision'), recall: mean('recall'), f1: mean('f1'), quality: mean('quality') };
}

/** How often what is one label in the reference is another in the learner's file, or nothing. */
export function confusionOf(outcomes: readonly Outcome[], classes: readonly ClassFigures[]): Confusion {
  const labels = classes.map(({ label }) => label);
  const placeOf = new Map(labels.map((label, index) => [label, index]));
  const rows = Array.from({ length: labels.length + 1 }, () => new Array<number>(labels.length + 1).fill(0));
  for (const { kind, referenceLabel, learnerLabel } of outcomes) {
    if (kind === 'ignored') continue;
    const row = rows[placeOf.get(referenceLabel ?? '') ?? labels.length] ?? [];
    const none = labels.length;
    const column = learnerLabel === null ? none : (placeOf.get(learnerLabel) ?? none);
    const target = referenceLabel === null ? rows[none] : row;
    if (target) target[column] = (target[column] ?? 0) + 1;
  }
  return { labels, rows };
}
