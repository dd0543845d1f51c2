import type { Migration } from '../migrate.ts';

/**
 * What pictures were found to be when they were looked at on this laptop, by the hash of the file: the same for every
 * copy of it. And collections as they were judged; `input` names everything that a judgment follows from. All of it can
 * be computed again from files that are here.
 */
export const looks: Migration = {
  version: 50,
  sql: `
    CREATE TABLE local_look (
      sha256 TEXT PRIMARY KEY,
      engine TEXT NOT NULL,
      looked TEXT
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE local_thumbnail (
      sha256 TEXT PRIMARY KEY,
      image BLOB NOT NULL
    ) STRICT;

    CREATE TABLE local_collection (
      attempt_id TEXT PRIMARY KEY,
      input TEXT NOT NULL,
      judged_at INTEGER NOT NULL,
      failure TEXT,
      judged TEXT
    ) STRICT;
  `,
};
