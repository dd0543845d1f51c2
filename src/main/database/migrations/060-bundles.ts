import type { Migration } from '../migrate.ts';

/**
 * What bundles need: salts and erasures of the log (database/salts.ts), which travel with it, and of this laptop its
 * keys and its outbox. `part` says which changes of whom a bundle carries, ends included.
 */
export const bundles: Migration = {
  version: 60,
  sql: `
    CREATE TABLE log_salt (
      device TEXT NOT NULL,
      first INTEGER NOT NULL,
      height INTEGER NOT NULL,
      node TEXT NOT NULL,
      PRIMARY KEY (device, first)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE log_erased (
      device TEXT NOT NULL,
      seq INTEGER NOT NULL,
      hash TEXT,
      PRIMARY KEY (device, seq)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE local_key (
      name TEXT PRIMARY KEY,
      public TEXT NOT NULL,
      secret TEXT NOT NULL,
      made_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE local_bundle (
      id TEXT PRIMARY KEY,
      audience TEXT NOT NULL,
      fields TEXT NOT NULL,
      state TEXT NOT NULL CHECK (
        state IN ('building', 'frozen', 'sending', 'sent', 'confirmed', 'rejected', 'quarantined')
      ),
      state_at INTEGER NOT NULL,
      why TEXT,
      created_at INTEGER NOT NULL,
      previous TEXT,
      sha256 TEXT,
      bytes INTEGER,
      changes INTEGER
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX local_bundle_by_state ON local_bundle (audience, state);

    CREATE TABLE local_bundle_part (
      bundle_id TEXT NOT NULL REFERENCES local_bundle (id) ON DELETE CASCADE,
      device TEXT NOT NULL,
      seq_from INTEGER NOT NULL,
      seq_to INTEGER NOT NULL,
      digest TEXT,
      PRIMARY KEY (bundle_id, device, seq_from)
    ) STRICT, WITHOUT ROWID;
  `,
};
