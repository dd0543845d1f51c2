import { wallClock } from '../../shared/rules/time.ts';
import { findCenter } from '../center/queries.ts';
import type { Database } from '../database/sqlite.ts';

/** The calendar date on the center's wall at an instant (ms). */
export function centerDate(db: Database, now: number): string {
  return wallClock(now, findCenter(db)?.timeZone ?? 'UTC').date;
}

/** The language that the center sorts names in. */
export function centerLanguage(db: Database): string {
  return findCenter(db)?.language ?? 'en';
}
