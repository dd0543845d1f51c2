import type { SessionView } from '../../shared/contract/session-values.ts';
import { addDays, minutesOf, timeOf } from '../../shared/rules/time.ts';
import type { Seat } from '../center/gate.ts';
import type { Database } from '../database/sqlite.ts';
import { listCohorts } from '../roster/queries.ts';
import { weekOf } from './calendar.ts';
import { clockOf } from './clock.ts';
import { makeUpsOwed } from './make-ups.ts';
import { isOff } from './outcomes.ts';
import type { SessionRow } from './queries.ts';
import { todosFor } from './todos.ts';

/** A roll may be taken from a quarter of an hour before class, and it is "now" until class ends. */
const early = 15;
/** A class may still be opened in a cohort that was over so many days ago. */
const lately = 60;

/** A substitute sees the classes of one cohort on one day. */
export function reachOf({ scope }: Seat): (session: SessionRow) => boolean {
  return (session) => !scope || (session.cohortId === scope.cohortId && session.date === scope.day);
}

/** The class on the large card: the one that runs, one's own first, else the next one of today. */
function nowAmong(sessions: readonly SessionView[], time: string, seat: Seat) {
  const teaches = (session: SessionView): boolean =>
    seat.personId === (session.substituteId ?? session.instructorId);
  const left = sessions
    .filter((session) => !isOff(session.outcome) && session.closedAt === null && session.endsAt > time)
    .sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
  const soon = timeOf(minutesOf(time) + early);
  const runs = left.filter((session) => session.startsAt <= soon);
  const running = runs.find(teaches) ?? runs[0];
  return { current: running ?? left[0] ?? null, running: running !== undefined };
}

/** Cohorts of the present, or all where every one is long over. */
function cohortsToOpen(db: Database, today: string) {
  const present = listCohorts(db, today, addDays(today, -lately));
  return present.length > 0 ? present : listCohorts(db, today);
}

/** The queries behind it are a fixed number, however many classes, learners and marks there are. */
export function todayFor(db: Database, seat: Seat, now: number) {
  const clock = clockOf(db, now);
  const { date: today, time } = clock;
  const reaches = reachOf(seat);
  // Planning is not a substitute's to do.
  const owed = seat.role === 'substitute' ? [] : makeUpsOwed(db, clock);
  const week = weekOf(db, today, owed, reaches);
  const sessions = week.find((day) => day.date === today)?.sessions ?? [];
  return {
    today,
    now: time,
    ...nowAmong(sessions, time, seat),
    todos: todosFor(db, { seat, clock, owed, reaches }),
    week: week.filter(
      (day) => day.sessions.length + day.proposals.length > 0 || day.holiday !== null || day.date === today,
    ),
    cohorts: cohortsToOpen(db, today)
      .filter((cohort) => !seat.scope || cohort.id === seat.scope.cohortId)
      .map(({ id, name, learners }) => ({ id, name, learners })),
  };
}
