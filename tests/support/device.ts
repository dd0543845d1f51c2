import Sqlite from 'better-sqlite3';
import { beginAct, type ChangeRow } from '../../src/main/database/changes.ts';
import type { Entity } from '../../src/main/database/entities.ts';
import { mergeAll } from '../../src/main/database/merge.ts';
import { migrate } from '../../src/main/database/migrate.ts';
import { rebuild } from '../../src/main/database/projections.ts';
import { entities } from '../../src/main/database/schema.ts';
import { all, type Database } from '../../src/main/database/sqlite.ts';

export const byName = (kinds: readonly Entity[]): ReadonlyMap<string, Entity> =>
  new Map(kinds.map((kind) => [kind.name, kind]));

/** An empty database in memory, with tables for these kinds of things. */
export function memoryDatabase(kinds: readonly Entity[] = entities): Database {
  const db = new Sqlite(':memory:');
  migrate(db);
  rebuild(db, kinds);
  return db;
}

/** One cell's new value; the entity by its name. */
export interface Edit {
  entity: string;
  id: string;
  cell: string;
  value: unknown;
}

/** Writes as a device, in one act. Returns how many changes that made. */
export function edit(
  db: Database,
  device: string,
  now: number,
  edits: readonly Edit[],
  kinds: readonly Entity[] = entities,
): number {
  const known = byName(kinds);
  return db
    .transaction(() => {
      const { write, written } = beginAct(db, { device, actor: null, command: 'test.edit', now });
      for (const { entity, id, cell, value } of edits) {
        const kind = known.get(entity);
        if (!kind) throw new RangeError(`no entity ${entity}`);
        write(kind, id, cell, value);
      }
      return written();
    })
    .immediate();
}

export const logOf = (db: Database): ChangeRow[] =>
  all<ChangeRow>(db, 'SELECT * FROM change ORDER BY device, seq');

/** Takes in what other devices wrote. Returns how much of it was new. */
export const receiveAll = (
  db: Database,
  changes: readonly ChangeRow[],
  kinds: readonly Entity[] = entities,
): number => mergeAll(db, kinds, changes).added;
