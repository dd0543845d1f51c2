import { migrate } from '../../src/main/database/migrate.ts';
import { rebuild } from '../../src/main/database/projections.ts';
import { entities } from '../../src/main/database/schema.ts';
import { connect, type Database } from '../../src/main/database/sqlite.ts';

/** Milliseconds that prepared inserts of all rows of some tables into fresh, equal ones take, with their commit. */
export function insertRows(source: Database, file: string, key: Buffer, tables: readonly string[]): number {
  const target = connect(file, key, { create: true });
  migrate(target);
  rebuild(target, entities);
  let spent = 0;
  const clock = <T>(work: () => T): T => {
    const start = performance.now();
    const result = work();
    spent += performance.now() - start;
    return result;
  };
  clock(() => target.exec('BEGIN IMMEDIATE'));
  for (const table of tables) {
    const rows = source.prepare(`SELECT * FROM ${table}`).raw();
    const holes = rows
      .columns()
      .map(() => '?')
      .join(', ');
    const insert = target.prepare(`INSERT INTO ${table} VALUES (${holes})`);
    for (const chunk of chunksOf(rows.iterate() as IterableIterator<unknown[]>, 20_000)) {
      // Reading the rows is not part of inserting them.
      clock(() => {
        for (const row of chunk) insert.run(row);
      });
    }
  }
  clock(() => target.exec('COMMIT'));
  target.close();
  return spent;
}

function* chunksOf<T>(rows: Iterable<T>, size: number): Generator<T[]> {
  let chunk: T[] = [];
  for (const row of rows) {
    chunk.push(row);
    if (chunk.length === size) {
      yield chunk;
      chunk = [];
    }
  }
  yield chunk;
}
