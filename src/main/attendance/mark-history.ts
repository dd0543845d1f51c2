import type { Mark } from '../../shared/contract/attendance.ts';
import { type ChangeRow, historyOf } from '../database/changes.ts';
import { upcast } from '../database/entities.ts';
import type { Database } from '../database/sqlite.ts';
import { samePeople } from '../roster/same-person.ts';
import { markEntity } from './entities.ts';

/** Every value that a person's mark in a session ever had, newest first, under whichever of her rows. */
export function markChanges(db: Database, sessionId: string, learnerId: string): ChangeRow[] {
  return samePeople(db)
    .rowsOf(learnerId)
    .flatMap((row) => historyOf(db, 'mark', `${sessionId}:${row}`, 'mark'))
    .sort((a, b) => b.recorded_at - a.recorded_at);
}

/** The mark that a change gave; null for one that was taken away, undefined for one that a newer Rollbook wrote. */
export function markIn({ format, value }: ChangeRow): Mark | null | undefined {
  const { mark } = markEntity.cells;
  if (value === null) return null;
  return format > mark.format ? undefined : (upcast(mark, format, JSON.parse(value)) as Mark);
}
