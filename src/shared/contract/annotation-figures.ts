import { z } from 'zod';

const count = z.int().min(0);
const share = z.number();

export const counts = z.object({
  valid: count,
  wrongLabel: count,
  missing: count,
  extra: count,
  ignored: count,
});
export const totals = counts.extend({
  precision: share,
  recall: share,
  f1: share,
  accuracy: share,
  labelAccuracy: share,
  quality: share,
  taskScore: share,
});
const classFigures = counts.extend({
  label: z.string(),
  wronglyGiven: count,
  inReference: count,
  inLearner: count,
  precision: share,
  recall: share,
  f1: share,
  quality: share,
});
const semantic = z.object({
  pixelAccuracy: share,
  meanIou: share,
  meanDice: share,
  frequencyWeightedIou: share,
  perClass: z.array(
    z.object({
      label: z.string(),
      ...{ iou: share, dice: share },
      /** Pixels. */
      ...{ reference: count, learner: count, shared: count },
    }),
  ),
});
const panoptic = z.object({ quality: share, segmentation: share, recognition: share });
const cvat = z.object({
  ...{ validCount: count, missingCount: count, extraCount: count, totalCount: count },
  ...{ dsCount: count, gtCount: count, accuracy: share, precision: share, recall: share },
  ...{ shapeAccuracy: share, labelAccuracy: share, meanIou: share },
});
const cocoStats = z.array(z.number()).length(12);

/** The figures of one attempt: `src/shared/rules/annotation-figures.ts`. */
export const scoreFigures = z.object({
  totals,
  /** Mean of the images' task scores. */
  imageMean: share,
  averageF1: share,
  f1ByThreshold: z.array(share),
  dice: share,
  boundaryIou: share.nullable(),
  perClass: z.array(classFigures),
  macro: z.object({ precision: share, recall: share, f1: share, quality: share }),
  /** Rows are labels of the reference, columns those of the learner; the last of both is none. */
  confusion: z.object({ labels: z.array(z.string()), rows: z.array(z.array(count)) }),
  attributes: z.object({ all: count, equal: count, share: share.nullable() }),
  tags: z.object({ precision: share, recall: share, f1: share, exactMatch: share }).nullable(),
  oks: share.nullable(),
  semantic: semantic.nullable(),
  panoptic: panoptic.extend({ perClass: z.array(panoptic.extend({ label: z.string() })) }).nullable(),
  cvat,
  /** Where the file says how sure it is of each shape: the 12 of COCO, -1 where nothing counts. */
  cocoStats: z.object({ box: cocoStats.nullable(), region: cocoStats.nullable() }).nullable(),
});
