import type { z } from 'zod';
import type { proposal } from '../../shared/contract/assessments-desk.ts';
import type { HandInSource } from '../../shared/rules/assessments.ts';
import type { Trace } from '../../shared/rules/pictures.ts';
import type { Choice } from '../../shared/rules/rubric.ts';
import type { Entered } from '../../shared/rules/scales.ts';
import type { ChangeRow } from '../database/changes.ts';
import { all, type Database, one } from '../database/sqlite.ts';

export interface StoredFile {
  name: string;
  sha256: string;
  bytes: number;
  type: string;
  stripped?: Trace[];
}

export interface AttemptRow {
  id: string;
  /** Null for a first attempt that nothing was handed in for. */
  assessmentId: string | null;
  learnerId: string | null;
  number: number | null;
  handedIn: { on: string; at: string | null; source: HandInSource; note: string | null } | null;
  files: StoredFile[];
  figures: Record<string, number> | null;
  score: Entered | null;
  /** The version that a person took it over to. */
  versionId: string | null;
  comment: string | null;
}

interface StoredAttempt {
  id: string;
  assessmentId: string | null;
  learnerId: string | null;
  number: number | null;
  on: string | null;
  at: string | null;
  source: HandInSource | null;
  note: string | null;
  files: string | null;
  figures: string | null;
  score: string | null;
  versionId: string | null;
  comment: string | null;
}

const attempt = `t.id, t.assessment_id AS assessmentId, t.learner_id AS learnerId, t.number, t.handed_in_on AS "on",
  t.handed_in_at AS at, t.source, t.note, t.files, t.figures, t.score, t.version_id AS versionId, t.comment`;

const parse = <T>(json: string | null): T | null => (json === null ? null : (JSON.parse(json) as T));

const attemptOf = ({ on, at, source, note, ...row }: StoredAttempt): AttemptRow => ({
  ...row,
  handedIn: on === null || source === null ? null : { on, at, source, note },
  files: parse(row.files) ?? [],
  // Of work that was taken back nothing is proposed.
  figures: on === null ? null : parse(row.figures),
  score: parse(row.score),
});

/** Attempts of some assessments for which something was handed in. */
export function attemptsIn(db: Database, assessmentIds: readonly string[]): AttemptRow[] {
  return all<StoredAttempt>(
    db,
    `SELECT ${attempt} FROM json_each(?) a CROSS JOIN attempt t ON t.assessment_id = a.value`,
    JSON.stringify(assessmentIds),
  ).map(attemptOf);
}

/** The same of some rows of the roster in one assessment. */
export function attemptsOf(db: Database, assessmentId: string, rows: readonly string[]): AttemptRow[] {
  return all<StoredAttempt>(
    db,
    `SELECT ${attempt} FROM json_each(?) r CROSS JOIN attempt t ON t.assessment_id = ? AND t.learner_id = r.value`,
    JSON.stringify(rows),
    assessmentId,
  ).map(attemptOf);
}

/** Attempts by their ids, those of which anything is written. */
export function attemptsById(db: Database, ids: readonly string[]): AttemptRow[] {
  return all<StoredAttempt>(
    db,
    `SELECT ${attempt} FROM json_each(?) i CROSS JOIN attempt t ON t.id = i.value`,
    JSON.stringify(ids),
  ).map(attemptOf);
}

export interface CriterionRow {
  attemptId: string;
  criterionId: string;
  choice: Choice | null;
  versionId: string | null;
  beside: z.output<typeof proposal> | null;
  comment: string | null;
}

interface StoredCriterion extends Omit<CriterionRow, 'choice' | 'beside'> {
  choice: string | null;
  beside: string | null;
}

/** What was decided by criterion in some attempts. */
export function criteriaOf(db: Database, attemptIds: readonly string[]): CriterionRow[] {
  return all<StoredCriterion>(
    db,
    `SELECT g.attempt_id AS attemptId, g.criterion_id AS criterionId, g.choice, g.version_id AS versionId, g.beside,
       g.comment FROM json_each(?) a CROSS JOIN criterion_grade g ON g.attempt_id = a.value`,
    JSON.stringify(attemptIds),
  ).map((row) => ({ ...row, choice: parse(row.choice), beside: parse(row.beside) }));
}

/** Whether one of some attempts has a score or a choice that was not there yet when a change of it was written. */
export function anyGradedSince(
  db: Database,
  changes: readonly Pick<ChangeRow, 'entity_id' | 'device' | 'seq'>[],
): boolean {
  const written = changes.map(({ entity_id: id, device, seq }) => ({ id, device, seq }));
  return (
    one(
      db,
      `WITH written AS (SELECT value ->> 'id' AS id, value ->> 'device' AS device, value ->> 'seq' AS seq FROM json_each(?)),
       graded AS (
         SELECT w.device, w.seq, h.device AS by, h.seq AS at FROM written w
           CROSS JOIN head h ON h.entity = 'attempt' AND h.entity_id = w.id AND h.cell = 'score'
         UNION ALL
         SELECT w.device, w.seq, h.device, h.seq FROM written w
           CROSS JOIN head h ON h.entity = 'criterion_grade' AND h.entity_id > w.id || ':' AND h.entity_id < w.id || ';'
           AND h.cell = 'choice')
       SELECT 1 FROM graded g CROSS JOIN change c ON c.device = g.by AND c.seq = g.at
       WHERE c.value IS NOT NULL AND NOT (c.device = g.device AND c.seq < g.seq) LIMIT 1`,
      JSON.stringify(written),
    ) !== undefined
  );
}

export interface DecidedRow {
  assessmentId: string;
  learnerId: string;
  override: { score: Entered; why: string } | null;
  excused: { why: string } | null;
  askedAgain: { until: string | null; note: string; after: number } | null;
  releasedAt: number | null;
}

interface StoredDecision {
  assessmentId: string;
  learnerId: string;
  override: string | null;
  overrideWhy: string | null;
  excusedWhy: string | null;
  againUntil: string | null;
  againNote: string | null;
  againAfter: number | null;
  releasedAt: number | null;
}

const decided = `g.assessment_id AS assessmentId, g.learner_id AS learnerId, g.override, g.override_why AS overrideWhy,
  g.excused_why AS excusedWhy, g.again_until AS againUntil, g.again_note AS againNote, g.again_after AS againAfter,
  g.released_at AS releasedAt`;

const decidedOf = (row: StoredDecision): DecidedRow => ({
  assessmentId: row.assessmentId,
  learnerId: row.learnerId,
  override:
    row.override === null ? null : { score: JSON.parse(row.override) as Entered, why: row.overrideWhy ?? '' },
  excused: row.excusedWhy === null ? null : { why: row.excusedWhy },
  askedAgain:
    row.againAfter === null
      ? null
      : { until: row.againUntil, note: row.againNote ?? '', after: row.againAfter },
  releasedAt: row.releasedAt,
});

/** What was decided beside attempts in some assessments, by row of the roster. */
export function decisionsIn(db: Database, assessmentIds: readonly string[]): DecidedRow[] {
  return all<StoredDecision>(
    db,
    `SELECT ${decided} FROM json_each(?) a CROSS JOIN grade g ON g.assessment_id = a.value`,
    JSON.stringify(assessmentIds),
  ).map(decidedOf);
}

export function decisionsOf(db: Database, assessmentId: string, rows: readonly string[]): DecidedRow[] {
  return all<StoredDecision>(
    db,
    `SELECT ${decided} FROM json_each(?) r CROSS JOIN grade g ON g.assessment_id = ? AND g.learner_id = r.value`,
    JSON.stringify(rows),
    assessmentId,
  ).map(decidedOf);
}

/** Cells of grades in which several laptops say different things, as `entity id:cell` by entity. */
export function contestedGrades(db: Database): Set<string> {
  const rows = all<{ id: string; cell: string }>(
    db,
    `SELECT t.entity_id AS id, t.cell FROM contested t WHERE t.entity IN ('criterion_grade', 'grade', 'attempt')
     AND (SELECT count(DISTINCT coalesce(c.value, '')) FROM head h JOIN change c USING (device, seq)
       WHERE h.entity = t.entity AND h.entity_id = t.entity_id AND h.cell = t.cell) > 1`,
  );
  return new Set(rows.map((row) => `${row.id}:${row.cell}`));
}
