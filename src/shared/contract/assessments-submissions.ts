import { z } from 'zod';
import { handInSources } from '../rules/assessments.ts';
import { traces } from '../rules/pictures.ts';
import { certainties, matchedBy, mostFilesHandedOver } from '../rules/submissions.ts';
import { wording } from './assessments-values.ts';
import { action, query } from './define.ts';
import { date, id, language, line, nothing, path, time } from './values.ts';

const touches = ['assessments'] as const;
const jobId = z.uuid();
const count = z.int().min(0);
const token = z.string().max(64);
/** A reason of `assessments:errors` with its values: which file, and why. */
const refused = z.object({
  path: z.string(),
  reason: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});

/** Where work comes from: files that the window handed over, a folder of this machine, chosen files of a stick. */
export const source = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('uploads'), uploads: z.array(token).min(1).max(mostFilesHandedOver) }),
  z.object({ kind: z.literal('folder'), folder: path }),
  z.object({ kind: z.literal('stick'), drive: path, paths: z.array(path).min(1).max(1000) }),
]);

const match = z.object({ learnerId: id, certainty: z.enum(['sure', 'perhaps']), by: z.enum(matchedBy) });

/** `known`: every file of it was taken in before; `used_up`: she has no attempt left. */
const state = z.enum(['new', 'known', 'used_up']);

/** Submissions: looked through and matched first, written in one act when they are taken in. */
export const submissionCalls = {
  /**
   * Looks through files and matches them to learners, or to one learner if she is given. Writes nothing. A job; what it
   * found is asked of `submissions`. It fails with `validation` (reading_…) for what cannot be opened as a whole: a
   * damaged or hostile archive, with its `place`.
   */
  previewSubmissions: action({
    may: 'grade.give',
    input: z.object({ assessmentId: id, learnerId: id.nullable().default(null), source }),
    output: z.object({ jobId }),
    touches: [],
  }),
  /** What a preview found. `not_found` (submissions_gone) once it was taken in, or dropped. */
  submissions: query({
    may: 'grade.give',
    input: z.object({ jobId }),
    output: z.object({
      assessmentId: id,
      files: count,
      bytes: count,
      groups: z.array(
        z.object({
          group: count,
          /** The folder or file that says whose it is. */
          name: z.string(),
          files: count,
          bytes: count,
          /** The first few of its files. */
          names: z.array(z.string()),
          certainty: z.enum(certainties),
          /** The likeliest first. */
          matches: z.array(match),
          /** For the likeliest: taken in before, or no attempt left. */
          state: state.nullable(),
        }),
      ),
      /** Whom a group can be given to by hand. */
      learners: z.array(
        z.object({ learnerId: id, name: z.string(), attempts: count, mayHandIn: z.boolean() }),
      ),
      /** Files that are not taken in; the first 500. */
      refused: z.array(refused),
      refusedInAll: count,
      /** Pictures that told something, by what. */
      stripped: z.partialRecord(z.enum(traces), count),
    }),
  }),
  /**
   * Takes in what was looked at, in one act: for each learner one more attempt with her files. Groups that are not
   * named go to whom they name for sure; null leaves one out. Files that she handed in before add nothing. A job;
   * `conflict` (files_changed) if they are not what was looked at any more, and then nothing is written.
   */
  takeSubmissions: action({
    may: 'grade.give',
    input: z.object({
      jobId,
      matches: z.array(z.object({ group: count, learnerId: id.nullable() })).max(50_000),
      on: date,
      at: time.nullable(),
      source: z.enum(handInSources),
      note: line(300).nullable(),
    }),
    output: z.object({ jobId }),
    touches: [],
  }),
  /** What came of `takeSubmissions`. */
  takenSubmissions: query({
    may: 'grade.give',
    input: z.object({ jobId }),
    output: z.object({
      attempts: z.array(
        z.object({
          learnerId: id,
          name: z.string(),
          attemptId: id,
          number: count,
          files: count,
          bytes: count,
        }),
      ),
      /** Nothing of theirs was new. */
      known: z.array(z.object({ learnerId: id, name: z.string() })),
      usedUp: z.array(z.object({ learnerId: id, name: z.string() })),
    }),
  }),
  /** Forgets a preview and the uploads that it was made from, or uploads that were given up before there was one. */
  dropSubmissions: action({
    may: 'grade.give',
    input: z.object({
      jobId: jobId.nullable(),
      uploads: z.array(token).max(mostFilesHandedOver).default([]),
    }),
    output: nothing,
    touches: [],
  }),
  /** What is plugged in now: asked again and again while somebody waits for a stick. */
  drives: action({
    may: 'grade.give',
    input: nothing,
    output: z.object({ drives: z.array(z.object({ path: z.string(), name: z.string() })) }),
    touches: [],
  }),
  /** Files of a stick, likely ones of this learner first. `not_found` (drive_gone). */
  driveFiles: action({
    may: 'grade.give',
    input: z.object({ drive: path, assessmentId: id, learnerId: id }),
    output: z.object({
      files: z.array(
        z.object({
          /** Below the drive. */
          path: z.string(),
          bytes: count,
          /** Milliseconds since 1970. */
          changedAt: z.number(),
          likely: z.boolean(),
        }),
      ),
      /** There are more files than are listed. */
      more: z.boolean(),
    }),
    touches: [],
  }),
  /** What she can be given on paper about work that came in. */
  receipt: query({
    may: 'grade.see',
    input: z.object({ assessmentId: id, learnerId: id, attemptId: id }),
    output: z.object({
      center: z.string(),
      cohort: z.string(),
      learner: z.string(),
      /** The first of her languages that Rollbook speaks, else the center's. */
      language,
      title: wording(120),
      number: count,
      on: date,
      at: time.nullable(),
      source: z.enum(handInSources),
      files: z.array(
        z.object({
          name: z.string(),
          bytes: count,
          /** The first 12 digits of its SHA-256. */
          sha256: z.string(),
          stripped: z.array(z.enum(traces)),
        }),
      ),
    }),
  }),
  /**
   * Writes files that the window made, her feedback and its pictures, to a stick, each whole or not at all. An older
   * one of the same name is replaced. `not_found` (drive_gone), `disk_full` (drive_full), `read_only` (drive_read_only),
   * `unavailable` (drive_broken).
   */
  returnToDrive: action({
    may: 'grade.give',
    input: z.object({
      drive: path,
      folder: line(120),
      files: z
        .array(z.object({ name: line(120), upload: token }))
        .min(1)
        .max(200),
    }),
    output: z.object({ folder: z.string(), files: count }),
    touches,
  }),
};
