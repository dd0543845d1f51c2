import type { Language } from '../../shared/contract/values.ts';
import type { Role } from '../../shared/rules/permissions.ts';
import { all, type Database, one } from '../database/sqlite.ts';

export interface CenterRow {
  id: string;
  name: string;
  language: Language;
  timeZone: string;
  country: string;
}

export function findCenter(db: Database): CenterRow | undefined {
  return one<CenterRow>(
    db,
    'SELECT id, name, language, time_zone AS timeZone, country FROM center WHERE name IS NOT NULL ORDER BY id LIMIT 1',
  );
}

/** What head office's file said, as it was stored, and what was opened for it; nulls where nothing was. */
export function headOfficeOf(db: Database, centerId: string): { file: unknown; opened: unknown } {
  const row = one<{ file: string | null; opened: string | null }>(
    db,
    'SELECT head_office AS file, opened_for_head_office AS opened FROM center WHERE id = ?',
    centerId,
  );
  const read = (json: string | null | undefined): unknown => (json ? JSON.parse(json) : null);
  return { file: read(row?.file), opened: read(row?.opened) };
}

export interface PersonRow {
  id: string;
  name: string;
  role: Role;
  language: Language | null;
  day: string | null;
  cohortId: string | null;
  retiredOn: string | null;
  hasPin: number;
}

const person = `SELECT p.id, p.name, p.role, p.language, p.day, p.cohort_id AS cohortId, p.retired_on AS retiredOn,
  l.person_id IS NOT NULL AS hasPin
  FROM person p LEFT JOIN local_pin l ON l.person_id = p.id WHERE p.name IS NOT NULL`;

export function listPeople(db: Database): PersonRow[] {
  return all<PersonRow>(db, `${person} ORDER BY p.role, p.name, p.id`);
}

export function findPerson(db: Database, id: string): PersonRow | undefined {
  return one<PersonRow>(db, `${person} AND p.id = ?`, id);
}

export function nameOfPerson(db: Database, id: string): string | null {
  return one<{ name: string | null }>(db, 'SELECT name FROM person WHERE id = ?', id)?.name ?? null;
}

/** Everybody who ever worked here, by id. */
export function personNames(db: Database): Map<string, string> {
  const rows = all<{ id: string; name: string }>(db, 'SELECT id, name FROM person WHERE name IS NOT NULL');
  return new Map(rows.map((row) => [row.id, row.name]));
}

export function nameOfDevice(db: Database, id: string): string {
  return one<{ name: string | null }>(db, 'SELECT name FROM device WHERE id = ?', id)?.name ?? '';
}

/** recorded_at of the newest change of any device; 0 in an empty log. */
export function newestRecord(db: Database): number {
  const row = one<{ at: number | null }>(
    db,
    `SELECT max((SELECT recorded_at FROM change c WHERE c.device = d.device ORDER BY seq DESC LIMIT 1)) AS at
     FROM (SELECT id AS device FROM device UNION SELECT id FROM local_device) d`,
  );
  return row?.at ?? 0;
}

/** Changes of every device that is known here. All wait for head office until bundles exist. */
export function countChanges(db: Database): number {
  const row = one<{ count: number | null }>(
    db,
    `SELECT sum((SELECT max(seq) FROM change c WHERE c.device = d.device)) AS count
     FROM (SELECT id AS device FROM device UNION SELECT id FROM local_device) d`,
  );
  return row?.count ?? 0;
}
