import type { SessionView } from '../../shared/contract/session-values.ts';
import { endOf } from '../../shared/rules/outcome.ts';
import { mayDo } from '../../shared/rules/permissions.ts';
import { addDays, minutesOf, timeOf } from '../../shared/rules/time.ts';
import type { Seat } from '../center/gate.ts';
import type { Database } from '../database/sqlite.ts';
import { isOver, listCohorts } from '../roster/queries.ts';
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

/** As many other classes of the same time as the card has room for. */
const beside = 3;

/** The class on the large card: the one that runs, one's own first, else the next one of today; others run beside it. */
function nowAmong(sessions: readonly SessionView[], time: string, seat: Seat) {
  const teaches = (session: SessionView): boolean =>
    seat.personId === (session.substituteId ?? session.instructorId);
  const left = sessions
    .filter(
      (session) =>
        !isOff(session.outcome) && session.closedAt === null && endOf(session, session.outcome) > time,
    )
    .sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1));
  const soon = timeOf(minutesOf(time) + early);
  const runs = left.filter((session) => session.startsAt <= soon);
  const running = runs.find(teaches) ?? runs[0];
  return {
    current: running ?? left[0] ?? null,
    running: running !== undefined,
    also: runs.filter((session) => session !== running).slice(0, beside),
  };
}

/**
 * Cohorts of the present, those that are over last; all of them where every one is long over. The form that opens a
 * class has the rest: nobody is counted in the cohorts of ten years each time Today is shown.
 */
function cohortsToOpen(db: Database, today: string) {
  const present = listCohorts(db, today, addDays(today, -lately));
  const cohorts = present.length > 0 ? present : listCohorts(db, today);
  return cohorts.sort((a, b) => Number(isOver(a, today)) - Number(isOver(b, today)));
}

/** The queries behind it are a fixed number, however many classes, learners and marks there are. */
export function todayFor(db: Database, seat: Seat, now: number) {
  const clock = clockOf(db, now);
  const { date: today, time } = clock;
  const reaches = reachOf(seat);
  const owed = mayDo(seat.role, 'session.plan') ? makeUpsOwed(db, clock) : [];
  const week = weekOf(db, today, owed, reaches);
  const sessions = week.find((day) => day.date === today)?.sessions ?? [];
  return {
    today,
    now: time,
    ...nowAmong(sessions, time, seat),
    todos: todosFor(db, { seat, clock, owed, reaches }),
    week: week.filter((day) => !seat.scope || day.date === seat.scope.day),
    cohorts: cohortsToOpen(db, today)
      .filter((cohort) => !seat.scope || cohort.id === seat.scope.cohortId)
      .map(({ id, name, learners }) => ({ id, name, learners })),
  };
}
