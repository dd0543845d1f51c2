import { all, type Database } from '../database/sqlite.ts';

const columnOf = {
  override: 'override',
  excused: 'excused_why',
  asked_again: 'again_after',
  released: 'released_at',
} as const;

/** Those of some rows of the roster for which something is decided in an assessment, or contested. */
export function rowsDecided(
  db: Database,
  assessmentId: string,
  rows: readonly string[],
  cell: keyof typeof columnOf,
): string[] {
  return all<{ id: string }>(
    db,
    `SELECT value AS id FROM json_each(@rows) WHERE
     EXISTS (SELECT 1 FROM grade WHERE assessment_id = @assessmentId AND learner_id = value
       AND ${columnOf[cell]} IS NOT NULL)
     OR EXISTS (SELECT 1 FROM contested WHERE entity = 'grade' AND entity_id = @assessmentId || ':' || value
       AND cell = @cell)`,
    { rows: JSON.stringify(rows), assessmentId, cell },
  ).map((row) => row.id);
}
