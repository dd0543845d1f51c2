import type { Migration } from '../migrate.ts';

/**
 * Where this laptop sends bundles, with what each place must be told to let us in (the database is encrypted with the
 * data key), and how far each bundle is on its way to each place.
 */
export const delivery: Migration = {
  version: 80,
  sql: `
    CREATE TABLE local_destination (
      id TEXT PRIMARY KEY,
      audience TEXT NOT NULL,
      place TEXT NOT NULL,
      added_at INTEGER NOT NULL,
      paused INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1)),
      failures INTEGER NOT NULL DEFAULT 0,
      next_try INTEGER NOT NULL DEFAULT 0,
      fault TEXT,
      detail TEXT,
      reached_at INTEGER
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE local_delivery (
      destination_id TEXT NOT NULL REFERENCES local_destination (id) ON DELETE CASCADE,
      bundle_id TEXT NOT NULL REFERENCES local_bundle (id) ON DELETE CASCADE,
      sent_bytes INTEGER NOT NULL DEFAULT 0,
      resume TEXT,
      sent_at INTEGER,
      fault TEXT,
      detail TEXT,
      PRIMARY KEY (destination_id, bundle_id)
    ) STRICT, WITHOUT ROWID;
  `,
};
