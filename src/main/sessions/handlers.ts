import { refuse } from '../../shared/result.ts';
import { minutesOf, timeOf } from '../../shared/rules/time.ts';
import { begunIn, marksOf } from '../attendance/queries.ts';
import { newId } from '../database/changes.ts';
import type { Handlers } from '../dispatch.ts';
import { kindsByCohort, listCohorts, nameOfCohort } from '../roster/queries.ts';
import { calendarOf } from './calendar.ts';
import { clockOf } from './clock.ts';
import { sessionEntity } from './entities.ts';
import { holidayHandlers } from './holiday-handlers.ts';
import { openStops, settleInterruption } from './interruption.ts';
import { planOf } from './later.ts';
import { makeUpHandlers } from './make-up-handlers.ts';
import { planned, requireOutcome } from './outcomes.ts';
import { getSession } from './queries.ts';
import { seriesHandlers } from './series-handlers.ts';
import { requireStandIn } from './substitutes.ts';
import { reachOf, todayFor } from './today.ts';
import { sessionView } from './view.ts';
import { withdraw } from './withdraw.ts';

function requireTimes(startsAt: string, endsAt: string): void {
  if (startsAt >= endsAt) throw refuse('validation', 'ends_before_start');
}

export function sessionsHandlers(): Handlers<'sessions'> {
  return {
    ...seriesHandlers(),
    ...holidayHandlers(),
    ...makeUpHandlers(),
    today: (_input, { db, seat, now }) => todayFor(db, seat, now),
    calendar: ({ date }, { db, now }) => calendarOf(db, date, now),
    planning: (_input, { db, now }) => {
      const { date: today } = clockOf(db, now);
      const kinds = kindsByCohort(db);
      return {
        today,
        cohorts: listCohorts(db, today).map(({ id, name, learners, startsOn, endsOn }) => ({
          ...{ id, name, learners, startsOn, endsOn },
          kinds: kinds.get(id) ?? [],
        })),
      };
    },
    get: ({ sessionId }, { db }) => sessionView(db, getSession(db, sessionId)),
    plan: (plan, { db, write, now }) => {
      requireTimes(plan.startsAt, plan.endsAt);
      if (nameOfCohort(db, plan.cohortId) === null) throw refuse('not_found', 'cohort_not_found');
      const sessionId = newId(now);
      write(sessionEntity, sessionId, 'plan', plan);
      return { sessionId };
    },
    edit: ({ sessionId, ...edits }, { db, write }) => {
      const session = getSession(db, sessionId);
      if (session.closedAt !== null) throw refuse('conflict', 'roll_closed');
      const changed = {
        ...planOf(session),
        ...Object.fromEntries(Object.entries(edits).filter(([, value]) => value !== undefined)),
      };
      requireTimes(changed.startsAt, changed.endsAt);
      if (changed.date !== session.date && begunIn(db, [sessionId]).size > 0)
        throw refuse('conflict', 'session_begun');
      write(sessionEntity, sessionId, 'plan', changed);
      return {};
    },
    move: ({ sessionId, ...to }, { db, write, now }) => {
      const session = getSession(db, sessionId);
      requireTimes(to.startsAt, to.endsAt);
      const plan = { ...planOf(session), ...to };
      const begun = session.closedAt !== null || begunIn(db, [sessionId]).size > 0;
      if (!begun) {
        write(sessionEntity, sessionId, 'plan', plan);
        // One that was cancelled takes place after all.
        write(sessionEntity, sessionId, 'outcome', null);
        return { sessionId };
      }
      if (session.closedAt !== null) throw refuse('conflict', 'roll_closed');
      const next = newId(now);
      write(sessionEntity, sessionId, 'outcome', { ...planned, kind: 'moved' });
      write(sessionEntity, next, 'plan', plan);
      if (session.makeUpFor !== null)
        write(sessionEntity, next, 'make_up', { forSessionId: session.makeUpFor });
      return { sessionId: next };
    },
    remove: ({ sessionId }, { db, write }) => {
      if (begunIn(db, [sessionId]).size > 0) throw refuse('conflict', 'session_has_marks');
      const session = getSession(db, sessionId);
      if (session.closedAt !== null) throw refuse('conflict', 'roll_closed');
      withdraw(write, session);
      return {};
    },
    setSubstitute: ({ sessionId, personId }, { db, write }) => {
      const session = getSession(db, sessionId);
      if (personId !== null) requireStandIn(db, session, personId);
      write(sessionEntity, sessionId, 'substitute', personId === null ? null : { personId });
      return {};
    },
    openNow: ({ cohortId, title, minutes }, { db, write, now, seat }) => {
      if (nameOfCohort(db, cohortId) === null) throw refuse('not_found', 'cohort_not_found');
      const { date, time } = clockOf(db, now);
      const start = Math.floor(minutesOf(time) / 5) * 5;
      const sessionId = newId(now);
      write(sessionEntity, sessionId, 'plan', {
        cohortId,
        title: title ?? '',
        kind: kindsByCohort(db).get(cohortId)?.[0] ?? 'live_class',
        date,
        startsAt: timeOf(start),
        endsAt: timeOf(Math.max(start + 5, Math.min(start + minutes, 1439))),
        room: null,
        instructorId: seat.personId,
      });
      return { sessionId };
    },
    setOutcome: ({ sessionId, outcome, why }, { db, write }) => {
      const session = getSession(db, sessionId);
      if (session.closedAt !== null && !why) throw refuse('conflict', 'roll_closed');
      requireOutcome(session, outcome);
      write(sessionEntity, sessionId, 'outcome', outcome, why ?? null);
      settleInterruption(db, sessionId);
      return sessionView(db, getSession(db, sessionId));
    },
    interruption: (_input, { db, seat }) => {
      const reaches = reachOf(seat);
      const stops = openStops(db).filter(({ session }) => reaches(session));
      const [latest] = stops;
      if (!latest) return { stop: null };
      const sessions = stops
        .filter(({ stoppedAt }) => stoppedAt === latest.stoppedAt)
        .map(({ session }) => ({
          sessionId: session.id,
          title: session.title,
          saved: marksOf(db, session.id).size,
        }));
      return { stop: { stoppedAt: latest.stoppedAt, at: latest.at, sessions } };
    },
    answerInterruption: ({ sessionId, answer, resumedAt }, { db, write }) => {
      const { outcome } = getSession(db, sessionId);
      const stop = openStops(db).find(({ session }) => session.id === sessionId);
      if (!stop) throw refuse('conflict', 'interruption_answered');
      if (answer === 'paused') {
        if (resumedAt !== null && resumedAt < stop.at) throw refuse('validation', 'gap_reversed');
        const gaps = [...outcome.gaps, { from: stop.at, to: resumedAt, reason: 'power' as const }];
        write(sessionEntity, sessionId, 'outcome', { ...outcome, kind: 'interrupted', gaps });
      }
      if (answer === 'ended') {
        write(sessionEntity, sessionId, 'outcome', {
          ...outcome,
          kind: 'stopped_early',
          stoppedAt: stop.at,
          reason: 'power',
        });
      }
      settleInterruption(db, sessionId);
      return {};
    },
  };
}
