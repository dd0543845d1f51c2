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

const why = z.object({ why: line(200).optional() });

export const changes = {
  state: query({
    may: 'desk.use',
    input: nothing,
    output: z.object({ undo: act.nullable(), redo: act.nullable() }),
  }),
  /**
   * Takes one's own newest act back; refused with a reason if a later change stands on it. `why` is the reason that a
   * closed roll asks for.
   */
  undo: command({
    may: 'desk.use',
    input: why,
    output: z.object({ act }),
    touches: ['center', 'programs', 'roster', 'sessions', 'attendance', 'changes'],
  }),
  redo: command({
    may: 'desk.use',
    input: why,
    output: z.object({ act }),
    touches: ['center', 'programs', 'roster', 'sessions', 'attendance', 'changes'],
  }),
};
