import type { ImageBrief } from '../../../shared/rules/image-brief.ts';
import type { Write } from '../../database/changes.ts';
import { all, type Database, one, run } from '../../database/sqlite.ts';
import type { LookedAt } from '../brief/picture-facts.ts';
import { imageBriefEntity } from '../entities.ts';
import { LOOK_ENGINE } from './engine.ts';
import type { Judged } from './judge.ts';

export function briefOf(db: Database, assessmentId: string): ImageBrief | null {
  const row = one<{ brief: string | null }>(
    db,
    'SELECT brief FROM image_brief WHERE assessment_id = ?',
    assessmentId,
  );
  return row?.brief ? (JSON.parse(row.brief) as ImageBrief) : null;
}

/** For the room that makes assessments, of a template or of another cohort's. */
export function writeBrief(write: Write, assessmentId: string, brief: ImageBrief | null): void {
  write(imageBriefEntity, assessmentId, 'brief', brief);
}

/** What is known of files by their hashes; null is what is no picture. What an older engine said is not known. */
export function looksAt(db: Database, hashes: readonly string[]): Map<string, LookedAt | null> {
  const rows = all<{ sha256: string; looked: string | null }>(
    db,
    `SELECT l.sha256, l.looked FROM json_each(?) a CROSS JOIN local_look l ON l.sha256 = a.value WHERE l.engine = ?`,
    JSON.stringify(hashes),
    LOOK_ENGINE,
  );
  return new Map(
    rows.map(({ sha256, looked }) => [sha256, looked === null ? null : (JSON.parse(looked) as LookedAt)]),
  );
}

export function storeLook(
  db: Database,
  sha256: string,
  looked: LookedAt | null,
  thumbnail: Uint8Array | null,
): void {
  run(
    db,
    `INSERT INTO local_look (sha256, engine, looked) VALUES (?, ?, ?)
     ON CONFLICT (sha256) DO UPDATE SET engine = excluded.engine, looked = excluded.looked`,
    sha256,
    LOOK_ENGINE,
    looked && JSON.stringify(looked),
  );
  if (thumbnail)
    run(
      db,
      `INSERT INTO local_thumbnail (sha256, image) VALUES (?, ?)
       ON CONFLICT (sha256) DO UPDATE SET image = excluded.image`,
      sha256,
      thumbnail,
    );
}

/** JPEG. */
export function thumbnailOf(db: Database, sha256: string): Uint8Array | null {
  return (
    one<{ image: Buffer }>(db, 'SELECT image FROM local_thumbnail WHERE sha256 = ?', sha256)?.image ?? null
  );
}

/** Which of some files have a small picture. */
export function withThumbnail(db: Database, hashes: readonly string[]): Set<string> {
  const rows = all<{ sha256: string }>(
    db,
    'SELECT t.sha256 FROM json_each(?) a CROSS JOIN local_thumbnail t ON t.sha256 = a.value',
    JSON.stringify(hashes),
  );
  return new Set(rows.map(({ sha256 }) => sha256));
}

/** A reason of `assessments:errors`. */
export interface CollectionFailure {
  reason: string;
  params: Record<string, string | number>;
}

export interface StoredCollection {
  attemptId: string;
  /** Names everything that it follows from. */
  input: string;
  judgedAt: number;
  failure: CollectionFailure | null;
  judged: Judged | null;
}

export function collectionsOf(db: Database, attemptIds: readonly string[]): Map<string, StoredCollection> {
  const rows = all<
    Record<'failure' | 'judged', string | null> & Omit<StoredCollection, 'failure' | 'judged'>
  >(
    db,
    `SELECT c.attempt_id AS attemptId, c.input, c.judged_at AS judgedAt, c.failure, c.judged FROM json_each(?) a
     CROSS JOIN local_collection c ON c.attempt_id = a.value`,
    JSON.stringify(attemptIds),
  );
  return new Map(
    rows.map((row) => [
      row.attemptId,
      {
        ...row,
        failure: row.failure === null ? null : (JSON.parse(row.failure) as CollectionFailure),
        judged: row.judged === null ? null : (JSON.parse(row.judged) as Judged),
      },
    ]),
  );
}

export function storeCollection(
  db: Database,
  { attemptId, input, judgedAt, failure, judged }: StoredCollection,
): void {
  run(
    db,
    `INSERT INTO local_collection (attempt_id, input, judged_at, failure, judged) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (attempt_id) DO UPDATE SET input = excluded.input, judged_at = excluded.judged_at,
       failure = excluded.failure, judged = excluded.judged`,
    attemptId,
    input,
    judgedAt,
    failure && JSON.stringify(failure),
    judged && JSON.stringify(judged),
  );
}
