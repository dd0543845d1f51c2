import type { z } from 'zod';
import type { assessmentFields, RubricContent, Scheme } from '../../shared/contract/assessments-values.ts';
import { requireHere } from '../database/changes.ts';
import { all, type Database, one } from '../database/sqlite.ts';

type Fields = z.output<typeof assessmentFields>;

export interface Assessment extends Fields {
  id: string;
  cohortId: string;
  rubric: { rubricId: string; versionId: string } | null;
  order: number;
}

interface Row {
  id: string;
  cohortId: string;
  title: string;
  kind: Fields['kind'];
  module: string | null;
  note: string;
  categoryId: string | null;
  weight: number | null;
  scale: string | null;
  rubricId: string | null;
  versionId: string | null;
  due: string | null;
  most: number | null;
  counts: Fields['attempts']['counts'] | null;
  place: number | null;
}

const columns = `id, cohort_id AS cohortId, title, kind, module, note, category_id AS categoryId, weight, scale,
  rubric_id AS rubricId, version_id AS versionId, due, most_attempts AS most, counts, place`;

const parse = <T>(json: string | null): T | null => (json === null ? null : (JSON.parse(json) as T));

const assessmentOf = (row: Row): Assessment => ({
  id: row.id,
  cohortId: row.cohortId,
  title: parse(row.title) ?? {},
  kind: row.kind,
  module: parse(row.module),
  note: row.note,
  categoryId: row.categoryId,
  weight: row.weight ?? 1,
  scale: parse<Fields['scale']>(row.scale) ?? { kind: 'percent' },
  rubric:
    row.rubricId === null || row.versionId === null
      ? null
      : { rubricId: row.rubricId, versionId: row.versionId },
  due: parse(row.due),
  attempts: { most: row.most, counts: row.counts ?? 'last' },
  order: row.place ?? 0,
});

const byOrder = (a: Assessment, b: Assessment): number => a.order - b.order || (a.id < b.id ? -1 : 1);

/** Assessments of some cohorts, each cohort's in its order. */
export function assessmentsIn(db: Database, cohortIds: readonly string[]): Assessment[] {
  return all<Row>(
    db,
    `SELECT ${columns} FROM assessment WHERE cohort_id IN (SELECT value FROM json_each(?))
     AND title IS NOT NULL AND removed IS NULL`,
    JSON.stringify(cohortIds),
  )
    .map(assessmentOf)
    .sort(byOrder);
}

export function findAssessment(db: Database, id: string): Assessment | undefined {
  const row = one<Row>(
    db,
    `SELECT ${columns} FROM assessment WHERE id = ? AND title IS NOT NULL AND removed IS NULL`,
    id,
  );
  return row && assessmentOf(row);
}

/** The cohort of an assessment, also of one that was removed; null where nothing is said of it. */
export function placeOf(db: Database, id: string): string | null {
  return (
    one<{ cohortId: string | null }>(db, 'SELECT cohort_id AS cohortId FROM assessment WHERE id = ?', id)
      ?.cohortId ?? null
  );
}

/** Throws `not_found` (assessment_not_found). */
export const getAssessment = (db: Database, id: string): Assessment =>
  requireHere(findAssessment(db, id), 'assessment');

/** Assessments with a rubric, of every cohort, also those that were removed. */
export function assessmentsWith(db: Database, rubricId: string): Assessment[] {
  return all<Row>(
    db,
    `SELECT ${columns} FROM assessment WHERE rubric_id = ? AND title IS NOT NULL AND removed IS NULL`,
    rubricId,
  )
    .map(assessmentOf)
    .sort(byOrder);
}

/** How many assessments use each rubric. */
export function rubricUses(db: Database, rubricIds: readonly string[]): Map<string, number> {
  const rows = all<{ id: string; uses: number }>(
    db,
    `SELECT r.value AS id, (SELECT count(*) FROM assessment a WHERE a.rubric_id = r.value AND a.rubric_id IS NOT NULL
       AND a.title IS NOT NULL AND a.removed IS NULL) AS uses FROM json_each(?) r`,
    JSON.stringify(rubricIds),
  );
  return new Map(rows.map((row) => [row.id, row.uses]));
}

/** The schemes of some cohorts that have chosen one. */
export function schemesOf(db: Database, cohortIds: readonly string[]): Map<string, Scheme> {
  const rows = all<{ id: string; scheme: string }>(
    db,
    `SELECT cohort_id AS id, scheme FROM grading_scheme WHERE cohort_id IN (SELECT value FROM json_each(?))
     AND scheme IS NOT NULL`,
    JSON.stringify(cohortIds),
  );
  return new Map(rows.map((row) => [row.id, JSON.parse(row.scheme) as Scheme]));
}

export interface RubricVersion {
  id: string;
  rubricId: string;
  /** 1, 2 … in the order in which the versions of its rubric were made. */
  number: number;
  isNewest: boolean;
  /** 0 for one that came with the program. */
  madeAt: number;
  content: RubricContent;
}

interface VersionRow {
  id: string;
  rubricId: string;
  content: string;
  madeAt: number;
}

const version = 'v.rubric_id AS rubricId, v.id, v.content, v.made_at AS madeAt';

function numbered(rows: readonly VersionRow[]): RubricVersion[] {
  return [...Map.groupBy(rows, (row) => row.rubricId).values()].flatMap((own) =>
    own
      .sort((a, b) => a.madeAt - b.madeAt || (a.id < b.id ? -1 : 1))
      .map((row, index) => ({
        ...row,
        content: JSON.parse(row.content) as RubricContent,
        number: index + 1,
        isNewest: index === own.length - 1,
      })),
  );
}

/** Every version of some rubrics, of each the newest last. */
export function versionsOf(db: Database, rubricIds: readonly string[]): RubricVersion[] {
  return numbered(
    all<VersionRow>(
      db,
      `SELECT ${version} FROM json_each(?) r CROSS JOIN rubric_version v ON v.rubric_id = r.value
       WHERE v.content IS NOT NULL`,
      JSON.stringify([...new Set(rubricIds)]),
    ),
  );
}

/** Throws `not_found` (rubric_not_found). */
export function newestVersion(db: Database, rubricId: string): RubricVersion {
  return requireHere(isRubric(db, rubricId) ? versionsOf(db, [rubricId]).at(-1) : undefined, 'rubric');
}

export function isRubric(db: Database, id: string): boolean {
  return one(db, 'SELECT 1 FROM rubric WHERE id = ? AND here IS NOT NULL', id) !== undefined;
}

export function listRubrics(db: Database): { id: string; template: string | null }[] {
  return all(db, 'SELECT id, template FROM rubric WHERE here IS NOT NULL ORDER BY id');
}

/** Which of some versions somebody was graded by. */
export function gradedVersions(db: Database, versionIds: readonly string[]): Set<string> {
  const rows = all<{ id: string }>(
    db,
    `SELECT v.value AS id FROM json_each(?) v WHERE EXISTS (
       SELECT 1 FROM criterion_grade g WHERE g.version_id = v.value AND g.version_id IS NOT NULL)`,
    JSON.stringify(versionIds),
  );
  return new Set(rows.map((row) => row.id));
}
