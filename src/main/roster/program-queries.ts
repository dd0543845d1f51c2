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
  fields: string[];
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
      fields: string | null;
    }>(
      db,
      'SELECT name, template, kinds, threshold, statuses, fields FROM program WHERE id = ? AND name IS NOT NULL',
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
    fields: row.fields === null ? [] : (JSON.parse(row.fields) as string[]),
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

/** What the programs of some cohorts ask of their learners, each field once, in the order of the cohorts. */
export function fieldsAskedIn(db: Database, cohortIds: readonly string[]): string[] {
  const rows = all<{ field: string }>(
    db,
    `SELECT f.value AS field FROM json_each(?) i CROSS JOIN cohort c ON c.id = i.value
     CROSS JOIN program p ON p.id = c.program_id CROSS JOIN json_each(p.fields) f ORDER BY i.key, f.key`,
    JSON.stringify(cohortIds),
  );
  return [...new Set(rows.map((row) => row.field))];
}

/** What any program asks of its learners, each field once, by name. */
export function fieldsAsked(db: Database): string[] {
  return all<{ field: string }>(
    db,
    'SELECT DISTINCT f.value AS field FROM program p CROSS JOIN json_each(p.fields) f WHERE p.name IS NOT NULL ORDER BY field',
  ).map((row) => row.field);
}
