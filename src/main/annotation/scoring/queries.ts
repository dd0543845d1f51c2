import { gunzipSync, gzipSync } from 'node:zlib';
import type { z } from 'zod';
import type { scoring } from '../../../shared/contract/annotation.ts';
import { defaultScoreSettings } from '../../../shared/rules/annotation-score.ts';
import type { CellValue } from '../../database/entities.ts';
import { all, type Database, one, run } from '../../database/sqlite.ts';
import type { referenceEntity } from '../entities.ts';
import type { Drawn, Scored, ScoreFailure } from './score-attempt.ts';
import type { Measured, ScoreSummary, Telling, ToldScore } from './tell-score.ts';

export type ReferenceContent = CellValue<typeof referenceEntity, 'content'>;
export type Scoring = z.output<typeof scoring>;

export interface Reference {
  content: ReferenceContent | null;
  settings: Scoring;
}

const { cocoStats: _cocoStats, ...rules } = defaultScoreSettings;
const asWritten = { vocFromOne: false, yoloQuads: null };
/** What is scored by until somebody decides otherwise. */
export const usualScoring: Scoring = {
  ...rules,
  aliases: {},
  reading: { reference: asWritten, learner: asWritten },
};

export function referenceOf(db: Database, assessmentId: string): Reference {
  const row = one<{ content: string | null; settings: string | null }>(
    db,
    'SELECT content, settings FROM reference WHERE assessment_id = ?',
    assessmentId,
  );
  return {
    content: row?.content ? (JSON.parse(row.content) as ReferenceContent) : null,
    settings: { ...usualScoring, ...(row?.settings ? (JSON.parse(row.settings) as Partial<Scoring>) : {}) },
  };
}

/** Whether work of an assessment is scored; without reading what its reference is. */
export const hasReference = (db: Database, assessmentId: string): boolean =>
  one(db, 'SELECT 1 FROM reference WHERE assessment_id = ? AND content IS NOT NULL', assessmentId) !==
  undefined;

/** Reasons of accepted findings by their keys, for each attempt that has some. */
export function acceptedIn(db: Database, attemptIds: readonly string[]): Map<string, Map<string, string>> {
  const rows = all<{ attemptId: string; key: string; reason: string }>(
    db,
    `SELECT f.attempt_id AS attemptId, f.finding AS key, f.reason FROM json_each(?) a
     CROSS JOIN accepted_finding f ON f.attempt_id = a.value WHERE f.finding IS NOT NULL ORDER BY f.id`,
    JSON.stringify(attemptIds),
  );
  const byAttempt = Map.groupBy(rows, (row) => row.attemptId);
  return new Map([...byAttempt].map(([id, list]) => [id, new Map(list.map((row) => [row.key, row.reason]))]));
}

/** Keys of the findings of one attempt that are accepted, always in the same order. */
export const acceptedKeys = (db: Database, attemptId: string): string[] => [
  ...(acceptedIn(db, [attemptId]).get(attemptId)?.keys() ?? []),
];

export interface StoredScore {
  attemptId: string;
  input: string;
  scoredAt: number;
  failure: ScoreFailure | null;
  /** Null where it failed. */
  summary: ScoreSummary | null;
}

/** Scores that are stored, as a list of them says. */
export function scoresOf(db: Database, attemptIds: readonly string[]): Map<string, StoredScore> {
  const rows = all<
    Pick<StoredScore, 'attemptId' | 'input' | 'scoredAt'> & Record<'failure' | 'summary', string | null>
  >(
    db,
    `SELECT s.attempt_id AS attemptId, s.input, s.scored_at AS scoredAt, s.failure, s.summary FROM json_each(?) a
     CROSS JOIN local_score s ON s.attempt_id = a.value`,
    JSON.stringify(attemptIds),
  );
  return new Map(
    rows.map((row) => [
      row.attemptId,
      {
        ...row,
        failure: row.failure === null ? null : (JSON.parse(row.failure) as ScoreFailure),
        summary: row.summary === null ? null : (JSON.parse(row.summary) as ScoreSummary),
      },
    ]),
  );
}

const unpack = <Value>(packed: Buffer): Value => JSON.parse(gunzipSync(packed).toString()) as Value;

/** The whole of a score: megabytes of a large project. What screens ask is `toldOf` and `drawnOf`. */
export function resultOf(db: Database, attemptId: string): Scored | null {
  const row = one<{ result: Buffer }>(
    db,
    'SELECT result FROM local_score_result WHERE attempt_id = ?',
    attemptId,
  );
  return row ? unpack(row.result) : null;
}

export function toldOf(db: Database, attemptId: string): ToldScore | null {
  const row = one<{ told: Buffer }>(
    db,
    'SELECT told FROM local_score_result WHERE attempt_id = ?',
    attemptId,
  );
  return row ? unpack(row.told) : null;
}

export function drawnOf(db: Database, attemptId: string, place: number): Drawn | null {
  const row = one<{ drawn: Buffer }>(
    db,
    'SELECT drawn FROM local_score_image WHERE attempt_id = ? AND place = ?',
    attemptId,
    place,
  );
  return row ? unpack(row.drawn) : null;
}

/** A score on its way to the database, packed in the worker already: the writing takes no time of the screen. */
export type Packed =
  | { failure: ScoreFailure }
  | {
      failure: null;
      summary: ScoreSummary;
      measured: Measured;
      told: Uint8Array;
      result: Uint8Array;
      drawn: Uint8Array[];
    };

export const pack = (value: unknown): Uint8Array => gzipSync(JSON.stringify(value), { level: 4 });

export function storeScore(
  db: Database,
  { attemptId, input, scoredAt }: Pick<StoredScore, 'attemptId' | 'input' | 'scoredAt'>,
  packed: Packed,
): void {
  for (const table of ['local_score', 'local_score_result', 'local_score_image'])
    run(db, `DELETE FROM ${table} WHERE attempt_id = ?`, attemptId);
  run(
    db,
    'INSERT INTO local_score (attempt_id, input, scored_at, failure, summary) VALUES (?, ?, ?, ?, ?)',
    attemptId,
    input,
    scoredAt,
    packed.failure === null ? null : JSON.stringify(packed.failure),
    packed.failure === null ? JSON.stringify(packed.summary) : null,
  );
  if (packed.failure !== null) return;
  run(
    db,
    'INSERT INTO local_score_result (attempt_id, told, result) VALUES (?, ?, ?)',
    attemptId,
    packed.told,
    packed.result,
  );
  for (const [place, image] of packed.drawn.entries())
    run(
      db,
      'INSERT INTO local_score_image (attempt_id, place, drawn) VALUES (?, ?, ?)',
      attemptId,
      place,
      image,
    );
}

/** The same score, told with other findings accepted. */
export function storeTelling(db: Database, attemptId: string, { summary, told }: Telling): void {
  run(db, 'UPDATE local_score SET summary = ? WHERE attempt_id = ?', JSON.stringify(summary), attemptId);
  run(db, 'UPDATE local_score_result SET told = ? WHERE attempt_id = ?', pack(told), attemptId);
}
