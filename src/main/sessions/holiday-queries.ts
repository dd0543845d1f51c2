import { all, type Database } from '../database/sqlite.ts';

/** Names of the holidays between two dates, both included, by date. */
export function holidaysBetween(db: Database, from: string, to: string): Map<string, string> {
  const rows = all<{ date: string; name: string }>(
    db,
    'SELECT date, name FROM holiday WHERE date BETWEEN ? AND ? AND name IS NOT NULL ORDER BY date',
    from,
    to,
  );
  return new Map(rows.map((row) => [row.date, row.name]));
}
