import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newDataKey } from '../../src/main/database/keys.ts';
import { entities } from '../../src/main/database/schema.ts';
import { createDatabase } from '../../src/main/database/vault.ts';
import { fillCenter } from '../../src/main/sample/scale.ts';
import { type Bench, figureOf, type Round, timed } from './figure.ts';
import { insertRows } from './insert-rows.ts';

const rounds = 5;
/** Fewer where somebody only tries the bench. */
const marks = Number(process.env.ROLLBOOK_BENCH_MARKS ?? 1_000_000);
const tables = ['change', 'head', ...entities.map((entity) => entity.table)];

export const generateSample: Bench = {
  name: 'generate-sample',
  about: `making a center of ${marks.toLocaleString('en')} marks / inserting the same rows in one transaction`,
  bar: 2.5,
  measure: async () => {
    const work = mkdtempSync(join(tmpdir(), 'rollbook-bench-'));
    const key = newDataKey();
    const done: Round[] = [];
    try {
      for (let round = 0; round < rounds; round++) {
        const [made, bare] = [join(work, 'made.db'), join(work, 'bare.db')];
        const db = createDatabase(made, key, 'Laptop 1', 0);
        const subject = await timed(() => fillCenter(db, { size: { marks }, seed: 1, today: '2026-11-01' }));
        const baseline = insertRows(db, bare, key, tables);
        done.push({ subject, baseline });
        db.close();
        for (const file of [made, bare])
          for (const side of ['', '-wal', '-shm']) rmSync(file + side, { force: true });
      }
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
    return figureOf(done);
  },
};
