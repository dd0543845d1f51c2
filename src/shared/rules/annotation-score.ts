import type { Family, Size } from './annotations.ts';

/** What a score depends on beside the files; stored with it, so that it can be computed again. */
export interface ScoreSettings {
  /** Least IoU, or what stands for it in a family, at which two shapes are the same thing: above 0, at most 1. */
  iou: number;
  /** `default`: a pixel belongs to an outline if its center does. `coco`: as pycocotools has it. */
  mode: 'default' | 'coco';
  /** Null scores every shape in its own family. `box` takes the declared box of a region, which without it is a region. */
  family: Family | null;
  /** Below it a match is worth a finding, 0 to 1. */
  lowOverlap: number;
  /** Label of the learner to label of the reference. */
  aliases: Readonly<Record<string, string>>;
  /** The 12 COCO statistics, for files without scores too. */
  cocoStats: boolean;
}

export const defaultScoreSettings: ScoreSettings = {
  iou: 0.5,
  mode: 'default',
  family: null,
  lowOverlap: 0.8,
  aliases: {},
  cocoStats: false,
};

export type OutcomeKind = 'valid' | 'wrong_label' | 'missing' | 'extra' | 'ignored';

/** What became of a shape or tag, or of two that are the same thing. */
export interface Outcome {
  kind: OutcomeKind;
  family: Family;
  /** Ids within the image; null for the side that has none. */
  reference: string | null;
  learner: string | null;
  referenceLabel: string | null;
  /** After aliases. */
  learnerLabel: string | null;
  /** Of a match, 0 to 1: IoU of boxes and regions, OKS of points, closeness of lines, 1 of tags. 0 without a match. */
  iou: number;
  /** Of a match of regions, 0 to 1. */
  boundaryIou: number | null;
  /** Attributes of the reference in a match, and how many of them the learner's shape has with the same value. */
  attributes: number;
  attributesEqual: number;
}

export type FindingCode =
  | 'missing'
  | 'extra'
  | 'wrong_label'
  /** Extra, and the same thing as another shape of the learner. */
  | 'duplicate'
  /** Edges of a match that lie outside or inside the reference's, in whole pixels: `left`, `top`, `right`, `bottom`. */
  | 'loose'
  | 'tight'
  | 'low_overlap'
  /** Other shapes of the learner lie in front of nearly all of it. */
  | 'covered'
  | 'attribute_differs'
  | 'out_of_image'
  /** The learner's file gives the image another size. */
  | 'size_differs'
  /** The learner's file does not have the image. */
  | 'image_missing';

/** Words come from the catalogs by `code` and `params`. */
export interface Finding {
  code: FindingCode;
  family: Family | null;
  reference: string | null;
  /** Of a duplicate, covered or near-miss shape there may be another one in `params.other`. */
  learner: string | null;
  params: Readonly<Record<string, string | number>>;
}

/** V, W, M, X and what is neither right nor wrong. */
export interface Counts {
  valid: number;
  wrongLabel: number;
  missing: number;
  extra: number;
  ignored: number;
}

/** Pixels by label of the reference and label of the learner; void of the reference is left out. */
export interface SemanticCounts {
  /** [label of the reference, label of the learner, pixels]; null is void or another label of the learner's side. */
  cells: readonly (readonly [string, string | null, number])[];
}

export interface ImageScore {
  /** As the reference names it. */
  name: string;
  /** As the learner's file does; null if it has no such image. */
  learnerName: string | null;
  /** Null if neither file says it. */
  size: Size | null;
  outcomes: readonly Outcome[];
  /**
   * What panoptic quality goes by, where it is not the same: outcomes at .5, or by panopticapi's own rule where the
   * reference says of every pixel what it is.
   */
  atHalf: readonly Outcome[] | null;
  /** Counts at each of `sweepThresholds`. */
  sweep: readonly Counts[];
  semantic: SemanticCounts | null;
  findings: readonly Finding[];
}

/** .5, .55 … .95, as COCO has them. */
export const sweepThresholds: readonly number[] = Array.from(
  { length: 10 },
  (_, index) => (50 + 5 * index) / 100,
);

export interface FileHash {
  /** Within what was handed in. */
  path: string;
  /** Hexadecimal. */
  sha256: string;
}

export type ScoreHintCode =
  /** An image of the learner that the reference does not have; it counts for nothing. */
  | 'image_unknown'
  /** A label of the learner that the reference does not have. */
  | 'label_unknown'
  /** The reference has one family only and the learner another: the setting may be meant otherwise. */
  | 'families_differ'
  /** Neither file nor images say how large the images are: pixels in findings are thousandths of them. */
  | 'sizes_assumed';

export interface ScoreHint {
  code: ScoreHintCode;
  params: Readonly<Record<string, string | number>>;
}

/** AP, AP50, AP75, APsmall, APmedium, APlarge, AR1, AR10, AR100, ARsmall, ARmedium, ARlarge; -1 where nothing counts. */
export type CocoStats = readonly number[];

/** All of a score that does not follow from the rest. The same files and settings give the same, byte for byte. */
export interface ScoreResult {
  engine: string;
  settings: ScoreSettings;
  reference: readonly FileHash[];
  learner: readonly FileHash[];
  /** Of the reference in its order, then those that only the learner has. */
  labels: readonly string[];
  images: readonly ImageScore[];
  hints: readonly ScoreHint[];
  /** By family, where the learner's file carries scores or the settings ask for them. */
  cocoStats: { box: CocoStats | null; region: CocoStats | null } | null;
}
