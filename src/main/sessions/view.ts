import type { SessionView } from '../../shared/contract/session-values.ts';
import { heldMinutes, owedMinutes, plannedMinutes } from '../../shared/rules/outcome.ts';
import { rollCounts } from '../attendance/roll.ts';
import { personNames } from '../center/queries.ts';
import type { Database } from '../database/sqlite.ts';
import { cohortNames } from '../roster/queries.ts';
import { findSessions, madeUpMinutes, type SessionRow } from './queries.ts';

/**
 * Sessions with what the rooms around them know: cohort, people, how far each roll is, what is owed. The number of
 * queries does not depend on the number of sessions.
 */
export function sessionViews(db: Database, sessions: readonly SessionRow[]): SessionView[] {
  if (sessions.length === 0) return [];
  const cohorts = cohortNames(db);
  const people = personNames(db);
  const nameOf = (id: string | null): string | null => (id === null ? null : (people.get(id) ?? null));
  const counts = rollCounts(db, sessions);
  const madeUp = madeUpMinutes(
    db,
    sessions.filter(isShort).map((session) => session.id),
  );
  const originals = new Map(
    findSessions(
      db,
      sessions.flatMap((session) => session.makeUpFor ?? []),
    ).map((session) => [session.id, session]),
  );
  return sessions.map(({ seriesDate: _date, makeUpFor, ...session }) => {
    const original = originals.get(makeUpFor ?? '');
    return {
      ...session,
      cohortName: cohorts.get(session.cohortId)?.name ?? '',
      instructorName: nameOf(session.instructorId),
      substituteName: nameOf(session.substituteId),
      makeUpFor:
        makeUpFor === null
          ? null
          : {
              sessionId: makeUpFor,
              title: original?.title ?? session.title,
              date: original?.date ?? session.date,
            },
      plannedMinutes: plannedMinutes(session),
      heldMinutes: heldMinutes(session, session.outcome),
      // A make-up owes nothing itself: what it does not hold stays owed for what it makes up.
      owedMinutes:
        makeUpFor === null ? owedMinutes(session, session.outcome, madeUp.get(session.id) ?? 0) : 0,
      ...(counts.get(session.id) ?? { learners: 0, recorded: 0, present: 0 }),
    };
  });
}

const isShort = ({ outcome }: SessionRow): boolean => outcome.kind !== 'planned' && outcome.kind !== 'held';

export function sessionView(db: Database, session: SessionRow): SessionView {
  const [view] = sessionViews(db, [session]);
  if (!view) throw new RangeError('a view of nothing');
  return view;
}
