import type { Language } from '../../shared/contract/values.ts';
import { all, type Database, one } from '../database/sqlite.ts';

interface Row {
  sessionId: string;
  id: string;
  code: string;
  language: Language;
  learners: string;
  extraRows: number;
  at: number;
}

/** A sheet as it was printed; its learners from the first row on. */
export type PrintRow = Omit<Row, 'learners'> & { learners: string[] };

const columns = `session_id AS sessionId, id, code, language, learners, extra_rows AS extraRows, printed_at AS at`;
const read = (row: Row): PrintRow => ({ ...row, learners: JSON.parse(row.learners) as string[] });

/** Prints of a session's roll, newest first. */
export function printsOf(db: Database, sessionId: string): PrintRow[] {
  return all<Row>(
    db,
    `SELECT ${columns} FROM paper_roll WHERE session_id = ? AND code IS NOT NULL ORDER BY printed_at DESC, id DESC`,
    sessionId,
  ).map(read);
}

/** Prints under a code, newest first. */
export function printsWith(db: Database, code: string): PrintRow[] {
  return all<Row>(
    db,
    `SELECT ${columns} FROM paper_roll WHERE code = ? ORDER BY printed_at DESC, id DESC`,
    code,
  ).map(read);
}

export function isCodeTaken(db: Database, code: string): boolean {
  return one(db, 'SELECT 1 FROM paper_roll WHERE code = ?', code) !== undefined;
}
