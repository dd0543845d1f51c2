import { addDays } from '../../shared/rules/time.ts';
import type { Write } from '../database/changes.ts';
import type { Database } from '../database/sqlite.ts';
import { sessionEntity } from '../sessions/entities.ts';
import { planned } from '../sessions/outcomes.ts';
import { openSessions, type SessionRow } from '../sessions/queries.ts';
import { marksOf } from './queries.ts';
import { learnersOfRoll } from './roll.ts';

/** Closes a roll; a class that nobody said anything else about was held. */
export function closeRoll(write: Write, session: SessionRow, at: number): void {
  if (session.outcome.kind === 'planned')
    write(sessionEntity, session.id, 'outcome', { ...planned, kind: 'held' });
  write(sessionEntity, session.id, 'closed', { at });
}

/** Somebody is marked and nobody is blank. */
export function isComplete(db: Database, session: SessionRow): boolean {
  const marks = marksOf(db, session.id);
  return marks.size > 0 && learnersOfRoll(db, session).learners.every((learner) => marks.has(learner.id));
}

/** At the first unlock of a day: rolls of earlier days in which nobody is blank are closed. */
export function closeCompleteRolls(db: Database, write: Write, today: string, at: number): void {
  for (const session of openSessions(db, addDays(today, -1), addDays(today, -60))) {
    if (isComplete(db, session)) closeRoll(write, session, at);
  }
}
