import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { entities } from '../../src/main/database/schema.ts';
import { all, type Database, one } from '../../src/main/database/sqlite.ts';
import { createDatabase } from '../../src/main/database/vault.ts';
import { type CenterPlan, fillCenter } from '../../src/main/sample/scale.ts';
import { logOf, memoryDatabase, receiveAll } from '../support/device.ts';
import { temporaryFolder } from '../support/folders.ts';

function makeCenter(size: CenterPlan['size'], today = '2026-11-01'): Database {
  const file = join(temporaryFolder('center'), 'center.db');
  const db = createDatabase(file, Buffer.alloc(32, 7), 'Laptop', Date.parse('2010-01-01'));
  fillCenter(db, { seed: 1, today, size });
  return db;
}
const count = (db: Database, sql: string): number =>
  one<{ n: number }>(db, `SELECT count(*) AS n FROM ${sql}`)?.n ?? 0;

describe('a center of any size', () => {
  it.each([30, 1000, 8001])('of %i marks has exactly them', (marks) => {
    expect(count(makeCenter({ marks }), 'mark')).toBe(marks);
  });

  it.each([2000, 12_000])('of %i changes has exactly them', (changes) => {
    expect(count(makeCenter({ changes }), 'change')).toBe(changes);
  });

  it.each(['2026-11-01', '2026-11-02', '2026-11-07'])('ends before %s', (today) => {
    const db = makeCenter({ marks: 9000 }, today);
    expect(count(db, `session s JOIN mark m ON m.session_id = s.id WHERE s.date >= '${today}'`)).toBe(0);
    expect(count(db, `change WHERE recorded_at > ${Date.parse(`${today}T00:00:00Z`)}`)).toBe(0);
    expect(count(db, `session WHERE date >= '${today}'`)).toBeGreaterThan(0);
  });

  it('has the same present whatever its past', () => {
    const present = (db: Database): unknown[] =>
      all(
        db,
        `SELECT s.date, s.starts_at, count(m.status) AS marks FROM session s LEFT JOIN mark m ON m.session_id = s.id
         WHERE s.date >= '2026-10-05' GROUP BY s.id ORDER BY s.date, s.starts_at`,
      );
    expect(present(makeCenter({ marks: 12_000 }))).toEqual(present(makeCenter({ marks: 9000 })));
  });

  it('has the heads and tables that its log gives', () => {
    const db = makeCenter({ marks: 4000 });
    const other = memoryDatabase(entities);
    receiveAll(other, logOf(db));
    for (const table of ['head', ...entities.map((entity) => entity.table)]) {
      const rows = (from: Database): unknown[] => from.prepare(`SELECT * FROM ${table}`).all();
      expect(rows(db), table).toEqual(rows(other));
    }
  });
});
