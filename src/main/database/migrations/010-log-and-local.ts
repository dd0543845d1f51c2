import type { Migration } from '../migrate.ts';

/** The log, its heads, and the tables that never leave this laptop. */
export const logAndLocal: Migration = {
  version: 10,
  sql: `
    CREATE TABLE change (
      device TEXT NOT NULL,
      seq INTEGER NOT NULL CHECK (seq > 0),
      act INTEGER NOT NULL,
      command TEXT NOT NULL,
      undoes INTEGER,
      recorded_at INTEGER NOT NULL,
      actor TEXT,
      entity TEXT NOT NULL,
      entity_id TEXT NOT NULL,
      cell TEXT NOT NULL,
      format INTEGER NOT NULL,
      value TEXT,
      replaces TEXT,
      reason TEXT,
      PRIMARY KEY (device, seq)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE head (
      entity TEXT NOT NULL,
      entity_id TEXT NOT NULL,
      cell TEXT NOT NULL,
      device TEXT NOT NULL,
      seq INTEGER NOT NULL,
      PRIMARY KEY (entity, entity_id, cell, device, seq)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE local_projection (
      name TEXT PRIMARY KEY,
      definition TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE local_state (
      name TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE local_device (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      since INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE local_pin (
      person_id TEXT PRIMARY KEY,
      salt BLOB NOT NULL,
      hash BLOB NOT NULL,
      failures INTEGER NOT NULL DEFAULT 0,
      retry_at INTEGER NOT NULL DEFAULT 0
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE local_import_mapping (
      header TEXT PRIMARY KEY,
      mapping TEXT NOT NULL,
      used_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
};
