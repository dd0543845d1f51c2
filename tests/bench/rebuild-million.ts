import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rebuild, rebuildHeads } from '../../src/main/database/projections.ts';
import { entities } from '../../src/main/database/schema.ts';
import { connect } from '../../src/main/database/sqlite.ts';
import { foldersOf } from '../../src/main/database/vault.ts';
import { dataOf } from '../faults/program.ts';
import { type Bench, figureOf, type Round, timed } from './figure.ts';
import { insertRows } from './insert-rows.ts';
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
        const baseline = insertRows(source, file, key, tables);
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
