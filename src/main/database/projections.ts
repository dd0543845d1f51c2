import { createHash } from 'node:crypto';
import { type Cell, type Entity, upcast } from './entities.ts';
import { headThatCounts, removalOf, removedAndKept, valueKept } from './kept.ts';
import { forget, forgetAll } from './remembering.ts';
import { all, type Database, one, run } from './sqlite.ts';

const parts = (entity: Entity, id: string): string[] =>
  entity.key.length === 1
    ? [id]
    : [`substr(${id}, 1, instr(${id}, ':') - 1)`, `substr(${id}, instr(${id}, ':') + 1)`];

function columnsOf(entity: Entity): [string, string][] {
  return Object.values(entity.cells).flatMap((cell) =>
    Object.entries(cell.columns).map(([name, [type]]): [string, string] => [name, type]),
  );
}

function createTable(entity: Entity): string {
  const key = entity.key.map((name) => `${name} TEXT NOT NULL`);
  const columns = columnsOf(entity).map(([name, type]) => `${name} ${type}`);
  return `CREATE TABLE ${entity.table} (${[...key, ...columns, `PRIMARY KEY (${entity.key.join(', ')})`].join(', ')}) STRICT, WITHOUT ROWID`;
}

const onConflict = (entity: Entity, names: readonly string[]): string =>
  `ON CONFLICT (${entity.key.join(', ')}) DO UPDATE SET ${names.map((name) => `${name} = excluded.${name}`).join(', ')}`;

/** Upsert of one cell's columns from rows of (id, value): `source` is a SELECT or VALUES yielding both. */
function upsert(entity: Entity, cell: Cell, source: string): string {
  const names = Object.keys(cell.columns);
  const reads = Object.values(cell.columns).map(([, path]) => `value ->> '${path}'`);
  return (
    `INSERT INTO ${entity.table} (${[...entity.key, ...names].join(', ')}) ` +
    `SELECT ${[...parts(entity, 'id'), ...reads].join(', ')} FROM (${source}) WHERE true ` +
    onConflict(entity, names)
  );
}

/** A row in which nothing is said is not kept, whichever way it came to be: tables must not tell their past. */
const saysNothing = (entity: Entity): string =>
  columnsOf(entity)
    .map(([name]) => `${name} IS NULL`)
    .join(' AND ');

/** Whether a value surely fills a column: then its row stays, and none of it needs to be read again. */
const saysSomething = (cell: Cell, value: unknown): boolean =>
  Object.values(cell.columns).some(([, path]) => {
    const at = path === '$' ? value : (value as Record<string, unknown> | null)?.[path.slice(2)];
    return at !== null && at !== undefined;
  });

interface CellStatements {
  show: string;
  clear: string;
  purge: string;
}
const cached = new WeakMap<Cell, CellStatements>();

function statementsOf(entity: Entity, cell: Cell): CellStatements {
  let known = cached.get(cell);
  if (!known) {
    const [first, second] = parts(entity, '@id');
    const where = `${entity.key[0]} = ${first}${entity.key.length === 2 ? ` AND ${entity.key[1]} = ${second}` : ''}`;
    const names = Object.keys(cell.columns);
    const reads = Object.values(cell.columns).map(([, path]) => `@value ->> '${path}'`);
    known = {
      show: `INSERT INTO ${entity.table} (${[...entity.key, ...names].join(', ')}) VALUES (${[...parts(entity, '@id'), ...reads].join(', ')}) ${onConflict(entity, names)}`,
      clear: `UPDATE ${entity.table} SET ${names.map((name) => `${name} = NULL`).join(', ')} WHERE ${where}`,
      purge: `DELETE FROM ${entity.table} WHERE ${where} AND ${saysNothing(entity)}`,
    };
    cached.set(cell, known);
  }
  return known;
}

/** Brings one cell of the projection to a value, stored JSON of the given format; null takes it away. */
export function show(
  db: Database,
  entity: Entity,
  cell: Cell,
  id: string,
  format: number,
  value: string | null,
): void {
  forget(db, entity.table);
  const statements = statementsOf(entity, cell);
  if (value === null) run(db, statements.clear, { id });
  else {
    const current = format === cell.format ? value : JSON.stringify(upcast(cell, format, JSON.parse(value)));
    run(db, statements.show, { id, value: current });
    if (saysSomething(cell, JSON.parse(current))) return;
  }
  run(db, statements.purge, { id });
}

/** Changes whenever a table would come out different, so that it is rebuilt. */
export function definitionOf(entity: Entity): string {
  const cells = Object.entries(entity.cells).map(([name, cell]) => [name, cell.format, cell.columns]);
  const kept = entity.keptBy ? [entity.keptBy] : [];
  return createHash('sha256')
    .update(JSON.stringify([createTable(entity), entity.indexes ?? [], cells, ...kept]))
    .digest('base64url');
}

/** Entities whose table is missing or was made by another definition. */
export function outdated(db: Database, entities: readonly Entity[]): Entity[] {
  const known = new Map(
    all<{ name: string; definition: string }>(db, 'SELECT name, definition FROM local_projection').map(
      (row) => [row.name, row.definition],
    ),
  );
  return entities.filter((entity) => known.get(entity.name) !== definitionOf(entity));
}

/**
 * Drops and rebuilds projection tables from the log, in one transaction.
 * `progress` is told the share done (0 to 1). Values of a newer format stay in the log, unprojected.
 */
export function rebuild(
  db: Database,
  entities: readonly Entity[],
  progress: (done: number) => void = () => {},
): void {
  const steps = entities.reduce((sum, entity) => sum + Object.keys(entity.cells).length, 0);
  let step = 0;
  for (const entity of entities)
    for (const cell of Object.values(entity.cells)) registerUpcast(db, entity, cell);
  forgetAll(db);
  db.transaction(() => {
    for (const entity of entities) {
      db.exec(`DROP TABLE IF EXISTS ${entity.table}`);
      db.exec(createTable(entity));
      for (const [name, cell] of Object.entries(entity.cells)) {
        db.prepare(upsert(entity, cell, settledHeads(entity, name, cell))).run();
        for (const conflict of conflicts(db, entity.name, name)) showHead(db, entity, name, conflict);
        progress(++step / steps);
      }
      db.exec(`DELETE FROM ${entity.table} WHERE ${saysNothing(entity)}`);
      for (const index of entity.indexes ?? []) db.exec(index);
      run(
        db,
        'INSERT INTO local_projection (name, definition) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET definition = excluded.definition',
        entity.name,
        definitionOf(entity),
      );
    }
    for (const kept of new Set(
      entities.flatMap((entity) => [entity, ...(entity.keeps ? [entity.keeps] : [])]),
    ))
      for (const id of removedAndKept(db, kept)) showAll(db, kept, id);
  }).immediate();
}

function registerUpcast(db: Database, entity: Entity, cell: Cell): void {
  if (!cell.upcasts) return;
  db.function(
    `upcast_${entity.name}_${Object.keys(cell.columns)[0]}`,
    { deterministic: true },
    (format: unknown, value: unknown) =>
      value === null ? null : JSON.stringify(upcast(cell, format as number, JSON.parse(value as string))),
  );
}

/** The value of a change `c` in the format of today. */
const currentValue = (entity: Entity, cell: Cell): string =>
  cell.upcasts
    ? `CASE c.format WHEN ${cell.format} THEN c.value ELSE upcast_${entity.name}_${Object.keys(cell.columns)[0]}(c.format, c.value) END`
    : 'c.value';

function settledHeads(entity: Entity, name: string, cell: Cell): string {
  return `SELECT h.entity_id AS id, ${currentValue(entity, cell)} AS value FROM head h JOIN change c USING (device, seq)
    WHERE h.entity = '${entity.name}' AND h.cell = '${name}' AND c.value IS NOT NULL AND c.format <= ${cell.format}
    AND NOT EXISTS (SELECT 1 FROM head o WHERE o.entity = h.entity AND o.entity_id = h.entity_id AND o.cell = h.cell
      AND (o.device <> h.device OR o.seq <> h.seq))
    ORDER BY h.entity_id`;
}

function conflicts(db: Database, entity: string, cell: string): string[] {
  return all<{ entity_id: string }>(
    db,
    'SELECT entity_id FROM contested WHERE entity = ? AND cell = ? ORDER BY entity_id',
    entity,
    cell,
  ).map((row) => row.entity_id);
}

/** Shows the head that counts, or, where it cleared the cell of a thing that is kept, what was there before. */
function showHead(db: Database, entity: Entity, name: string, id: string): void {
  const cell = entity.cells[name];
  if (!cell) return;
  const head = headThatCounts(db, entity, name, id, cell);
  const kept = head?.value === null ? valueKept(db, entity, id, cell, head) : undefined;
  const { format, value } = kept ?? head ?? { format: cell.format, value: null };
  show(db, entity, cell, id, format, value);
}

function showAll(db: Database, entity: Entity, id: string): void {
  for (const name of Object.keys(entity.cells)) showHead(db, entity, name, id);
}

/** Brings the tables up to the heads of a cell that have just changed. */
export function showChanged(db: Database, entity: Entity, name: string, id: string): void {
  // Whether a thing is there decides about all that was said of it.
  if (entity.keptBy?.cell === name) showAll(db, entity, id);
  else showHead(db, entity, name, id);
  showKept(db, entity, id);
}

/** A cell of some things that `temp.touched` lists, their new heads in `head` and in `temp.head_after`. */
export interface Touched {
  entity: string;
  cell: string;
}

/**
 * Brings the tables up to the heads of many cells that have just changed, cell by cell instead of one by one. As in
 * `rebuild`, what keeps and is kept comes last, when the rows that decide about it stand.
 */
export function showTouched(db: Database, entities: readonly Entity[], touched: readonly Touched[]): void {
  const byName = new Map(entities.map((entity) => [entity.name, entity]));
  for (const { entity: entityName, cell: name } of touched) {
    const entity = byName.get(entityName);
    const cell = entity?.cells[name];
    if (!entity || !cell) continue;
    registerUpcast(db, entity, cell);
    run(db, upsert(entity, cell, settledAfter(cell, entity)), entity.name, name);
    for (const id of unsettledAfter(db, entity.name, name, cell.format)) showHead(db, entity, name, id);
    db.exec(`DELETE FROM ${entity.table} WHERE ${saysNothing(entity)}`);
  }
  for (const entity of byName.values()) {
    if (entity.keptBy) for (const id of touchedIds(db, entity.name)) showAgain(db, entity, id);
    if (!entity.keeps) continue;
    const kept = new Set(touchedIds(db, entity.name).map((id) => id.slice(0, id.indexOf(':'))));
    for (const id of kept) showAgain(db, entity.keeps, id);
  }
}

/** What was removed and may be kept: all of it as it has to show now. */
function showAgain(db: Database, entity: Entity, id: string): void {
  if (removalOf(db, entity, id)) showAll(db, entity, id);
}

const touchedIds = (db: Database, entity: string): string[] =>
  all<{ id: string }>(
    db,
    'SELECT DISTINCT entity_id AS id FROM temp.touched WHERE entity = ? ORDER BY entity_id',
    entity,
  ).map(({ id }) => id);

/** (id, value) of the touched cells with one head that says something which this version can read. */
function settledAfter(cell: Cell, entity: Entity): string {
  return `SELECT a.entity_id AS id, ${currentValue(entity, cell)} AS value
    FROM temp.head_after a CROSS JOIN change c USING (device, seq)
    WHERE a.entity = ? AND a.cell = ? AND c.value IS NOT NULL AND c.format <= ${cell.format}
    AND NOT EXISTS (SELECT 1 FROM temp.head_after o WHERE o.entity = a.entity AND o.entity_id = a.entity_id
      AND o.cell = a.cell AND (o.device <> a.device OR o.seq <> a.seq))
    ORDER BY a.entity_id`;
}

/** The others: contested, cleared, or of a newer format. */
const unsettledAfter = (db: Database, entity: string, cell: string, format: number): string[] =>
  all<{ id: string }>(
    db,
    `SELECT t.entity_id AS id FROM temp.touched t WHERE t.entity = ? AND t.cell = ? AND NOT EXISTS (
       SELECT 1 FROM temp.head_after a CROSS JOIN change c USING (device, seq)
       WHERE a.entity = t.entity AND a.entity_id = t.entity_id AND a.cell = t.cell
       GROUP BY a.entity_id HAVING count(*) = 1 AND max(c.value) IS NOT NULL AND max(c.format) <= ?)
     ORDER BY t.entity_id`,
    entity,
    cell,
    format,
  ).map(({ id }) => id);

/** Shows or hides the thing that a row keeps, after the row came or went. */
export function showKept(db: Database, { keeps }: Entity, id: string): void {
  if (!keeps) return;
  const keptId = id.slice(0, id.indexOf(':'));
  if (removalOf(db, keeps, keptId)) showAll(db, keeps, keptId);
}

/** Computes the heads anew from the log, and which cells have several: a change is a head if no other replaces it. */
export function rebuildHeads(db: Database): void {
  db.transaction(() => {
    db.exec(`
      CREATE TEMP TABLE replaced_in_log (device TEXT, seq INTEGER, PRIMARY KEY (device, seq)) WITHOUT ROWID;
      INSERT OR IGNORE INTO replaced_in_log SELECT r.value ->> 0, r.value ->> 1 FROM change, json_each(change.replaces) r
        WHERE change.replaces IS NOT NULL;
      DELETE FROM head;
      INSERT INTO head SELECT entity, entity_id, cell, device, seq FROM change c
        WHERE NOT EXISTS (SELECT 1 FROM replaced_in_log r WHERE r.device = c.device AND r.seq = c.seq)
        ORDER BY entity, entity_id, cell, device, seq;
      DROP TABLE replaced_in_log;
      DELETE FROM contested;
      INSERT INTO contested SELECT entity, entity_id, cell FROM head
        GROUP BY entity, entity_id, cell HAVING count(*) > 1;
    `);
  }).immediate();
}

/** How many changes have a format or a cell that this version does not know: kept in the log, not shown. */
export const countUnknown = (db: Database, entities: readonly Entity[]): number =>
  countsAsUnknown(db, 'change', entities);

/** The same for a table like the log. */
export function countsAsUnknown(db: Database, table: string, entities: readonly Entity[]): number {
  const known = entities.flatMap((entity) =>
    Object.entries(entity.cells).map(([name, cell]) => [entity.name, name, cell.format] as const),
  );
  const clauses = known.map(() => '(entity = ? AND cell = ? AND format <= ?)').join(' OR ');
  const row = one<{ count: number }>(
    db,
    `SELECT count(*) AS count FROM ${table} WHERE NOT (${clauses})`,
    ...known.flat(),
  );
  return row?.count ?? 0;
}
