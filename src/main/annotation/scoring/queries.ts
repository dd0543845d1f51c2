import { gunzipSync, gzipSync } from 'node:zlib';
import type { z } from 'zod';
import type { scoring } from '../../../shared/contract/annotation.ts';
import { defaultScoreSettings } from '../../../shared/rules/annotation-score.ts';
import type { CellValue } from '../../database/entities.ts';
import { all, type Database, one, run } from '../../database/sqlite.ts';
import type { referenceEntity } from '../entities.ts';
import type { Drawn, Scored, ScoreFailure } from './score-attempt.ts';

export type ReferenceContent = CellValue<typeof referenceEntity, 'content'>;
export type Scoring = z.output<typeof scoring>;

export interface Reference {
  content: ReferenceContent | null;
  settings: Scoring;
}

const { cocoStats: _cocoStats, ...usual } = defaultScoreSettings;

export function referenceOf(db: Database, assessmentId: string): Reference {
  const row = one<{ content: string | null; settings: string | null }>(
    db,
    'SELECT content, settings FROM reference WHERE assessment_id = ?',
    assessmentId,
  );
  return {
    content: row?.content ? (JSON.parse(row.content) as ReferenceContent) : null,
    settings: row?.settings ? (JSON.parse(row.settings) as Scoring) : { ...usual, aliases: {} },
  };
}

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

export interface StoredScore {
  attemptId: string;
  input: string;
  scoredAt: number;
  failure: ScoreFailure | null;
}

/** Scores that are stored, without their results. */
export function scoresOf(db: Database, attemptIds: readonly string[]): Map<string, StoredScore> {
  const rows = all<Omit<StoredScore, 'failure'> & { failure: string | null }>(
    db,
    `SELECT s.attempt_id AS attemptId, s.input, s.scored_at AS scoredAt, s.failure FROM json_each(?) a
     CROSS JOIN local_score s ON s.attempt_id = a.value`,
    JSON.stringify(attemptIds),
  );
  return new Map(
    rows.map((row) => [
      row.attemptId,
      { ...row, failure: row.failure === null ? null : (JSON.parse(row.failure) as ScoreFailure) },
    ]),
  );
}

export function resultOf(db: Database, attemptId: string): Scored | null {
  const row = one<{ result: Buffer | null }>(
    db,
    'SELECT result FROM local_score WHERE attempt_id = ?',
    attemptId,
  );
  return row?.result ? (JSON.parse(gunzipSync(row.result).toString()) as Scored) : null;
}

export function drawnOf(db: Database, attemptId: string, place: number): Drawn | null {
  const row = one<{ drawn: Buffer }>(
    db,
    'SELECT drawn FROM local_score_image WHERE attempt_id = ? AND place = ?',
    attemptId,
    place,
  );
  return row ? (JSON.parse(gunzipSync(row.drawn).toString()) as Drawn) : null;
}

/** Packed in the worker already, so that the writing takes no time of the screen. */
export interface Packed {
  result: Uint8Array | null;
  drawn: Uint8Array[];
  failure: ScoreFailure | null;
}

export const pack = (value: unknown): Uint8Array => gzipSync(JSON.stringify(value), { level: 4 });

export function storeScore(
  db: Database,
  { attemptId, input, scoredAt }: Omit<StoredScore, 'failure'>,
  { result, drawn, failure }: Packed,
): void {
  run(db, 'DELETE FROM local_score_image WHERE attempt_id = ?', attemptId);
  run(
    db,
    `INSERT INTO local_score (attempt_id, input, scored_at, failure, result) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (attempt_id) DO UPDATE SET input = excluded.input, scored_at = excluded.scored_at,
       failure = excluded.failure, result = excluded.result`,
    attemptId,
    input,
    scoredAt,
    failure === null ? null : JSON.stringify(failure),
    result,
  );
  for (const [place, image] of drawn.entries())
    run(
      db,
      'INSERT INTO local_score_image (attempt_id, place, drawn) VALUES (?, ?, ?)',
      attemptId,
      place,
      image,
    );
}
