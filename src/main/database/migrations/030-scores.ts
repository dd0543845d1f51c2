import type { Migration } from '../migrate.ts';

/**
 * Scores as the annotation engine computed them on this laptop: they follow from files that are here, and can be
 * computed again. `input` names everything that a score follows from; another one makes it stale.
 */
export const scores: Migration = {
  version: 30,
  sql: `
    CREATE TABLE local_score (
      attempt_id TEXT PRIMARY KEY,
      input TEXT NOT NULL,
      scored_at INTEGER NOT NULL,
      failure TEXT,
      result BLOB
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE local_score_image (
      attempt_id TEXT NOT NULL,
      place INTEGER NOT NULL,
      drawn BLOB NOT NULL,
      PRIMARY KEY (attempt_id, place)
    ) STRICT;
  `,
};
