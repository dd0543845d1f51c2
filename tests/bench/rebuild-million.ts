import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../../src/main/database/migrate.ts';
import { rebuild, rebuildHeads } from '../../src/main/database/projections.ts';
import { entities } from '../../src/main/database/schema.ts';
import { connect, type Database } from '../../src/main/database/sqlite.ts';
import { foldersOf } from '../../src/main/database/vault.ts';
import { dataOf } from '../faults/program.ts';
import { type Bench, figureOf, type Round, timed } from './figure.ts';
import { millionCenter } from './million.ts';

const rounds = 5;
const tables = ['head', ...entities.map((entity) => entity.table)];

export const rebuildMillion: Bench = {
  name: 'rebuild-million',
  about: 'heads and projections from 1,000,000 changes / inserting the same rows in one transaction',
  bar: 2.5,
  measure: async () => {
    const { folder, key } = await millionCenter();
    const source = connect(foldersOf(dataOf(folder)).database, key);
    const work = mkdtempSync(join(tmpdir(), 'rollbook-bench-'));
    const done: Round[] = [];
    try {
      for (let round = 0; round < rounds; round++) {
        const file = join(work, `rows-${round}.db`);
        const baseline = insertRows(source, file, key);
        rmSync(file);
        const subject = await timed(() => {
          rebuildHeads(source);
          rebuild(source, entities);
        });
        done.push({ subject, baseline });
      }
    } finally {
      source.close();
      rmSync(work, { recursive: true, force: true });
    }
    return figureOf(done);
  },
};

/** Milliseconds that prepared inserts of all rows into fresh, equal tables take, with their commit. */
function insertRows(source: Database, file: string, key: Buffer): number {
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
