import type { Outcome, SessionView, Todo } from '../../shared/contract/sessions.ts';
import { refuse } from '../../shared/result.ts';
import { addDays, daysBetween, minutesOf, mondayOf, timeOf, wallClock } from '../../shared/rules/time.ts';
import { marksOf } from '../attendance/queries.ts';
import { isComplete } from '../attendance/roll-state.ts';
import type { Seat } from '../center/gate.ts';
import { findCenter } from '../center/queries.ts';
import { newId } from '../database/changes.ts';
import type { Database } from '../database/sqlite.ts';
import { getState } from '../database/state.ts';
import type { Handlers } from '../dispatch.ts';
import { listCohorts, nameOfCohort } from '../roster/queries.ts';
import { sessionEntity } from './entities.ts';
import { openStops, settleInterruption } from './interruption.ts';
import { getSession, listSessions, openSessions, type SessionRow } from './queries.ts';
import { sessionView } from './view.ts';

function clockOf(db: Database, now: number): { date: string; time: string } {
  return wallClock(now, findCenter(db)?.timeZone ?? 'UTC');
}

const over = (outcome: Outcome): boolean => outcome.kind === 'cancelled' || outcome.kind === 'moved';

/** A roll may be taken from a quarter of an hour before class, and it is "now" until class ends. */
const early = 15;

function requireTimes(startsAt: string, endsAt: string): void {
  if (startsAt >= endsAt) throw refuse('validation', 'ends_before_start');
}

/** A substitute sees the classes of one cohort on one day. */
function reaches({ scope }: Seat, session: SessionRow): boolean {
  return !scope || (session.cohortId === scope.cohortId && session.date === scope.day);
}

function todosOf(db: Database, today: string, seat: Seat, now: number): Todo[] {
  const todos: Todo[] = openStops(db)
    .filter(({ session }) => reaches(seat, session))
    .map(({ session, stoppedAt }) => ({
      kind: 'resume',
      sessionId: session.id,
      title: session.title,
      stoppedAt,
      saved: marksOf(db, session.id).size,
    }));
  const time = clockOf(db, now).time;
  for (const session of openSessions(db, today, addDays(today, -60))) {
    if (todos.length >= 5) break;
    if (session.date === today && session.endsAt > time) continue;
    if (!reaches(seat, session)) continue;
    const view = sessionView(db, session);
    const about = {
      sessionId: session.id,
      title: session.title,
      cohortName: view.cohortName,
      date: session.date,
    };
    if (isComplete(db, session)) todos.push({ kind: 'close', ...about });
    else todos.push({ kind: 'record', ...about, missing: Math.max(0, view.learners - view.recorded) });
  }
  if (seat.role === 'coordinator' && getState(db, 'recovery_confirmed') !== '1')
    todos.push({ kind: 'recovery_code' });
  if (seat.role !== 'substitute') {
    const last = Number(getState(db, 'backup_off')) || null;
    const daysAgo = last === null ? null : daysBetween(clockOf(db, last).date, today);
    if (daysAgo === null || daysAgo >= 7) todos.push({ kind: 'backup', daysAgo });
  }
  return todos.slice(0, 5);
}

export function sessionsHandlers(): Handlers<'sessions'> {
  return {
    today: (_input, { db, seat, now }) => {
      const { date: today, time } = clockOf(db, now);
      const monday = mondayOf(today);
      const week = listSessions(db, monday, addDays(monday, 6)).filter((session) => reaches(seat, session));
      const views = new Map<string, SessionView>(
        week.map((session) => [session.id, sessionView(db, session)]),
      );
      const mine = (session: SessionRow): number => (session.instructorId === seat.personId ? 0 : 1);
      const left = week
        .filter(
          (session) =>
            session.date === today &&
            !over(session.outcome) &&
            session.closedAt === null &&
            session.endsAt > time,
        )
        .sort((a, b) => mine(a) - mine(b) || (a.startsAt < b.startsAt ? -1 : 1));
      const soon = timeOf(minutesOf(time) + early);
      const running = left.find((session) => session.startsAt <= soon);
      const next = running ?? left.sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1))[0];
      return {
        today,
        now: time,
        current: next ? (views.get(next.id) ?? null) : null,
        running: running !== undefined,
        todos: todosOf(db, today, seat, now),
        week: Array.from({ length: 7 }, (_, index) => addDays(monday, index))
          .map((date) => ({
            date,
            sessions: week
              .filter((session) => session.date === date)
              .flatMap((session) => views.get(session.id) ?? []),
          }))
          .filter((day) => day.sessions.length > 0 || day.date === today),
        cohorts: listCohorts(db, today)
          .filter((cohort) => !seat.scope || cohort.id === seat.scope.cohortId)
          .map(({ id, name, learners }) => ({ id, name, learners })),
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
      const { id: _id, outcome: _outcome, closedAt, ...plan } = getSession(db, sessionId);
      if (closedAt !== null) throw refuse('conflict', 'roll_closed');
      const changed = {
        ...plan,
        ...Object.fromEntries(Object.entries(edits).filter(([, value]) => value !== undefined)),
      };
      requireTimes(changed.startsAt, changed.endsAt);
      write(sessionEntity, sessionId, 'plan', changed);
      return {};
    },
    remove: ({ sessionId }, { db, write }) => {
      if (marksOf(db, sessionId).size > 0) throw refuse('conflict', 'session_has_marks');
      getSession(db, sessionId);
      write(sessionEntity, sessionId, 'plan', null);
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
        kind: 'live_class',
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
      if (outcome.kind === 'stopped_early' && outcome.stoppedAt === null)
        throw refuse('validation', 'stop_time_needed');
      if (outcome.gaps.some((gap) => gap.to !== null && gap.to < gap.from))
        throw refuse('validation', 'gap_reversed');
      write(sessionEntity, sessionId, 'outcome', outcome, why ?? null);
      settleInterruption(db, sessionId);
      return sessionView(db, getSession(db, sessionId));
    },
    interruption: (_input, { db, seat }) => {
      const stops = openStops(db).filter(({ session }) => reaches(seat, session));
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
