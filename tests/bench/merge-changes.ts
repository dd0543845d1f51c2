import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChangeRow } from '../../src/main/database/changes.ts';
import { mergeAll } from '../../src/main/database/merge.ts';
import { migrate } from '../../src/main/database/migrate.ts';
import { rebuild } from '../../src/main/database/projections.ts';
import { entities } from '../../src/main/database/schema.ts';
import { connect } from '../../src/main/database/sqlite.ts';
import { foldersOf } from '../../src/main/database/vault.ts';
import { dataOf } from '../faults/program.ts';
import { type Bench, figureOf, type Round, timed } from './figure.ts';
import { insertRows } from './insert-rows.ts';
import { storedCenter } from './million.ts';

const rounds = 5;
const tables = ['change', 'head', ...entities.map((entity) => entity.table)];

export const mergeChanges: Bench = {
  name: 'merge-changes',
  about: '200,000 changes of another laptop taken in / inserting the same rows in one transaction',
  bar: 2.5,
  measure: async () => {
    const { folder, key } = await storedCenter({ changes: 200_000 });
    const source = connect(foldersOf(dataOf(folder)).database, key);
    const changes = source
      .prepare('SELECT * FROM change ORDER BY device, seq')
      .all() as unknown as ChangeRow[];
    const work = mkdtempSync(join(tmpdir(), 'rollbook-bench-'));
    const done: Round[] = [];
    try {
      for (let round = 0; round < rounds; round++) {
        const [bare, merged] = [join(work, `bare-${round}.db`), join(work, `merged-${round}.db`)];
        const baseline = insertRows(source, bare, key, tables);
        const target = connect(merged, key, { create: true });
        migrate(target);
        rebuild(target, entities);
        const subject = await timed(() => mergeAll(target, entities, changes));
        target.close();
        done.push({ subject, baseline });
        for (const file of [bare, merged])
          for (const side of ['', '-wal', '-shm']) rmSync(file + side, { force: true });
      }
    } finally {
      source.close();
      rmSync(work, { recursive: true, force: true });
    }
    return figureOf(done);
  },
};
