import { z } from 'zod';
import { classKinds } from '../rules/image-brief.ts';
import { pictureTypes } from '../rules/pictures.ts';
import { action, command, query } from './define.ts';
import { id, instant, line, nothing, text } from './values.ts';

const touches = ['assessments'] as const;
const count = z.int().min(0);
const share = z.number().min(0).max(1);
const jobId = z.uuid();
const params = z.record(z.string(), z.union([z.string(), z.number()]));
const ofAttempt = z.object({ assessmentId: id, attemptId: id });
/** An image by its place among the files of the attempt. */
const file = z.int().min(0).max(10_000);

/** See `src/shared/rules/image-brief.ts`. */
export const imageBrief = z.object({
  classes: z.array(z.object({ name: line(60), least: z.int().min(0).max(10_000) })).max(60),
  classBy: z.enum(classKinds),
  least: z.int().min(0).max(10_000),
  leastSide: z.int().min(0).max(20_000),
  formats: z.array(z.enum(pictureTypes)).max(pictureTypes.length),
  duplicateBits: z.int().min(0).max(24).nullable(),
  leastSharpness: z.number().min(0).max(100_000).nullable(),
  screenshots: z.enum(['allowed', 'refused']),
  location: z.enum(['allowed', 'refused']),
  names: line(120).nullable(),
});

/** `stale`: looked at under another brief, with other files or by an older engine; `failed`: its files cannot be read. */
const state = z.enum(['scored', 'stale', 'failed', 'waiting']);
const failure = z.object({ reason: z.string(), params }).nullable();

/** How many images there are and pass; `share` is of those that are wanted. */
const totals = z.object({ given: count, passing: count, findings: count, accepted: count, share });

const finding = z.object({
  /** By what `acceptImageFindings` knows it. */
  key: z.string(),
  code: z.string(),
  params,
  /** Why it was accepted as fine. */
  accepted: z.object({ reason: z.string() }).nullable(),
});

/** An image of another learner that shows the same. */
const alike = z.object({
  attemptId: id,
  learnerId: id,
  name: z.string(),
  path: z.string(),
  file,
  /** Byte for byte. */
  same: z.boolean(),
});

const image = z.object({
  file,
  path: z.string(),
  class: z.string().nullable(),
  passes: z.boolean(),
  /** Null for what is no picture, or could not be looked at. */
  width: count.nullable(),
  height: count.nullable(),
  sharpness: z.number().nullable(),
  findings: z.array(finding),
  alike: z.array(alike),
});
export type CollectionImage = z.infer<typeof image>;

/** Image collection: the brief in place of a reference, and what came in held to it. */
export const collectionCalls = {
  brief: query({
    may: 'grade.see',
    input: z.object({ assessmentId: id }),
    output: z.object({
      brief: imageBrief.nullable(),
      /** What to begin with: as the program's template has it, else the usual. */
      proposed: imageBrief,
      /** A reference is there: the work is scored against that. */
      hasReference: z.boolean(),
    }),
  }),
  /** What is asked of the images; null asks nothing any more. `conflict` (reference_here). */
  setBrief: command({
    may: 'assessment.plan',
    input: z.object({ assessmentId: id, brief: imageBrief.nullable() }),
    output: nothing,
    touches,
  }),
  /** Pictures that were looked at in this assessment, the least sharp first, to choose a bound by. At most 600. */
  looks: query({
    may: 'grade.see',
    input: z.object({ assessmentId: id }),
    output: z.object({
      pictures: z.array(
        z.object({ attemptId: id, file, path: z.string(), sharpness: z.number(), shorter: count }),
      ),
    }),
  }),
  /**
   * Looks at every picture that is not looked at yet, and judges each collection by the brief, one by one: what is
   * looked at is stored, so that a run that was broken off goes on where it was. A job. `conflict` (no_brief).
   */
  lookThrough: action({
    may: 'grade.give',
    input: z.object({ assessmentId: id }),
    output: z.object({ jobId, attempts: count }),
    touches: [],
  }),
  /** Attempts, the one with the smallest share first, then those that failed, then those that wait. */
  collections: query({
    may: 'grade.see',
    input: z.object({ assessmentId: id }),
    output: z.object({
      hasBrief: z.boolean(),
      /** The run that goes on now. */
      running: jobId.nullable(),
      attempts: z.array(
        z.object({
          attemptId: id,
          learnerId: id,
          name: z.string(),
          number: count,
          state,
          judgedAt: instant.nullable(),
          totals: totals.nullable(),
          failure,
        }),
      ),
    }),
  }),
  /** One collection, images that do not pass first. Null for an attempt that nobody has looked through. */
  collection: query({
    may: 'grade.see',
    input: ofAttempt,
    output: z.object({
      hasBrief: z.boolean(),
      running: jobId.nullable(),
      collection: z
        .object({
          state,
          failure,
          engine: z.string(),
          judgedAt: instant,
          totals,
          classes: z.array(z.object({ name: z.string(), least: count, given: count, passing: count })),
          /** Images in all that are asked for. */
          least: count,
          images: z.array(image),
          /** Files that are neither pictures nor named like one. */
          others: count,
        })
        .nullable(),
    }),
  }),
  /** Small pictures, to be shown; null for what has none. */
  thumbnails: action({
    may: 'grade.see',
    input: ofAttempt.extend({ files: z.array(file).min(1).max(120) }),
    output: z.object({ blobs: z.array(z.string().nullable()) }),
    touches: [],
  }),
  /** The image is fine as it is: its findings count no more, and the figures follow. Null takes it back. */
  acceptImageFindings: command({
    may: 'grade.give',
    input: ofAttempt.extend({
      keys: z.array(z.string().min(1).max(2000)).min(1).max(20),
      reason: text(500).min(1).nullable(),
    }),
    output: nothing,
    touches,
  }),
};
