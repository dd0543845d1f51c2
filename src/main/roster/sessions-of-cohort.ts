import type { Database } from '../database/sqlite.ts';
import { listSessions } from '../sessions/queries.ts';

/** Ids of every session that a cohort ever had or will have. */
export function sessionsOfCohort(db: Database, cohortId: string): string[] {
  return listSessions(db, '0000-01-01', '9999-12-31', cohortId).map((session) => session.id);
}
