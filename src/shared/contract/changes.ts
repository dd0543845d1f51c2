import { z } from 'zod';
import { command, query } from './define.ts';
import { instant, line, nothing } from './values.ts';

/** One human act, as the toast and the history name it. */
const act = z.object({
  /** `domain.call`; the catalogs hold its words under `acts`. */
  command: z.string(),
  at: instant,
  cells: z.int(),
  /** What it was about, for screens that want to go there. */
  entity: z.string(),
  entityId: z.string(),
});

const take = z.object({
  /** The reason that a closed roll asks for. */
  why: line(200).optional(),
  /** The `before` of a refusal: goes past what was refused, to the one before it. */
  before: z.int().positive().optional(),
});

/** What a refused undo or redo says in its `params`, for the screen to name it and to offer the one before. */
export const refusedAct = z.object({
  command: z.string(),
  cells: z.int(),
  at: instant,
  /** To be sent again, for the one before. */
  before: z.int(),
  /** Who changed it since and when, where that is what stands in the way. */
  by: z.string().optional(),
  since: instant.optional(),
  /** The one before, if there is any. */
  nextCommand: z.string().optional(),
  nextCells: z.int().optional(),
});
export type RefusedAct = z.infer<typeof refusedAct>;

export const changes = {
  state: query({
    may: 'desk.use',
    input: nothing,
    output: z.object({ undo: act.nullable(), redo: act.nullable() }),
  }),
  /**
   * Takes one's own newest act back. Refused with `conflict` (changed_since, undo_hides_session, undo_hides_learner,
   * undo_roll_closed, undo_hides_grades, undo_changes_rubric) where something stands in its way; then `params` are a `refusedAct`.
   */
  undo: command({
    may: 'desk.use',
    input: take,
    output: z.object({ act }),
    touches: ['center', 'programs', 'roster', 'sessions', 'attendance', 'assessments', 'changes'],
  }),
  redo: command({
    may: 'desk.use',
    input: take,
    output: z.object({ act }),
    touches: ['center', 'programs', 'roster', 'sessions', 'attendance', 'assessments', 'changes'],
  }),
};
