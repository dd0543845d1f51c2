import type { SessionView } from '../../shared/contract/sessions.ts';
import { rollCounts } from '../attendance/roll.ts';
import { nameOfPerson } from '../center/queries.ts';
import type { Database } from '../database/sqlite.ts';
import { nameOfCohort } from '../roster/queries.ts';
import { type SessionRow, viewOf } from './queries.ts';

/** A session with what the rooms around it know: cohort, instructor, how far its roll is. */
export function sessionView(db: Database, session: SessionRow): SessionView {
  return viewOf(session, {
    cohortName: nameOfCohort(db, session.cohortId) ?? '',
    instructorName: session.instructorId === null ? null : nameOfPerson(db, session.instructorId),
    ...rollCounts(db, session),
  });
}
