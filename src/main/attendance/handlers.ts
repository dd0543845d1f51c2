import { refuse } from '../../shared/result.ts';
import { findCenter, nameOfPerson } from '../center/queries.ts';
import { newId } from '../database/changes.ts';
import { removalOf } from '../database/kept.ts';
import type { Database } from '../database/sqlite.ts';
import type { Handlers } from '../dispatch.ts';
import { addLearner } from '../roster/learners.ts';
import { namesOf } from '../roster/queries.ts';
import { samePeople } from '../roster/same-person.ts';
import { sessionEntity } from '../sessions/entities.ts';
import { getSession } from '../sessions/queries.ts';
import { sessionView } from '../sessions/view.ts';
import type { Transact } from '../transact.ts';
import { standingMarks } from './conflict-queries.ts';
import { conflictViews } from './conflicts.ts';
import { excuseEntity, walkInEntity } from './entities.ts';
import { evidenceHandlers } from './evidence-handlers.ts';
import { heldAbout } from './held.ts';
import { markHistory, markIn } from './mark-history.ts';
import { fillBlanks, requireMark, requireOpenRoll, writeMark } from './marking.ts';
import { paperHandlers } from './paper-handlers.ts';
import { excusesOf, findExcuse, hasMark, walkInRowsOf } from './queries.ts';
import { type RegisterDependencies, registerHandlers } from './register-handlers.ts';
import { isOnRoll, rollRows, statusesFor } from './roll.ts';
import { closeRoll } from './roll-state.ts';
import { shareHandlers } from './share-handlers.ts';

/** Who took a class off the plan in which somebody is marked. */
function removedBy(db: Database, sessionId: string): { by: string | null; at: number } | null {
  const removal = removalOf(db, sessionEntity, sessionId);
  return removal && { by: removal.actor && nameOfPerson(db, removal.actor), at: removal.recorded_at };
}

function requireOrder({ from, to }: { from: string; to: string }): void {
  if (from > to) throw refuse('validation', 'dates_reversed');
}

export function attendanceHandlers(
  dependencies: RegisterDependencies & { transact: Transact },
): Handlers<'attendance'> {
  return {
    ...registerHandlers(dependencies),
    ...shareHandlers(),
    ...evidenceHandlers(dependencies),
    ...paperHandlers(dependencies),
    roll: ({ sessionId }, { db }) => {
      const session = getSession(db, sessionId);
      return {
        session: sessionView(db, session),
        statuses: [...statusesFor(db, session.cohortId)],
        rows: rollRows(db, session, findCenter(db)?.language ?? 'en'),
        removed: removedBy(db, sessionId),
      };
    },
    mark: ({ sessionId, learnerId, mark, why }, { db, write }) => {
      const session = getSession(db, sessionId);
      requireOpenRoll(session, why);
      if (!isOnRoll(db, session, learnerId)) throw refuse('not_found', 'not_on_roll');
      const checked = mark === null ? null : requireMark(db, session, learnerId, mark);
      writeMark(db, write, session, learnerId, checked, why ?? null);
      return { mark: checked };
    },
    fillBlanks: ({ sessionId, why }, { db, write }) => {
      const session = getSession(db, sessionId);
      requireOpenRoll(session, why);
      return { filled: fillBlanks(db, session, write, why ?? null) };
    },
    close: ({ sessionId }, { db, write, now }) => {
      const session = getSession(db, sessionId);
      if (session.closedAt === null) closeRoll(write, session, now);
      return {};
    },
    reopen: ({ sessionId, why }, { db, write }) => {
      getSession(db, sessionId);
      write(sessionEntity, sessionId, 'closed', null, why);
      return {};
    },
    history: ({ sessionId, learnerId }, { db }) => ({
      entries: markHistory(db, sessionId, learnerId),
    }),
    conflicts: ({ sessionId, cohortId }, { db, seat }) => {
      const scope = seat.scope;
      return {
        conflicts: conflictViews(db, sessionId).filter(
          (one) =>
            (cohortId === null || one.cohortId === cohortId) &&
            (scope === null || (one.cohortId === scope.cohortId && one.date === scope.day)),
        ),
      };
    },
    resolve: ({ sessionId, learnerId, device, seq, why }, { db, write }) => {
      const session = getSession(db, sessionId);
      requireOpenRoll(session, why);
      const chosen = standingMarks(db, { sessionId, learnerId }).find(
        (change) => change.device === device && change.seq === seq,
      );
      // Somebody has decided already, or a newer record has come in since.
      if (!chosen) throw refuse('conflict', 'conflict_settled');
      const mark = markIn(chosen);
      if (mark === undefined) throw refuse('conflict', 'record_unreadable');
      writeMark(db, write, session, learnerId, mark, why ?? null);
      return { mark };
    },
    addWalkIn: ({ sessionId, learner }, { db, write, now }) => {
      const session = getSession(db, sessionId);
      if (session.closedAt !== null) throw refuse('conflict', 'roll_closed');
      if ('id' in learner && namesOf(db, [learner.id]).length === 0)
        throw refuse('not_found', 'learner_not_found');
      const learnerId =
        'id' in learner ? samePeople(db).personOf(learner.id) : addLearner(write, newId(now), learner.name);
      if (!isOnRoll(db, session, learnerId)) write(walkInEntity, `${sessionId}:${learnerId}`, 'here', true);
      return { learnerId };
    },
    removeWalkIn: ({ sessionId, learnerId }, { db, write }) => {
      if (getSession(db, sessionId).closedAt !== null) throw refuse('conflict', 'roll_closed');
      if (hasMark(db, sessionId, learnerId)) throw refuse('conflict', 'walk_in_marked');
      for (const row of walkInRowsOf(db, sessionId, learnerId))
        write(walkInEntity, `${sessionId}:${row}`, 'here', null);
      return {};
    },
    excuses: ({ learnerId }, { db }) => ({
      excuses: excusesOf(db, learnerId).map(({ learnerId: _learner, ...excuse }) => excuse),
    }),
    heldAbout: ({ learnerId }, { db }) => {
      if (namesOf(db, [learnerId]).length === 0) throw refuse('not_found', 'learner_not_found');
      return heldAbout(db, learnerId);
    },
    addExcuse: ({ learnerIds, ...days }, { db, write, now }) => {
      requireOrder(days);
      const { personOf } = samePeople(db);
      const people = [...new Set(learnerIds.map(personOf))];
      if (namesOf(db, people).length < people.length) throw refuse('not_found', 'learner_not_found');
      const ids = people.map((learnerId) => {
        const id = newId(now);
        write(excuseEntity, id, 'excuse', { learnerId, ...days });
        return id;
      });
      return { ids };
    },
    editExcuse: ({ id, ...days }, { db, write }) => {
      requireOrder(days);
      const excuse = findExcuse(db, id);
      if (!excuse) throw refuse('not_found', 'excuse_not_found');
      write(excuseEntity, id, 'excuse', { learnerId: excuse.learnerId, ...days });
      return {};
    },
    removeExcuse: ({ id }, { write }) => {
      write(excuseEntity, id, 'excuse', null);
      return {};
    },
  };
}
