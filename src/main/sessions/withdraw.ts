import type { Write } from '../database/changes.ts';
import { sessionEntity } from './entities.ts';
import type { SessionRow } from './queries.ts';

/** Takes a session off the plan, with everything that was said of it. */
export function withdraw(write: Write, session: Pick<SessionRow, 'id'>): void {
  for (const cell of ['plan', 'outcome', 'series', 'substitute', 'make_up', 'waived'] as const)
    write(sessionEntity, session.id, cell, null);
}
