import type { Migration } from '../migrate.ts';

/**
 * What a list of scores says stands apart from results of a megabyte, which a row would be read through for it. Scores
 * that were there are gone: they are computed again from the same files.
 */
export const scoreFigures: Migration = {
  version: 70,
  sql: `
    DROP TABLE local_score;
    DELETE FROM local_score_image;

    CREATE TABLE local_score (
      attempt_id TEXT PRIMARY KEY,
      input TEXT NOT NULL,
      scored_at INTEGER NOT NULL,
      failure TEXT,
      summary TEXT
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE local_score_result (
      attempt_id TEXT PRIMARY KEY,
      told BLOB NOT NULL,
      result BLOB NOT NULL
    ) STRICT;
  `,
};
