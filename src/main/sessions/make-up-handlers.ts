import { refuse } from '../../shared/result.ts';
import { owedMinutes } from '../../shared/rules/outcome.ts';
import type { Handlers } from '../dispatch.ts';
import { clockOf } from './clock.ts';
import { sessionEntity } from './entities.ts';
import { slotFinder } from './free-slots.ts';
import { getSession, madeUpMinutes, makeUpsOf, unusedId } from './queries.ts';
import { sessionView, sessionViews } from './view.ts';

type Named = 'makeUp' | 'planMakeUp' | 'waiveMakeUp';

export function makeUpHandlers(): Pick<Handlers<'sessions'>, Named> {
  return {
    makeUp: ({ sessionId }, { db, now }) => {
      const session = getSession(db, sessionId);
      const view = sessionView(db, session);
      const { date } = clockOf(db, now);
      return {
        session: view,
        makeUps: sessionViews(db, makeUpsOf(db, sessionId)),
        free: view.owedMinutes > 0 ? slotFinder(db, date).find(session, view.owedMinutes) : null,
      };
    },
    planMakeUp: ({ sessionId, date, startsAt, endsAt }, { db, write }) => {
      const session = getSession(db, sessionId);
      if (startsAt >= endsAt) throw refuse('validation', 'ends_before_start');
      const madeUp = madeUpMinutes(db, [sessionId]).get(sessionId) ?? 0;
      if (session.makeUpFor !== null || owedMinutes(session, session.outcome, madeUp) === 0)
        throw refuse('conflict', 'nothing_owed');
      const { cohortId, title, kind, room, instructorId } = session;
      // The same proposal, taken on two laptops, is one class.
      const id = unusedId(db, sessionId, date, startsAt);
      write(sessionEntity, id, 'plan', {
        cohortId,
        title,
        kind,
        date,
        startsAt,
        endsAt,
        room,
        instructorId,
      });
      write(sessionEntity, id, 'make_up', { forSessionId: sessionId });
      return { sessionId: id };
    },
    waiveMakeUp: ({ sessionId, why }, { db, write }) => {
      getSession(db, sessionId);
      write(sessionEntity, sessionId, 'waived', why === null ? null : { why });
      return {};
    },
  };
}
