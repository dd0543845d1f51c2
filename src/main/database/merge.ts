import type { ChangeRow } from './changes.ts';
import type { Entity } from './entities.ts';
import { countsAsUnknown, showTouched, type Touched } from './projections.ts';
import { forgetAll } from './remembering.ts';
import { all, type Database, one, prepared, run } from './sqlite.ts';
import { getState, setState } from './state.ts';

/**
 * Changes that others wrote, taken in as they are: their keys and contents stay, and the heads follow from `replaces`.
 * So the order of arrival, repetition and cuts into parts make no difference. It works on whole sets: first they are
 * laid beside the log (`stage`), where one can look at what they would do (`outlook`), then `merge` takes them in.
 */
const columns =
  'device, seq, act, command, undoes, recorded_at, actor, entity, entity_id, cell, format, value, replaces, reason';

/** They last as long as the connection, in memory. */
const tables = `
  CREATE TEMP TABLE arriving (
    device TEXT, seq INTEGER, act INTEGER, command TEXT, undoes INTEGER, recorded_at INTEGER, actor TEXT,
    entity TEXT, entity_id TEXT, cell TEXT, format INTEGER, value TEXT, replaces TEXT, reason TEXT, erased TEXT,
    PRIMARY KEY (device, seq)
  ) STRICT, WITHOUT ROWID;
  CREATE TEMP TABLE different (device TEXT, seq INTEGER, PRIMARY KEY (device, seq)) STRICT, WITHOUT ROWID;
  CREATE TEMP TABLE erasing (device TEXT, seq INTEGER, hash TEXT, PRIMARY KEY (device, seq)) STRICT, WITHOUT ROWID;
  CREATE TEMP TABLE replaced (device TEXT, seq INTEGER, PRIMARY KEY (device, seq)) STRICT, WITHOUT ROWID;
  CREATE TEMP TABLE touched (
    entity TEXT, entity_id TEXT, cell TEXT, PRIMARY KEY (entity, entity_id, cell)
  ) STRICT, WITHOUT ROWID;
  CREATE TEMP TABLE head_after (
    entity TEXT, entity_id TEXT, cell TEXT, device TEXT, seq INTEGER,
    PRIMARY KEY (entity, entity_id, cell, device, seq)
  ) STRICT, WITHOUT ROWID;
`;

/** A change as it arrives: `erased` is the hash that stands for a value that was taken out of the log elsewhere. */
export type Arriving = ChangeRow & { erased?: string | null };

/** What the changes that were laid beside would do to the log. */
export interface Outlook {
  /** Not here yet. */
  added: number;
  /** Here already, just so. */
  same: number;
  /** Of the same key with other content: somebody wrote under a name that is not theirs. The first 20. */
  different: Pick<ChangeRow, 'device' | 'seq'>[];
  differentInAll: number;
  /** Cells in which two values will stand side by side that do not now. */
  contested: number;
  /** Of a kind or format that this version does not know: they are kept and not shown. */
  unknown: number;
}

/** Lays changes beside the log, in memory. Call `unstage` in any case afterwards. */
export function stage(db: Database, changes: Iterable<Arriving>, entities: readonly Entity[]): Outlook {
  unstage(db);
  const insert = prepared(
    db,
    `INSERT INTO temp.arriving (${columns}, erased) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  );
  let repeated = 0;
  for (const row of changes) {
    const values = valuesOf(row);
    if (insert.run(...values).changes === 1) continue;
    repeated += 1;
    noteDifferent(db, 'temp.arriving', `VALUES (${values.map(() => '?').join(', ')})`, values);
  }
  noteDifferent(db, 'main.change', `SELECT ${columns}, erased FROM temp.arriving`, []);
  // Erased wins over any copy, whichever came first.
  db.exec(`
    INSERT INTO temp.erasing SELECT device, seq, erased FROM temp.arriving a WHERE erased IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM temp.different d WHERE d.device = a.device AND d.seq = a.seq)
      AND NOT EXISTS (SELECT 1 FROM main.log_erased e WHERE e.device = a.device AND e.seq = a.seq);
    UPDATE temp.arriving SET value = NULL, reason = NULL
      WHERE erased IS NOT NULL OR (device, seq) IN (SELECT device, seq FROM main.log_erased);
  `);
  const known = db.prepare(
    'DELETE FROM temp.arriving WHERE EXISTS (SELECT 1 FROM main.change c WHERE c.device = arriving.device AND c.seq = arriving.seq)',
  );
  const differentInAll = count(db, 'temp.different');
  const same = known.run().changes + repeated - differentInAll;
  foresee(db);
  return {
    added: count(db, 'temp.arriving'),
    same,
    different: all(db, 'SELECT device, seq FROM temp.different ORDER BY device, seq LIMIT 20'),
    differentInAll,
    contested: newlyContested(db),
    unknown: countsAsUnknown(db, 'temp.arriving', entities),
  };
}

/** Nothing is laid beside the log any more. The tables stay: making them makes every statement be prepared again. */
export function unstage(db: Database): void {
  if (!one(db, "SELECT 1 FROM temp.sqlite_schema WHERE name = 'arriving'")) db.exec(tables);
  for (const table of ['arriving', 'different', 'erasing', 'replaced', 'touched', 'head_after'])
    run(db, `DELETE FROM temp.${table}`);
}

/**
 * Takes in what was laid beside, inside the caller's transaction: what is different from the log is left out.
 * Nothing may have been written since it was laid beside.
 */
export function merge(db: Database, entities: readonly Entity[]): void {
  // Else what was written would stay in pages that are free.
  if (one(db, 'SELECT 1 FROM temp.erasing')) db.pragma('secure_delete = ON');
  db.exec(`
    INSERT INTO main.change (${columns}) SELECT ${columns} FROM temp.arriving ORDER BY device, seq;
    UPDATE main.change SET value = NULL, reason = NULL WHERE (device, seq) IN (SELECT device, seq FROM temp.erasing);
    INSERT INTO main.log_erased SELECT device, seq, hash FROM temp.erasing;
    DELETE FROM main.head WHERE (entity, entity_id, cell) IN (SELECT entity, entity_id, cell FROM temp.touched);
    INSERT INTO main.head SELECT entity, entity_id, cell, device, seq FROM temp.head_after;
    DELETE FROM main.contested WHERE (entity, entity_id, cell) IN (SELECT entity, entity_id, cell FROM temp.touched);
    INSERT INTO main.contested SELECT entity, entity_id, cell FROM temp.head_after
      GROUP BY entity, entity_id, cell HAVING count(*) > 1;
  `);
  showTouched(db, entities, touchedCells(db));
  forgetAll(db);
  const unknown = countsAsUnknown(db, 'temp.arriving', entities);
  if (unknown > 0) setState(db, 'unknown', String(Number(getState(db, 'unknown') ?? 0) + unknown));
}

/** All of it at once, in a transaction of its own or the caller's. */
export function mergeAll(db: Database, entities: readonly Entity[], changes: Iterable<Arriving>): Outlook {
  try {
    return db
      .transaction(() => {
        const outlook = stage(db, changes, entities);
        merge(db, entities);
        return outlook;
      })
      .immediate();
  } finally {
    unstage(db);
  }
}

const valuesOf = (row: Arriving): unknown[] => [
  row.device,
  row.seq,
  row.act,
  row.command,
  row.undoes,
  row.recorded_at,
  row.actor,
  row.entity,
  row.entity_id,
  row.cell,
  row.format,
  row.value,
  row.replaces,
  row.reason,
  row.erased ?? null,
];

/** Notes which rows of `source` stand in `table` under their key with other content; of what was erased that is open. */
function noteDifferent(db: Database, table: string, source: string, values: unknown[]): void {
  const rest = columns.split(', ').slice(2);
  const differ = (names: readonly string[]): string =>
    names.map((name) => `o.${name} IS NOT c.${name}`).join(' OR ');
  const open = ['value', 'reason'];
  prepared(
    db,
    `WITH other (${columns}, erased) AS (${source})
     INSERT OR IGNORE INTO temp.different SELECT o.device, o.seq FROM other o CROSS JOIN ${table} c USING (device, seq)
     WHERE ${differ(rest.filter((name) => !open.includes(name)))}
     OR (${differ(open)}) AND o.erased IS NULL
       AND NOT EXISTS (SELECT 1 FROM main.log_erased e WHERE e.device = c.device AND e.seq = c.seq)`,
  ).run(...values);
}

/** The heads that the touched cells will have: of what is here and what arrives, all that nothing else replaces. */
function foresee(db: Database): void {
  db.exec(`
    INSERT OR IGNORE INTO temp.replaced SELECT r.value ->> 0, r.value ->> 1
      FROM temp.arriving, json_each(arriving.replaces) r WHERE arriving.replaces IS NOT NULL;
    INSERT OR IGNORE INTO temp.touched SELECT entity, entity_id, cell FROM temp.arriving ORDER BY 1, 2, 3;
    INSERT OR IGNORE INTO temp.touched SELECT entity, entity_id, cell
      FROM temp.erasing CROSS JOIN main.change USING (device, seq);
    INSERT INTO temp.head_after
      SELECT h.entity, h.entity_id, h.cell, h.device, h.seq FROM temp.touched t
        CROSS JOIN main.head h ON h.entity = t.entity AND h.entity_id = t.entity_id AND h.cell = t.cell
      WHERE NOT EXISTS (SELECT 1 FROM temp.replaced r WHERE r.device = h.device AND r.seq = h.seq);
    -- What arrives may have been replaced long ago by what is here: then it lies in the past of a head of now. Each
    -- change that is here is a head or is itself replaced by one that is here, so the way back finds it by keys alone.
    WITH RECURSIVE past (device, seq) AS (
      SELECT h.device, h.seq FROM temp.touched t
        CROSS JOIN main.head h ON h.entity = t.entity AND h.entity_id = t.entity_id AND h.cell = t.cell
      UNION
      SELECT r.value ->> 0, r.value ->> 1 FROM past CROSS JOIN main.change c USING (device, seq), json_each(c.replaces) r
      WHERE c.replaces IS NOT NULL
    )
    INSERT OR IGNORE INTO temp.replaced SELECT device, seq FROM past CROSS JOIN temp.arriving USING (device, seq);
    INSERT INTO temp.head_after
      SELECT entity, entity_id, cell, device, seq FROM temp.arriving a
      WHERE NOT EXISTS (SELECT 1 FROM temp.replaced r WHERE r.device = a.device AND r.seq = a.seq)
      ORDER BY entity, entity_id, cell, device, seq;
  `);
}

const newlyContested = (db: Database): number =>
  one<{ count: number }>(
    db,
    `SELECT count(*) AS count FROM (
       SELECT entity, entity_id, cell FROM temp.head_after GROUP BY entity, entity_id, cell HAVING count(*) > 1
       EXCEPT SELECT entity, entity_id, cell FROM main.contested)`,
  )?.count ?? 0;

const count = (db: Database, table: string): number =>
  one<{ count: number }>(db, `SELECT count(*) AS count FROM ${table}`)?.count ?? 0;

/** The cells that were touched, by entity and cell. */
const touchedCells = (db: Database): Touched[] =>
  all<Touched>(db, 'SELECT DISTINCT entity, cell FROM temp.touched ORDER BY entity, cell');
