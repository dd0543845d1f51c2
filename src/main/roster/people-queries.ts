import { type ConsentAnswer, consentAnswer, type EnrollmentStatus } from '../../shared/rules/learner.ts';
import { joinStays, type Pause } from '../../shared/rules/pauses.ts';
import { requireHere } from '../database/changes.ts';
import { all, type Database, one, run } from '../database/sqlite.ts';
import { type SamePerson, samePeople } from './same-person.ts';

export interface Person {
  id: string;
  name: string;
  shortName: string;
  phone: string | null;
  email: string | null;
}

/** Everybody who has a name, in order of id. */
export function listPeople(db: Database): Person[] {
  const { isMerged } = samePeople(db);
  return all<Person>(
    db,
    'SELECT id, name, short_name AS shortName, phone, email FROM learner WHERE name IS NOT NULL ORDER BY id',
  ).filter((person) => !isMerged(person.id));
}

export interface Identity {
  id: string;
  name: string;
  birthDate: string | null;
  phone: string | null;
  email: string | null;
}

/**
 * Everybody with what tells people apart, for comparing a list with them. Who was merged is there once for each of
 * her rows, always under the id of the person: an old phone of hers still finds her.
 */
export function listIdentities(db: Database): Identity[] {
  const { personOf } = samePeople(db);
  return all<Identity>(
    db,
    'SELECT id, name, birth_date AS birthDate, phone, email FROM learner WHERE name IS NOT NULL ORDER BY id',
  ).map((row) => ({ ...row, id: personOf(row.id) }));
}

/** Pairs of people that somebody told apart, as `lower id:higher id`. */
export function toldApart(db: Database): Set<string> {
  const { personOf } = samePeople(db);
  return new Set(
    all<{ one: string; other: string }>(
      db,
      'SELECT learner_id AS one, other_id AS other FROM apart WHERE different IS NOT NULL',
    ).map((row) => [personOf(row.one), personOf(row.other)].sort().join(':')),
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

/** The person behind a row of the roster. Throws `not_found` (learner_not_found). */
export function getLearner(db: Database, id: string): LearnerRow {
  const row = one<LearnerRow>(
    db,
    `SELECT ${learner} FROM learner WHERE id = ? AND name IS NOT NULL`,
    samePeople(db).personOf(id),
  );
  return requireHere(row, 'learner');
}

/** The name in a row of the roster, whether or not it was merged. */
export function rowName(db: Database, id: string): string | null {
  return one<{ name: string | null }>(db, 'SELECT name FROM learner WHERE id = ?', id)?.name ?? null;
}

/** The rows that were merged into a person, by name. */
export function mergedInto(db: Database, learnerId: string): LearnerRow[] {
  const [, ...others] = samePeople(db).rowsOf(learnerId);
  return all<LearnerRow>(
    db,
    `SELECT ${learner} FROM learner WHERE id IN (SELECT value FROM json_each(?)) AND name IS NOT NULL ORDER BY name, id`,
    JSON.stringify(others),
  );
}

/** People by id: those behind some rows, or all. */
export function listLearners(db: Database, ids: readonly string[] | null): Map<string, LearnerRow> {
  const { isMerged, personOf } = samePeople(db);
  const rows =
    ids === null
      ? all<LearnerRow>(db, `SELECT ${learner} FROM learner WHERE name IS NOT NULL`)
      : all<LearnerRow>(
          db,
          `SELECT ${learner} FROM learner WHERE id IN (SELECT value FROM json_each(?)) AND name IS NOT NULL`,
          JSON.stringify(ids.map(personOf)),
        );
  return new Map(rows.filter((row) => !isMerged(row.id)).map((row) => [row.id, row]));
}

/** Her custom fields; one that was filled in two rows is shown as in the row that stands for her. */
export function fieldsOf(db: Database, learnerId: string): { field: string; value: string }[] {
  const same = samePeople(db);
  const rows = all<{ learnerId: string; field: string; value: string }>(
    db,
    `SELECT learner_id AS learnerId, field, value FROM learner_field
     WHERE learner_id IN (SELECT value FROM json_each(?)) ORDER BY field, learner_id`,
    JSON.stringify(same.rowsOf(learnerId)),
  );
  const person = same.personOf(learnerId);
  return [...Map.groupBy(rows, (row) => row.field).values()].flatMap((own) => {
    const shown = own.find((row) => row.learnerId === person) ?? own[0];
    return shown ? [{ field: shown.field, value: shown.value }] : [];
  });
}

/** Which fields say something, by person; of nobody else than of these. */
export function answeredBy(db: Database, learnerIds: readonly string[]): Map<string, Set<string>> {
  const answers = answersOf(db, learnerIds);
  return new Map([...answers].map(([id, own]) => [id, new Set(own.keys())]));
}

/** Custom fields of some people; one that was filled in two rows of a person is as in the row that stands for her. */
export function answersOf(db: Database, learnerIds: readonly string[]): Map<string, Map<string, string>> {
  const { personOf, rowsOf } = samePeople(db);
  const rows = all<{ learnerId: string; field: string; value: string }>(
    db,
    `SELECT learner_id AS learnerId, field, value FROM learner_field
     WHERE learner_id IN (SELECT value FROM json_each(?)) AND value IS NOT NULL ORDER BY field, learner_id`,
    JSON.stringify(learnerIds.flatMap((id) => rowsOf(id))),
  );
  const answers = new Map<string, Map<string, string>>();
  for (const { learnerId, field, value } of rows) {
    const person = personOf(learnerId);
    const own = answers.get(person) ?? new Map<string, string>();
    if (learnerId === person || !own.has(field)) own.set(field, value);
    answers.set(person, own);
  }
  return answers;
}

export interface ConsentRow {
  purpose: string;
  given: number;
  textVersion: string;
  language: string;
  on: string | null;
  withdrawnOn: string | null;
  answer: ConsentAnswer;
}

/** What she was asked, by purpose. Where two rows of hers answer, the later one counts, and of two of a day the no. */
export function consentsOf(db: Database, learnerId: string): ConsentRow[] {
  const rows = all<Omit<ConsentRow, 'answer'>>(
    db,
    `SELECT purpose, given, text_version AS textVersion, language, decided_on AS "on", withdrawn_on AS withdrawnOn
     FROM consent WHERE learner_id IN (SELECT value FROM json_each(?)) AND given IS NOT NULL
     ORDER BY purpose, coalesce(withdrawn_on, decided_on, '') DESC, given AND withdrawn_on IS NULL, learner_id`,
    JSON.stringify(samePeople(db).rowsOf(learnerId)),
  );
  return rows
    .filter((row, index) => row.purpose !== rows[index - 1]?.purpose)
    .map((row) => ({
      ...row,
      answer: consentAnswer({ given: row.given === 1, withdrawnOn: row.withdrawnOn }),
    }));
}

/** The rows of a person that hold something of two-part key, so that a new value reaches all of them; else her first. */
export function rowsHolding(
  db: Database,
  table: 'consent' | 'learner_field' | 'enrollment',
  learnerId: string,
  second: string,
): string[] {
  const rows = samePeople(db).rowsOf(learnerId);
  const column = { consent: 'purpose', learner_field: 'field', enrollment: 'cohort_id' }[table];
  const holding = all<{ id: string }>(
    db,
    `SELECT learner_id AS id FROM ${table} WHERE learner_id IN (SELECT value FROM json_each(?)) AND ${column} = ?`,
    JSON.stringify(rows),
    second,
  ).map((row) => row.id);
  return holding.length > 0 ? holding : rows.slice(0, 1);
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

/** A person in a cohort. Who was merged and is in it twice is in it once, from the first day of either row. */
export interface EnrollmentRow {
  learnerId: string;
  cohortId: string;
  startsOn: string | null;
  endsOn: string | null;
  status: EnrollmentStatus;
  reason: string | null;
  lastSeen: string | null;
  creditMinutes: number | null;
  /** In order, without overlaps. */
  pauses: Pause[];
}

type StoredEnrollment = Omit<EnrollmentRow, 'pauses'> & { pauses: string | null };

const enrollment = `learner_id AS learnerId, cohort_id AS cohortId, starts_on AS startsOn, ends_on AS endsOn,
  coalesce(status, 'enrolled') AS status, reason, last_seen AS lastSeen, credit_minutes AS creditMinutes, pauses`;

/** Who is in the cohort comes before who is away, and who is away before who has gone. */
const standing: Record<EnrollmentStatus, number> = {
  enrolled: 0,
  returned: 0,
  paused: 1,
  completed: 2,
  transferred: 3,
  left: 4,
};

/** One entry for each person and cohort, in the order of the rows. */
function byPerson(rows: readonly StoredEnrollment[], same: SamePerson): EnrollmentRow[] {
  const read = rows.map((row): EnrollmentRow => {
    const pauses = row.pauses === null ? [] : (JSON.parse(row.pauses) as Pause[]);
    return { ...row, pauses, learnerId: same.personOf(row.learnerId) };
  });
  if (same.merged.length === 0) return read;
  return [...Map.groupBy(read, (row) => `${row.learnerId}:${row.cohortId}`).values()].flatMap((own) => {
    const [best] = [...own].sort((a, b) => standing[a.status] - standing[b.status]);
    if (!best || own.length === 1) return best ?? [];
    const stays = own.flatMap((row) => (row.startsOn === null ? [] : [{ ...row, startsOn: row.startsOn }]));
    const credit = Math.max(...own.map((row) => row.creditMinutes ?? -1));
    const { startsOn, endsOn, pauses } = joinStays(stays);
    return { ...best, startsOn, endsOn, pauses: [...pauses], creditMinutes: credit < 0 ? null : credit };
  });
}

/** Enrollments of some learners, the earliest first. */
export function enrollmentsOf(db: Database, learnerIds: readonly string[]): EnrollmentRow[] {
  const same = samePeople(db);
  const rows = all<StoredEnrollment>(
    db,
    `SELECT ${enrollment} FROM enrollment WHERE learner_id IN (SELECT value FROM json_each(?))
     ORDER BY starts_on, cohort_id`,
    JSON.stringify(same.rowsOfAll(learnerIds)),
  );
  return byPerson(rows, same);
}

export function findEnrollment(db: Database, learnerId: string, cohortId: string): EnrollmentRow | undefined {
  const same = samePeople(db);
  const rows = all<StoredEnrollment>(
    db,
    `SELECT ${enrollment} FROM enrollment WHERE learner_id IN (SELECT value FROM json_each(?)) AND cohort_id = ?`,
    JSON.stringify(same.rowsOf(learnerId)),
    cohortId,
  );
  return byPerson(rows, same)[0];
}

export function enrollmentsIn(db: Database, cohortId: string): EnrollmentRow[] {
  const rows = all<StoredEnrollment>(
    db,
    `SELECT ${enrollment} FROM enrollment WHERE cohort_id = ?`,
    cohortId,
  );
  return byPerson(rows, samePeople(db));
}

/** Everybody who was ever in one of some cohorts. */
export function enrollmentsInAll(db: Database, cohortIds: readonly string[]): EnrollmentRow[] {
  const rows = all<StoredEnrollment>(
    db,
    `SELECT ${enrollment} FROM enrollment WHERE cohort_id IN (SELECT value FROM json_each(?))`,
    JSON.stringify(cohortIds),
  );
  return byPerson(rows, samePeople(db));
}

/** Everybody who was ever in a cohort, with the status there. */
export function listMemberships(
  db: Database,
): Pick<EnrollmentRow, 'learnerId' | 'cohortId' | 'status' | 'pauses'>[] {
  return byPerson(all<StoredEnrollment>(db, `SELECT ${enrollment} FROM enrollment`), samePeople(db));
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
