import { createHash } from 'node:crypto';
import { all, type Database, one } from '../../src/main/database/sqlite.ts';

/** What planning, merging, paper and grading leave behind, to be compared before and after a cut. */
const tables = {
  sessions: `SELECT id, title, date, starts_at, ends_at, series_id, series_date FROM session
    WHERE cohort_id IS NOT NULL ORDER BY id`,
  series: 'SELECT id, starts_on, ends_on, slots FROM series WHERE cohort_id IS NOT NULL ORDER BY id',
  merged: 'SELECT id, alias_of FROM learner WHERE alias_of IS NOT NULL ORDER BY id',
  pictures: 'SELECT session_id, id, sha256 FROM evidence WHERE sha256 IS NOT NULL ORDER BY session_id, id',
  prints:
    'SELECT session_id, id, code, learners FROM paper_roll WHERE code IS NOT NULL ORDER BY session_id, id',
  work: 'SELECT id, assessment_id, learner_id, number, files FROM attempt WHERE number IS NOT NULL ORDER BY id',
  grades: 'SELECT id, score FROM attempt WHERE score IS NOT NULL ORDER BY id',
} as const;
export type Counts = Record<keyof typeof tables, number>;

/** All of it in one word. */
export function standOf(db: Database): string {
  const content = JSON.stringify(Object.values(tables).map((sql) => all(db, sql)));
  return createHash('sha256').update(content).digest('hex').slice(0, 16);
}

export function countsOf(db: Database): Counts {
  const count = (sql: string): number =>
    one<{ count: number }>(db, `SELECT count(*) AS count FROM (${sql})`)?.count ?? 0;
  return {
    sessions: count(tables.sessions),
    series: count(tables.series),
    merged: count(tables.merged),
    pictures: count(tables.pictures),
    prints: count(tables.prints),
    work: count(tables.work),
    grades: count(tables.grades),
  };
}

/** Hashes of every picture and file of work that any row, also one taken away, speaks of. */
export function fileHashes(db: Database): string[] {
  return all<{ sha256: string }>(
    db,
    `SELECT value ->> '$.sha256' AS sha256 FROM change WHERE entity = 'evidence' AND value IS NOT NULL
     UNION SELECT f.value ->> '$.sha256' FROM change c, json_each(c.value) f
       WHERE c.entity = 'attempt' AND c.cell = 'files' AND c.value IS NOT NULL
     UNION SELECT f.value ->> '$.sha256' FROM change c, json_each(c.value, '$.files') f
       WHERE c.entity = 'reference' AND c.cell = 'content' AND c.value IS NOT NULL`,
  ).map((row) => row.sha256);
}
