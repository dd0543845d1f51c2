import { refuse } from '../../shared/result.ts';
import { type SessionKind, sessionKinds } from '../../shared/rules/statuses.ts';
import { remembering } from '../database/remembering.ts';
import { all, type Database, one } from '../database/sqlite.ts';
import { personIn, samePeople } from './same-person.ts';
import { templates } from './templates.ts';

type Words = Record<string, string>;
const words = (json: string | null): Words | null => (json === null ? null : (JSON.parse(json) as Words));

/** Null if there is no such cohort. */
export function nameOfCohort(db: Database, id: string): string | null {
  return one<{ name: string | null }>(db, 'SELECT name FROM cohort WHERE id = ?', id)?.name ?? null;
}

/** A cohort with what its program says. */
export interface CohortFrame {
  id: string;
  name: string;
  startsOn: string | null;
  programName: Words | null;
  /** The template that its program came from. */
  template: string | null;
}

/** Some cohorts by id, those that are here. */
export function cohortFrames(db: Database, ids: readonly string[]): Map<string, CohortFrame> {
  const rows = all<Omit<CohortFrame, 'programName'> & { programName: string | null }>(
    db,
    `SELECT c.id, c.name, c.starts_on AS startsOn, p.name AS programName, p.template
     FROM json_each(?) wanted CROSS JOIN cohort c ON c.id = wanted.value LEFT JOIN program p ON p.id = c.program_id
     WHERE c.name IS NOT NULL`,
    JSON.stringify(ids),
  );
  return new Map(rows.map((row) => [row.id, { ...row, programName: words(row.programName) }]));
}

/** The status set of a cohort's program as JSON, or null where the program has none of its own. */
export function statusesOfCohort(db: Database, cohortId: string): string | null {
  return (
    one<{ statuses: string | null }>(
      db,
      'SELECT p.statuses FROM cohort c JOIN program p ON p.id = c.program_id WHERE c.id = ?',
      cohortId,
    )?.statuses ?? null
  );
}

/** Throws `not_found` (cohort_not_found). */
export function requireCohort(db: Database, id: string): void {
  if (nameOfCohort(db, id) === null) throw refuse('not_found', 'cohort_not_found');
}

/** Programs: those that came with the app in its own order, then the center's. */
export function listPrograms(db: Database): { id: string; name: Words }[] {
  const order = (template: string | null): number => {
    const place = templates.findIndex((one) => one.template === template);
    return place < 0 ? templates.length : place;
  };
  return all<{ id: string; name: string; template: string | null }>(
    db,
    'SELECT id, name, template FROM program WHERE name IS NOT NULL ORDER BY id',
  )
    .sort((a, b) => order(a.template) - order(b.template))
    .map((row) => ({ id: row.id, name: words(row.name) ?? {} }));
}

/** Throws `not_found` (program_not_found) unless there is none or it is here. */
export function requireProgram(db: Database, id: string | null): void {
  if (id !== null && one(db, 'SELECT 1 FROM program WHERE id = ? AND name IS NOT NULL', id) === undefined)
    throw refuse('not_found', 'program_not_found');
}

/** Every cohort by id, with its program's name by language. */
export function cohortNames(db: Database): Map<string, { name: string; programName: Words | null }> {
  const rows = all<{ id: string; name: string; programName: string | null }>(
    db,
    `SELECT c.id, c.name, p.name AS programName FROM cohort c LEFT JOIN program p ON p.id = c.program_id
     WHERE c.name IS NOT NULL`,
  );
  return new Map(rows.map((row) => [row.id, { name: row.name, programName: words(row.programName) }]));
}

export interface CohortRow {
  id: string;
  name: string;
  programId: string | null;
  programName: Words | null;
  startsOn: string | null;
  endsOn: string | null;
  learners: number;
}

/**
 * Cohorts by name, with how many people are enrolled on a date and were not told to have gone. `since` leaves out those
 * that were over before it: nobody is counted in the cohorts of ten years for a screen that shows those of today.
 */
export function listCohorts(db: Database, on: string, since: string | null = null): CohortRow[] {
  return all<Omit<CohortRow, 'programName'> & { programName: string | null }>(
    db,
    `SELECT c.id, c.name, c.program_id AS programId, p.name AS programName, c.starts_on AS startsOn, c.ends_on AS endsOn,
       (SELECT count(DISTINCT ${personIn('e.learner_id')}) FROM enrollment e WHERE e.cohort_id = c.id AND ${enrolledOn}
         AND coalesce(e.status, 'enrolled') NOT IN ('left', 'transferred', 'completed')) AS learners
     FROM cohort c LEFT JOIN program p ON p.id = c.program_id
     WHERE c.name IS NOT NULL AND (@since IS NULL OR c.ends_on IS NULL OR c.ends_on >= @since) ORDER BY c.name, c.id`,
    { on, since, same: samePeople(db).json },
  ).map((row) => ({ ...row, programName: words(row.programName) }));
}

/** Whether a cohort has ended before a date. */
export const isOver = ({ endsOn }: Pick<CohortRow, 'endsOn'>, on: string): boolean =>
  endsOn !== null && endsOn < on;

/**
 * Expected on a date @on: an SQL condition over enrollment e. A pause hides from the roll of its dates; leaving ends
 * the period. A pause that nobody gave dates to lasts until she comes back.
 */
export const enrolledOn = `e.starts_on IS NOT NULL AND e.starts_on <= @on AND (e.ends_on IS NULL OR e.ends_on >= @on)
  AND CASE WHEN e.pauses IS NULL THEN coalesce(e.status, 'enrolled') <> 'paused'
    ELSE NOT EXISTS (SELECT 1 FROM json_each(e.pauses) p
      WHERE p.value ->> 'from' <= @on AND (p.value ->> 'to' IS NULL OR p.value ->> 'to' >= @on)) END`;

/** Who is expected in some cohorts, each on a date of its own, each person once, by key. */
export function enrolledIn(
  db: Database,
  places: readonly { key: string; cohortId: string; on: string }[],
): Map<string, string[]> {
  const rows = all<{ key: string; id: string }>(
    db,
    `SELECT DISTINCT place.value ->> 'key' AS key, l.id FROM json_each(@places) place
     CROSS JOIN enrollment e ON e.cohort_id = place.value ->> 'cohortId'
     JOIN learner l ON l.id = ${personIn('e.learner_id')}
     WHERE ${enrolledOn.replaceAll('@on', "(place.value ->> 'on')")} AND l.name IS NOT NULL`,
    { places: JSON.stringify(places), same: samePeople(db).json },
  );
  const byKey = new Map<string, string[]>();
  for (const { key, id } of rows) {
    const known = byKey.get(key);
    if (known) known.push(id);
    else byKey.set(key, [id]);
  }
  return byKey;
}

/** The kinds of session of each cohort's program, in the program's order; cohorts without a program have none. */
export function kindsByCohort(db: Database): Map<string, SessionKind[]> {
  const rows = all<{ id: string; kinds: string }>(
    db,
    `SELECT c.id, p.kinds FROM cohort c JOIN program p ON p.id = c.program_id
     WHERE c.name IS NOT NULL AND p.kinds IS NOT NULL`,
  );
  return new Map(
    rows.map((row) => {
      const kinds = JSON.parse(row.kinds) as string[];
      return [row.id, sessionKinds.filter((kind) => kinds.includes(kind)).sort(byPlaceIn(kinds))];
    }),
  );
}

const byPlaceIn =
  (order: readonly string[]) =>
  (a: string, b: string): number =>
    order.indexOf(a) - order.indexOf(b);

export interface LearnerName {
  id: string;
  name: string;
  shortName: string;
}

/** Who is expected in a cohort on a date, each person once. */
export function learnersOn(db: Database, cohortId: string, on: string): LearnerName[] {
  return all<LearnerName>(
    db,
    `SELECT DISTINCT l.id, l.name, l.short_name AS shortName
     FROM enrollment e JOIN learner l ON l.id = ${personIn('e.learner_id')}
     WHERE e.cohort_id = @cohortId AND ${enrolledOn} AND l.name IS NOT NULL`,
    { cohortId, on, same: samePeople(db).json },
  );
}

const enrollmentOn = `SELECT 1 FROM enrollment e WHERE e.learner_id = @row AND e.cohort_id = @cohortId AND ${enrolledOn}`;

export const isEnrolledOn = remembering(
  ['enrollment', 'learner'],
  (db, learnerId: string, cohortId: string, on: string): boolean =>
    // By its key for each row of hers, of which nearly everybody has one.
    samePeople(db)
      .rowsOf(learnerId)
      .some((row) => one(db, enrollmentOn, { row, cohortId, on }) !== undefined),
);

/** The people behind some rows of the roster, each once. */
export function namesOf(db: Database, ids: readonly string[]): LearnerName[] {
  const { personOf } = samePeople(db);
  return all<LearnerName>(
    db,
    `SELECT id, name, short_name AS shortName FROM learner
     WHERE id IN (SELECT value FROM json_each(?)) AND name IS NOT NULL`,
    JSON.stringify([...new Set(ids.map(personOf))]),
  );
}
