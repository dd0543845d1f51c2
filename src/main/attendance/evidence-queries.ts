import type { Sheet } from '../../shared/contract/attendance-evidence.ts';
import type { Trace } from '../../shared/rules/pictures.ts';
import { all, type Database, one } from '../database/sqlite.ts';

type Row = Omit<Sheet, 'stripped'> & { sha256: string; stripped: string };
export type StoredSheet = Sheet & { sha256: string };

const columns = 'id, sha256, type, bytes, width, height, stripped';
const read = (row: Row): StoredSheet => ({ ...row, stripped: JSON.parse(row.stripped) as Trace[] });

/** Pictures of a session's paper, in the order in which they came. */
export function sheetsOf(db: Database, sessionId: string): StoredSheet[] {
  return all<Row>(
    db,
    `SELECT ${columns} FROM evidence WHERE session_id = ? AND sha256 IS NOT NULL ORDER BY id`,
    sessionId,
  ).map(read);
}

export function findSheet(db: Database, sessionId: string, id: string): StoredSheet | undefined {
  const row = one<Row>(
    db,
    `SELECT ${columns} FROM evidence WHERE session_id = ? AND id = ? AND sha256 IS NOT NULL`,
    sessionId,
    id,
  );
  return row && read(row);
}
