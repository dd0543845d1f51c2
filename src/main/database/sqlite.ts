import { statSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { refuse } from '../../shared/result.ts';
import { forgetAll } from './remembering.ts';

export type Database = Sqlite.Database;
export type Statement = Sqlite.Statement<unknown[], unknown>;

const statements = new WeakMap<Database, Map<string, Statement>>();

/** A prepared statement, kept for the life of the connection. */
export function prepared(db: Database, sql: string): Statement {
  let known = statements.get(db);
  if (!known) {
    known = new Map();
    statements.set(db, known);
  }
  let statement = known.get(sql);
  if (!statement) {
    statement = db.prepare(sql);
    known.set(sql, statement);
  }
  return statement;
}

/** First row or undefined. The row's type is the caller's claim about its own SQL. */
export function one<Row>(db: Database, sql: string, ...values: unknown[]): Row | undefined {
  return prepared(db, sql).get(...values) as Row | undefined;
}
export function all<Row>(db: Database, sql: string, ...values: unknown[]): Row[] {
  return prepared(db, sql).all(...values) as Row[];
}
/** Rows as lists, in the order of the columns: faster where there are many thousands. The space keeps the mode from `all`. */
export function lists<Row extends readonly unknown[]>(
  db: Database,
  sql: string,
  ...values: unknown[]
): Row[] {
  return prepared(db, `${sql} `)
    .raw()
    .all(...values) as Row[];
}
export function run(db: Database, sql: string, ...values: unknown[]): void {
  prepared(db, sql).run(...values);
}

const transactions = new WeakMap<Database, Sqlite.Transaction<(work: () => unknown) => unknown>>();

/**
 * Does some work in one immediate transaction, or a savepoint of the one that is open. Its function is kept: making one costs as much as a statement.
 * Throws AppError `corrupt` (database_missing) instead of committing into a file that is no longer there.
 */
export function inTransaction<T>(db: Database, work: () => T): T {
  let known = transactions.get(db);
  if (!known) {
    known = db.transaction((inside: () => unknown) => {
      const done = inside();
      if (!(performance.now() - (places.get(db)?.seenAt ?? 0) < lookCounts)) requireInPlace(db);
      return done;
    });
    transactions.set(db, known);
  }
  try {
    return known.immediate(work) as T;
  } catch (error) {
    forgetAll(db);
    throw error;
  }
}

interface Place {
  inode: number;
  /** When the file was last seen in its place, by the clock that nobody sets. */
  seenAt: number;
}
const places = new WeakMap<Database, Place>();

/**
 * Milliseconds for which one look at the file counts. Acts of a person are further apart, so each of hers is looked
 * after; of a batch a look at every commit would be a twentieth of its time, to notice nothing sooner than she could.
 */
export const lookCounts = 20;

/**
 * Unix lets an open file be deleted or moved, and writes to it go on as if nothing had happened; in WAL mode SQLite
 * does not look. Windows keeps open files where they are, and numbers those of some disks anew.
 * Throws AppError `corrupt` (database_missing) if the file under the name is not the one that is open.
 */
export function requireInPlace(db: Database): void {
  const place = places.get(db);
  if (place === undefined) return;
  const inode = statSync(db.name, { throwIfNoEntry: false })?.ino;
  if (inode === undefined || (process.platform !== 'win32' && inode !== place.inode))
    throw refuse('corrupt', 'database_missing');
  place.seenAt = performance.now();
}

/**
 * Opens an encrypted connection with the pragmas that every connection of Rollbook has.
 *
 * `key` is the 32-byte data key. Throws SQLITE_NOTADB for a wrong key or a damaged first page.
 */
export function connect(
  file: string,
  key: Buffer,
  options: { readonly?: boolean; create?: boolean } = {},
): Database {
  const db = new Sqlite(file, {
    fileMustExist: !options.create,
    readonly: options.readonly ?? false,
    timeout: 5000,
  });
  try {
    db.pragma(`key = "x'${key.toString('hex')}'"`);
    // A sort spilled to the temp folder would be readable there.
    db.pragma('temp_store = MEMORY');
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    if (!options.readonly) {
      db.pragma('journal_mode = WAL');
      requireFull(db);
    }
    db.pragma('foreign_keys = ON');
    db.pragma('trusted_schema = OFF');
    db.pragma('cell_size_check = ON');
    db.pragma('journal_size_limit = 8388608');
    places.set(db, { inode: statSync(file).ino, seenAt: performance.now() });
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * WAL with synchronous NORMAL, which this build falls back to after the first write, loses
 * acknowledged commits in a power cut. Set it again and check.
 */
export function requireFull(db: Database): void {
  db.pragma('synchronous = FULL');
  if (db.pragma('synchronous', { simple: true }) !== 2) throw new Error('synchronous is not FULL');
}
