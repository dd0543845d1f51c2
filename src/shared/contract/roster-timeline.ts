import { z } from 'zod';
import { wording } from './assessments-values.ts';
import { date, instant } from './values.ts';

/** A part of a value as the screen says it: text that people typed, or a code whose word is in the catalogs. */
const piece = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string() }),
  z.object({ kind: z.literal('date'), date }),
  z.object({ kind: z.literal('language'), code: z.string() }),
  z.object({ kind: z.literal('minutes'), minutes: z.int() }),
  z.object({ kind: z.literal('points'), points: z.number() }),
  /** A name that is kept in several languages. */
  z.object({ kind: z.literal('words'), words: wording(120) }),
  z.object({
    kind: z.literal('word'),
    list: z.enum([
      'sex',
      'displacement',
      'age_band',
      'purpose',
      'consent',
      'enrollment',
      'leave_reason',
      'mark',
      'mark_reason',
      'session_kind',
      'here',
      'passed',
      'review_outcome',
      'released',
    ]),
    code: z.string(),
  }),
]);
export type TimelinePiece = z.infer<typeof piece>;

const change = z.object({
  /** `entity.cell`, such as `learner.phone` or `mark.mark`; `work.` and what of a grade's history. */
  what: z.string(),
  /** Which consent, cohort, session or field, which assessment and criterion. */
  about: z.array(piece),
  /** What it was and what it became; null is nothing. */
  from: z.array(piece).nullable(),
  to: z.array(piece).nullable(),
});
export type TimelineChange = z.infer<typeof change>;

/** Where a page ends: the act before which the next one begins. */
export const timelinePlace = z.object({ at: instant, device: z.string(), act: z.int() });
export type TimelinePlace = z.infer<typeof timelinePlace>;

/** What one act changed about her. */
export const timelineEntry = timelinePlace.extend({
  by: z.string().nullable(),
  deviceName: z.string(),
  /** Written on this laptop. */
  here: z.boolean(),
  command: z.string(),
  /** It took another act back. */
  undo: z.boolean(),
  why: z.string().nullable(),
  changes: z.array(change),
});
export type TimelineEntry = z.infer<typeof timelineEntry>;
