import type { Day, Proposal } from '../../shared/contract/sessions.ts';
import { addDays, mondayOf } from '../../shared/rules/time.ts';
import type { Database } from '../database/sqlite.ts';
import { cohortNames } from '../roster/queries.ts';
import { clockOf } from './clock.ts';
import { holidaysBetween } from './holiday-queries.ts';
import { makeUpsOwed, type Owed } from './make-ups.ts';
import { listSessions, type SessionRow } from './queries.ts';
import { sessionViews } from './view.ts';

/** The seven days of a week, Monday first. */
export function weekOf(
  db: Database,
  date: string,
  owed: readonly Owed[],
  reaches: (session: SessionRow) => boolean = () => true,
): Day[] {
  const monday = mondayOf(date);
  const sunday = addDays(monday, 6);
  const holidays = holidaysBetween(db, monday, sunday);
  const sessions = sessionViews(db, listSessions(db, monday, sunday).filter(reaches));
  const proposals = proposalsOf(db, owed);
  return Array.from({ length: 7 }, (_, index) => addDays(monday, index)).map((day) => ({
    date: day,
    holiday: holidays.get(day) ?? null,
    sessions: sessions.filter((session) => session.date === day),
    proposals: proposals.filter((proposal) => proposal.date === day),
  }));
}

function proposalsOf(db: Database, owed: readonly Owed[]): Proposal[] {
  const names = cohortNames(db);
  return owed.flatMap(({ session, free }) =>
    free === null
      ? []
      : [
          {
            ...free,
            forSessionId: session.id,
            cohortId: session.cohortId,
            cohortName: names.get(session.cohortId)?.name ?? '',
            title: session.title,
            kind: session.kind,
          },
        ],
  );
}

export function calendarOf(db: Database, date: string, now: number) {
  const clock = clockOf(db, now);
  return { today: clock.date, now: clock.time, days: weekOf(db, date, makeUpsOwed(db, clock)) };
}
