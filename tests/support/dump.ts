import type { Entity } from '../../src/main/database/entities.ts';
import { entities } from '../../src/main/database/schema.ts';
import { all, type Database } from '../../src/main/database/sqlite.ts';

type Tables = Record<string, unknown[]>;

/** Every projection table and the heads, in the order of their keys: what must be a pure function of the log. */
export function dumpTables(db: Database, kinds: readonly Entity[] = entities): Tables {
  const tables: Tables = {
    head: all(db, 'SELECT * FROM head ORDER BY entity, entity_id, cell, device, seq'),
    contested: all(db, 'SELECT * FROM contested ORDER BY entity, entity_id, cell'),
  };
  for (const entity of kinds) {
    tables[entity.table] = all(db, `SELECT * FROM ${entity.table} ORDER BY ${entity.key.join(', ')}`);
  }
  return tables;
}

/** The whole log in order. */
export function dumpLog(db: Database): unknown[] {
  return all(db, 'SELECT * FROM change ORDER BY device, seq');
}
