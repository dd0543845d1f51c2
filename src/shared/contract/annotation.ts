import { z } from 'zod';
import { scoreFigures, totals } from './annotation-figures.ts';
import { source } from './assessments-submissions.ts';
import { wording } from './assessments-values.ts';
import { action, command, query } from './define.ts';
import { id, instant, line, nothing, text } from './values.ts';

const touches = ['assessments'] as const;
const count = z.int().min(0);
const share = z.number();
const jobId = z.uuid();
const params = z.record(z.string(), z.union([z.string(), z.number()]));
const ofAttempt = z.object({ assessmentId: id, attemptId: id });
const label = z.string().min(1).max(200);

/** How files are read where their format leaves it open. */
const reading = z.object({
  /** Pascal VOC counts pixels from 1, its boxes including their last. */
  vocFromOne: z.boolean(),
  /** What four points in YOLO's text are; null decides it by the points. */
  yoloQuads: z.enum(['boxes', 'polygons']).nullable(),
});
const usual = { vocFromOne: false, yoloQuads: null };

/** See `src/shared/rules/annotation-score.ts`. */
export const scoring = z.object({
  iou: z.number().gt(0).max(1),
  mode: z.enum(['default', 'coco']),
  family: z.enum(['box', 'region', 'point', 'line', 'tag']).nullable(),
  lowOverlap: z.number().min(0).max(1),
  /** Label of the learner to label of the reference. */
  aliases: z.record(label, label),
  reading: z.object({ reference: reading, learner: reading }).default({ reference: usual, learner: usual }),
});

/** Pixels from the top left corner; lists of coordinates are x, y, x, y … */
export const drawing = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('box'),
    ...{ x: z.number(), y: z.number(), width: z.number(), height: z.number(), rotation: z.number() },
  }),
  z.object({
    kind: z.literal('polygon'),
    parts: z.array(z.object({ outline: z.array(z.number()), holes: z.array(z.array(z.number())) })),
  }),
  z.object({
    kind: z.literal('ellipse'),
    ...{ x: z.number(), y: z.number(), radiusX: z.number(), radiusY: z.number(), rotation: z.number() },
  }),
  /** Runs down the columns, the first of background. */
  z.object({ kind: z.literal('mask'), width: count, height: count, counts: z.array(count) }),
  z.object({ kind: z.literal('points'), points: z.array(z.number()), visible: z.array(z.int()).nullable() }),
  z.object({ kind: z.literal('line'), points: z.array(z.number()) }),
]);
const drawnShape = z.object({ id: z.string(), label: z.string(), crowd: z.boolean(), drawing });
export const drawnSide = z.object({
  shapes: z.array(drawnShape),
  tags: z.array(z.object({ id: z.string(), label: z.string() })),
  /** Row by row pairs of an index into `labels` (-1 is void) and how many pixels have it. */
  semantic: z
    .object({ width: count, height: count, labels: z.array(z.string()), runs: z.array(z.int()) })
    .nullable(),
});
export type DrawnSide = z.infer<typeof drawnSide>;

const finding = z.object({
  /** By what `acceptFinding` knows it. */
  key: z.string(),
  code: z.string(),
  family: z.string().nullable(),
  /** Ids of shapes in `reference` and `learner`. */
  reference: z.string().nullable(),
  learner: z.string().nullable(),
  params,
  /** Why it was accepted as fine. */
  accepted: z.object({ reason: z.string() }).nullable(),
});

/** What filters and lists need of a finding: in which cell of the confusion matrix its shapes count. */
const found = z.object({
  code: z.string(),
  reference: z.string().nullable(),
  learner: z.string().nullable(),
  accepted: z.boolean(),
});
/** What is said of a place in a file that was read: codes of `src/shared/rules/annotation-reading.ts`. */
const note = z.object({ code: z.string(), place: z.string(), params });
/** A file that is not taken in; `reason` is one of `assessments:errors`. */
const refusedFile = z.object({ path: z.string(), reason: z.string(), params });

/** Formats in which annotations go back to the tools. */
export const savedFormats = ['coco', 'yolo', 'yolo_outlines', 'voc', 'cvat', 'labelme'] as const;

/** `stale`: scored from other files, settings or by an older engine; `failed`: the file cannot be scored. */
const state = z.enum(['scored', 'stale', 'failed', 'waiting']);

/** Annotation practice projects: the reference, the scores of what came in, and what there is to show of them. */
export const annotationCalls = {
  /**
   * Reads images and annotations and makes them the reference of an assessment, in one act. A job; it fails with
   * `validation` (reading_…) and the place for what cannot be read, and then the old reference stays.
   */
  setReference: action({
    may: 'assessment.plan',
    input: z.object({ assessmentId: id, source }),
    output: z.object({ jobId }),
    touches: [],
  }),
  removeReference: command({
    may: 'assessment.plan',
    input: z.object({ assessmentId: id }),
    output: nothing,
    touches,
  }),
  reference: query({
    may: 'grade.see',
    input: z.object({ assessmentId: id }),
    output: z.object({
      reference: z
        .object({
          format: z.string(),
          labels: z.array(z.string()),
          images: count,
          shapes: count,
          files: count,
          bytes: count,
          /** Places of the files that were read with a note, and the first of them. */
          notes: count,
          noted: z.array(note),
          /** Files that were left out: the first of them. */
          refused: z.array(refusedFile),
          refusedInAll: count,
        })
        .nullable(),
      settings: scoring,
      /** Labels of learners that the reference does not have, and the one that each may be meant for. */
      unknownLabels: z.array(
        z.object({ label: z.string(), learners: count, proposed: z.string().nullable() }),
      ),
      /** Notes on files of learners that a switch of `reading` decides, and how many have one. */
      doubts: z.array(z.object({ code: z.string(), learners: count })),
    }),
  }),
  /** Scores become stale by it, until `score` is called. */
  setScoring: command({
    may: 'assessment.plan',
    input: z.object({ assessmentId: id, settings: scoring }),
    output: nothing,
    touches,
  }),
  /**
   * Scores every attempt whose score is not there or stale, one by one: what is scored is stored, so that a run that
   * was broken off goes on where it was. A job; while one does the same it is that one. What is handed in later is
   * scored by itself. `conflict` (no_reference).
   */
  score: action({
    may: 'grade.give',
    input: z.object({ assessmentId: id }),
    output: z.object({ jobId, attempts: count }),
    touches: [],
  }),
  /** Attempts, the worst scored first, then those that failed, then those that wait. */
  scores: query({
    may: 'grade.see',
    input: z.object({ assessmentId: id }),
    output: z.object({
      title: wording(120),
      isPractice: z.boolean(),
      hasReference: z.boolean(),
      /** Images are collected: `collections` has what came of it. */
      hasBrief: z.boolean(),
      /** The job that scores now. */
      running: jobId.nullable(),
      attempts: z.array(
        z.object({
          attemptId: id,
          learnerId: id,
          name: z.string(),
          number: count,
          state,
          scoredAt: instant.nullable(),
          totals: totals.nullable(),
          findings: count,
          accepted: count,
          /** A reason of `assessments:errors`. */
          failure: z.object({ reason: z.string(), params }).nullable(),
        }),
      ),
    }),
  }),
  /** One attempt: its figures with accepted findings taken out, and its images, the worst first. */
  scoreOf: query({
    may: 'grade.see',
    input: ofAttempt,
    output: scoreFigures.extend({
      state,
      engine: z.string(),
      /** The format that the learner's file was read as. */
      format: z.string(),
      hints: z.array(z.object({ code: z.string(), params })),
      /** Places of her files that were read with a note: the first of them. */
      notes: z.array(note),
      images: z.array(
        z.object({
          ...{ image: count, name: z.string(), findings: count, accepted: count, totals },
          /** In the order of the image's findings. */
          found: z.array(found),
        }),
      ),
    }),
  }),
  /** One image, to be drawn. */
  scoredImage: query({
    may: 'grade.see',
    input: ofAttempt.extend({ image: count }),
    output: z.object({
      name: z.string(),
      size: z.object({ width: count, height: count }).nullable(),
      /** Names the picture, the same in whoever's work it is; null where there is none. */
      picture: z.string().nullable(),
      reference: drawnSide,
      learner: drawnSide,
      findings: z.array(finding),
      outcomes: z.array(
        z.object({
          kind: z.enum(['valid', 'wrong_label', 'missing', 'extra', 'ignored']),
          reference: z.string().nullable(),
          learner: z.string().nullable(),
          iou: share,
        }),
      ),
    }),
  }),
  /** The picture itself: of the reference, else of what the learner handed in; null where neither has it. */
  picture: action({
    may: 'grade.see',
    input: ofAttempt.extend({ image: count }),
    output: z.object({ blob: z.string().nullable() }),
    touches: [],
  }),
  /** The reference errs here: the finding counts no more, and the figures follow. Null takes it back. */
  acceptFinding: command({
    may: 'grade.give',
    input: ofAttempt.extend({ key: z.string().min(1).max(2000), reason: text(500).min(1).nullable() }),
    output: nothing,
    touches,
  }),
  /**
   * The reference, or what a learner handed in (as it was read, with the labels of the alias table), as a file that
   * annotation tools open. `losses`: what the format has no words for, by `lossCodes`.
   */
  saveAs: action({
    may: 'grade.see',
    input: z.object({
      ...{ assessmentId: id, attemptId: id.nullable(), format: z.enum(savedFormats) },
      /** Without its ending. */
      fileName: line(120),
    }),
    output: z.object({
      blob: z.string(),
      /** With its ending: several files come as one archive. */
      fileName: z.string(),
      losses: z.array(z.object({ code: z.string(), count, kind: z.string().optional() })),
    }),
    touches: [],
  }),
};
