import { type CountedImage, withAccepted } from './annotation-accepted.ts';
import {
  type ClassFigures,
  type Confusion,
  classFigures,
  confusionOf,
  macroOf,
} from './annotation-classes.ts';
import { type PanopticFigures, panopticFigures } from './annotation-panoptic.ts';
import {
  addCounts,
  countOutcomes,
  noCounts,
  type Ratios,
  ratiosOf,
  share,
  sumOf,
  validIous,
} from './annotation-ratios.ts';
import { type Counts, type Outcome, type ScoreResult, sweepThresholds } from './annotation-score.ts';
import { type SemanticFigures, semanticFigures } from './annotation-semantic.ts';

/** Pooled over the project, not averaged over its images. */
export interface Totals extends Counts, Ratios {}

/** The columns of CVAT's quality report, by its formulas; at its own preset when the threshold is .4. */
export interface CvatColumns {
  validCount: number;
  missingCount: number;
  extraCount: number;
  totalCount: number;
  /** Annotations of the learner ("ds") and of the reference ("gt"). */
  dsCount: number;
  gtCount: number;
  accuracy: number;
  precision: number;
  recall: number;
  /** Found whatever the label: V + W of all. */
  shapeAccuracy: number;
  labelAccuracy: number;
  /** Over all matches, whatever their label. */
  meanIou: number;
}

export interface TagFigures extends Pick<Ratios, 'precision' | 'recall' | 'f1'> {
  /** Share of the images that have all their tags and no other; no tag on either side is right too. */
  exactMatch: number;
}

export interface ImageFigures {
  name: string;
  totals: Totals;
}

export interface Figures {
  totals: Totals;
  /** Mean of the images' task scores; an image that both sides leave empty counts 1. */
  imageMean: number;
  /** Mean of F1 over `sweepThresholds`. */
  averageF1: number;
  f1ByThreshold: readonly number[];
  /** Mean over V of 2 |A and B| / (|A| + |B|). */
  dice: number;
  /** Mean over the regions of V; null if there is none. */
  boundaryIou: number | null;
  perClass: readonly ClassFigures[];
  macro: Pick<Ratios, 'precision' | 'recall' | 'f1' | 'quality'>;
  confusion: Confusion;
  /** Attributes of V that are equal; share is null if the reference gives none. */
  attributes: { all: number; equal: number; share: number | null };
  tags: TagFigures | null;
  /** Mean object keypoint similarity over V; null if neither side has points. */
  oks: number | null;
  semantic: SemanticFigures | null;
  panoptic: PanopticFigures | null;
  cvat: CvatColumns;
  images: readonly ImageFigures[];
}

/**
 * Every figure of a score, with the findings that the instructor accepted as fine taken out.
 * @param accepted keys of `findingKey`
 */
export function figuresOf(result: ScoreResult, accepted: ReadonlySet<string> = new Set()): Figures {
  const counted = result.images.map((image) => withAccepted(image, accepted));
  const outcomes = counted.flatMap((image) => image.outcomes);
  const totals = totalsOf(outcomes);
  const images = counted.map((image, index) => ({
    name: result.images[index]?.name ?? '',
    totals: totalsOf(image.outcomes),
  }));
  const f1ByThreshold = sweepThresholds.map((_, at) => {
    const sum = noCounts();
    for (const { sweep } of counted) addCounts(sum, sweep[at] ?? noCounts());
    return ratiosOf(sum, 0).f1;
  });
  const valid = outcomes.filter(({ kind }) => kind === 'valid');
  const boundaries = valid.flatMap(({ boundaryIou }) => boundaryIou ?? []);
  const perClass = classFigures(outcomes, result.labels);
  return {
    totals,
    imageMean: images.length > 0 ? sumOf(images.map((image) => image.totals.taskScore)) / images.length : 1,
    averageF1: sumOf(f1ByThreshold) / f1ByThreshold.length,
    f1ByThreshold,
    // Of one pair it follows from the IoU.
    dice: share(sumOf(valid.map(({ iou }) => (2 * iou) / (1 + iou))), valid.length, isEmpty(totals)),
    boundaryIou: boundaries.length > 0 ? sumOf(boundaries) / boundaries.length : null,
    perClass,
    macro: macroOf(perClass),
    confusion: confusionOf(outcomes, perClass),
    attributes: attributesOf(valid),
    tags: tagsOf(counted),
    oks: oksOf(outcomes),
    semantic: semanticFigures(result.images.map(({ semantic }) => semantic)),
    panoptic: panopticFigures(counted.flatMap((image) => image.atHalf)),
    cvat: cvatOf(totals, outcomes),
    images,
  };
}

const isEmpty = ({ valid, wrongLabel, missing, extra }: Counts): boolean =>
  valid + wrongLabel + missing + extra === 0;

function totalsOf(outcomes: readonly Outcome[]): Totals {
  const counts = countOutcomes(outcomes);
  return { ...counts, ...ratiosOf(counts, sumOf(validIous(outcomes))) };
}

function attributesOf(valid: readonly Outcome[]): Figures['attributes'] {
  const all = valid.reduce((sum, { attributes }) => sum + attributes, 0);
  const equal = valid.reduce((sum, { attributesEqual }) => sum + attributesEqual, 0);
  return { all, equal, share: all > 0 ? equal / all : null };
}

function tagsOf(images: readonly CountedImage[]): TagFigures | null {
  const byImage = images.map(({ outcomes }) => outcomes.filter(({ family }) => family === 'tag'));
  const all = byImage.flat();
  if (all.length === 0) return null;
  const { precision, recall, f1 } = totalsOf(all);
  const exact = byImage.filter((tags) => tags.every(({ kind }) => kind === 'valid'));
  return { precision, recall, f1, exactMatch: exact.length / byImage.length };
}

function oksOf(outcomes: readonly Outcome[]): number | null {
  const points = outcomes.filter(({ family }) => family === 'point');
  return points.length > 0 ? totalsOf(points).quality : null;
}

function cvatOf(totals: Totals, outcomes: readonly Outcome[]): CvatColumns {
  const { valid, wrongLabel, missing, extra, accuracy, precision, recall, labelAccuracy } = totals;
  const matched = valid + wrongLabel;
  const empty = isEmpty(totals);
  const matchedIous = outcomes
    .filter(({ kind }) => kind === 'valid' || kind === 'wrong_label')
    .map(({ iou }) => iou);
  return {
    validCount: valid,
    missingCount: missing,
    extraCount: extra,
    totalCount: matched + missing + extra,
    dsCount: matched + extra,
    gtCount: matched + missing,
    accuracy,
    precision,
    recall,
    shapeAccuracy: share(matched, matched + missing + extra, empty),
    labelAccuracy,
    meanIou: share(sumOf(matchedIous), matched, empty),
  };
}
