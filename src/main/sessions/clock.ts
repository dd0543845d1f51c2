import { wallClock } from '../../shared/rules/time.ts';
import { findCenter } from '../center/queries.ts';
import type { Database } from '../database/sqlite.ts';

/** Date and time on the center's wall at an instant (ms). */
export function clockOf(db: Database, now: number): { date: string; time: string } {
  return wallClock(now, findCenter(db)?.timeZone ?? 'UTC');
}
