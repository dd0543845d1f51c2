import type { EnrollmentStatus } from '../../shared/rules/learner.ts';
import { requireHere } from '../database/changes.ts';
import { all, type Database, one, run } from '../database/sqlite.ts';

export interface Person {
  id: string;
  name: string;
  shortName: string;
  phone: string | null;
  email: string | null;
}

/** Everybody who has a name, in order of id. */
export function listPeople(db: Database): Person[] {
  return all<Person>(
    db,
    'SELECT id, name, short_name AS shortName, phone, email FROM learner WHERE name IS NOT NULL ORDER BY id',
  );
}

/** Everybody with what tells people apart, for comparing a list with them. */
export function listIdentities(
  db: Database,
): { id: string; name: string; birthDate: string | null; phone: string | null; email: string | null }[] {
  return all(
    db,
    'SELECT id, name, birth_date AS birthDate, phone, email FROM learner WHERE name IS NOT NULL ORDER BY id',
  );
}

export interface LearnerRow {
  id: string;
  name: string;
  shortName: string;
  birthDate: string | null;
  ageBand: string | null;
  sex: string | null;
  phone: string | null;
  email: string | null;
  displacement: string | null;
  /** JSON list. */
  languages: string | null;
  needs: string | null;
  note: string | null;
  certificateName: string | null;
  certificateLatin: string | null;
}

const learner = `id, name, short_name AS shortName, birth_date AS birthDate, age_band AS ageBand, sex, phone, email,
  displacement, languages, needs, note, certificate_name AS certificateName, certificate_latin AS certificateLatin`;

/** Throws `not_found` (learner_not_found). */
export function getLearner(db: Database, id: string): LearnerRow {
  const row = one<LearnerRow>(db, `SELECT ${learner} FROM learner WHERE id = ? AND name IS NOT NULL`, id);
  return requireHere(row, 'learner');
}

/** Learners by id: some, or all. */
export function listLearners(db: Database, ids: readonly string[] | null): Map<string, LearnerRow> {
  const rows =
    ids === null
      ? all<LearnerRow>(db, `SELECT ${learner} FROM learner WHERE name IS NOT NULL`)
      : all<LearnerRow>(
          db,
          `SELECT ${learner} FROM learner WHERE id IN (SELECT value FROM json_each(?)) AND name IS NOT NULL`,
          JSON.stringify(ids),
        );
  return new Map(rows.map((row) => [row.id, row]));
}

export function fieldsOf(db: Database, learnerId: string): { field: string; value: string }[] {
  return all(db, 'SELECT field, value FROM learner_field WHERE learner_id = ? ORDER BY field', learnerId);
}

export interface ConsentRow {
  purpose: string;
  given: number;
  textVersion: string;
  language: string;
  on: string | null;
}

export function consentsOf(db: Database, learnerId: string): ConsentRow[] {
  return all<ConsentRow>(
    db,
    `SELECT purpose, given, text_version AS textVersion, language, decided_on AS "on" FROM consent
     WHERE learner_id = ? AND given IS NOT NULL`,
    learnerId,
  );
}

/** The version of each purpose's text that was used most. */
export function usualConsentTexts(db: Database): Map<string, string> {
  const rows = all<{ purpose: string; textVersion: string }>(
    db,
    `SELECT purpose, text_version AS textVersion FROM consent WHERE given IS NOT NULL
     GROUP BY purpose, text_version ORDER BY count(*)`,
  );
  return new Map(rows.map((row) => [row.purpose, row.textVersion]));
}

export interface EnrollmentRow {
  learnerId: string;
  cohortId: string;
  startsOn: string | null;
  endsOn: string | null;
  status: EnrollmentStatus;
  reason: string | null;
  lastSeen: string | null;
  creditMinutes: number | null;
}

const enrollment = `learner_id AS learnerId, cohort_id AS cohortId, starts_on AS startsOn, ends_on AS endsOn,
  coalesce(status, 'enrolled') AS status, reason, last_seen AS lastSeen, credit_minutes AS creditMinutes`;

export function findEnrollment(db: Database, learnerId: string, cohortId: string): EnrollmentRow | undefined {
  return one<EnrollmentRow>(
    db,
    `SELECT ${enrollment} FROM enrollment WHERE learner_id = ? AND cohort_id = ?`,
    learnerId,
    cohortId,
  );
}

/** Enrollments of some learners, the earliest first. */
export function enrollmentsOf(db: Database, learnerIds: readonly string[]): EnrollmentRow[] {
  return all<EnrollmentRow>(
    db,
    `SELECT ${enrollment} FROM enrollment WHERE learner_id IN (SELECT value FROM json_each(?))
     ORDER BY starts_on, cohort_id`,
    JSON.stringify(learnerIds),
  );
}

export function enrollmentsIn(db: Database, cohortId: string): EnrollmentRow[] {
  return all<EnrollmentRow>(db, `SELECT ${enrollment} FROM enrollment WHERE cohort_id = ?`, cohortId);
}

/** Ids of everybody who was ever in a cohort, with the status there. */
export function listMemberships(
  db: Database,
): { learnerId: string; cohortId: string; status: EnrollmentStatus }[] {
  return all(
    db,
    "SELECT learner_id AS learnerId, cohort_id AS cohortId, coalesce(status, 'enrolled') AS status FROM enrollment",
  );
}

/** Column mappings of earlier imports: key of a header to JSON. They never leave this laptop. */
export function rememberedMappings(db: Database): { header: string; mapping: string }[] {
  return all(db, 'SELECT header, mapping FROM local_import_mapping ORDER BY used_at DESC LIMIT 100');
}

export function rememberMapping(db: Database, header: string, mapping: string, now: number): void {
  run(
    db,
    `INSERT INTO local_import_mapping (header, mapping, used_at) VALUES (?, ?, ?)
     ON CONFLICT (header) DO UPDATE SET mapping = excluded.mapping, used_at = excluded.used_at`,
    header,
    mapping,
    now,
  );
}
