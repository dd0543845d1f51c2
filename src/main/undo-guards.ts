import { refuse } from '../shared/result.ts';
import { refuseHidingGrades } from './assessments/undo-guards.ts';
import { anyMarked, anyRecorded } from './attendance/queries.ts';
import type { ChangeRow } from './database/changes.ts';
import { removalOf } from './database/kept.ts';
import type { Database } from './database/sqlite.ts';
import { namesOf } from './roster/queries.ts';
import { sessionEntity } from './sessions/entities.ts';
import { findSession } from './sessions/queries.ts';

/** The session that a change is about, where it is about one. */
function sessionOf({ entity, entity_id: id }: ChangeRow): string | null {
  if (entity === 'session') return id;
  return entity === 'mark' || entity === 'walk_in' ? id.slice(0, id.indexOf(':')) : null;
}

/**
 * A closed roll changes only with a reason, also by taking back. Opening it again by taking back that it was closed
 * asks for none. Throws `conflict` (undo_roll_closed).
 */
export function requireWhy(db: Database, changes: readonly ChangeRow[], why: string | undefined): void {
  if (why) return;
  const closing = new Set(
    changes
      .filter((change) => change.entity === 'session' && change.cell === 'closed')
      .map((change) => change.entity_id),
  );
  const sessions = new Set(changes.map(sessionOf));
  for (const id of sessions) {
    if (id === null || closing.has(id)) continue;
    const session = findSession(db, id);
    if (session && session.closedAt !== null) throw refuse('conflict', 'undo_roll_closed');
  }
}

/**
 * What somebody recorded must not vanish because the session, or the learner, that it hangs on is taken back.
 * Asked after the act was taken back, in its transaction. Throws `conflict` (undo_hides_session, undo_hides_learner), and what
 * `refuseHidingGrades` does.
 */
export function refuseHiding(db: Database, changes: readonly ChangeRow[]): void {
  const idsOf = (entity: string, cell: string): string[] => [
    ...new Set(
      changes
        .filter((change) => change.entity === entity && change.cell === cell)
        .map((change) => change.entity_id),
    ),
  ];
  const gone = idsOf('session', 'plan').filter((id) => removalOf(db, sessionEntity, id) !== null);
  if (anyRecorded(db, gone)) throw refuse('conflict', 'undo_hides_session');
  const written = idsOf('learner', 'name');
  const here = new Set(namesOf(db, written).map((one) => one.id));
  const nobody = written.filter((id) => !here.has(id));
  if (anyMarked(db, nobody)) throw refuse('conflict', 'undo_hides_learner');
  refuseHidingGrades(db, changes);
}
