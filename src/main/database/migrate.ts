import { refuse } from '../../shared/result.ts';
import { logAndLocal } from './migrations/010-log-and-local.ts';
import { contested } from './migrations/020-contested.ts';
import { scores } from './migrations/030-scores.ts';
import { looks } from './migrations/050-looks.ts';
import { bundles } from './migrations/060-bundles.ts';
import { scoreFigures } from './migrations/070-score-figures.ts';
import { delivery } from './migrations/080-delivery.ts';
import type { Database } from './sqlite.ts';

export interface Migration {
  /** In tens; becomes the file's user_version in the same transaction. */
  version: number;
  sql: string;
}

/** In order, frozen once released. They touch the log and local tables only; projections are rebuilt. */
export const migrations: readonly Migration[] = [
  logAndLocal,
  contested,
  scores,
  looks,
  bundles,
  scoreFigures,
  delivery,
];

export const schemaVersion = migrations.at(-1)?.version ?? 0;

export function versionOf(db: Database): number {
  return db.pragma('user_version', { simple: true }) as number;
}

/** Refuses a file that a newer Rollbook has written: nothing in it is touched. */
export function refuseFuture(db: Database): void {
  const version = versionOf(db);
  if (version > schemaVersion) throw refuse('unavailable', 'database_from_future', { version });
}

/** One transaction for each migration, its version inside it; foreign keys checked before the commit. */
export function migrate(db: Database, list: readonly Migration[] = migrations): void {
  for (const migration of list) {
    if (migration.version <= versionOf(db)) continue;
    db.transaction(() => {
      db.exec(migration.sql);
      db.pragma(`user_version = ${migration.version}`);
      const broken = db.pragma('foreign_key_check') as unknown[];
      if (broken.length > 0)
        throw refuse('corrupt', 'migration_foreign_keys', { version: migration.version });
    }).immediate();
  }
}
