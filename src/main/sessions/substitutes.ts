import { refuse } from '../../shared/result.ts';
import { findPerson } from '../center/queries.ts';
import type { Write } from '../database/changes.ts';
import { requireHere } from '../database/changes.ts';
import type { Database } from '../database/sqlite.ts';
import { sessionEntity } from './entities.ts';
import { isOff } from './outcomes.ts';
import { listSessions, type SessionRow } from './queries.ts';

/** Throws `conflict` (cannot_stand_in) for somebody who left, or whom nobody let in for that cohort on that day. */
export function requireStandIn(db: Database, session: SessionRow, personId: string): void {
  const person = requireHere(findPerson(db, personId), 'person');
  const outside =
    person.role === 'substitute' && (person.day !== session.date || person.cohortId !== session.cohortId);
  if (person.retiredOn !== null || outside) throw refuse('conflict', 'cannot_stand_in');
}

/** A substitute who is let in for a cohort today stands in at every class of it that is still to be recorded. */
export function standIn(
  db: Database,
  write: Write,
  { personId, cohortId, day }: { personId: string; cohortId: string; day: string },
): void {
  for (const session of listSessions(db, day, day, cohortId)) {
    if (session.closedAt === null && !isOff(session.outcome))
      write(sessionEntity, session.id, 'substitute', { personId });
  }
}
