import type { Status } from '../../shared/rules/statuses.ts';
import { requireHere } from '../database/changes.ts';
import { all, type Database, one } from '../database/sqlite.ts';

export interface Program {
  id: string;
  name: Record<string, string>;
  template: string | null;
  kinds: string[];
  /** Null where the program has not chosen one. */
  threshold: number | null;
  statuses: Status[] | null;
}

/** Throws `not_found` (program_not_found). */
export function getProgram(db: Database, id: string): Program {
  const row = requireHere(
    one<{
      name: string;
      template: string | null;
      kinds: string;
      threshold: number | null;
      statuses: string | null;
    }>(
      db,
      'SELECT name, template, kinds, threshold, statuses FROM program WHERE id = ? AND name IS NOT NULL',
      id,
    ),
    'program',
  );
  return {
    id,
    name: JSON.parse(row.name) as Record<string, string>,
    template: row.template,
    kinds: JSON.parse(row.kinds) as string[],
    threshold: row.threshold,
    statuses: row.statuses === null ? null : (JSON.parse(row.statuses) as Status[]),
  };
}

/** Ids of the cohorts that learn in a program. */
export function cohortsOfProgram(db: Database, programId: string): string[] {
  return all<{ id: string }>(
    db,
    'SELECT id FROM cohort WHERE program_id = ? AND name IS NOT NULL ORDER BY id',
    programId,
  ).map((row) => row.id);
}
