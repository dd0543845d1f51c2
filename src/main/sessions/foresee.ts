import type { Collision, Foreseen } from '../../shared/contract/sessions-series.ts';
import { clockChange } from '../../shared/rules/clock-change.ts';
import { overlaps } from '../../shared/rules/free-slot.ts';
import { findCenter } from '../center/queries.ts';
import type { Database } from '../database/sqlite.ts';
import { cohortNames } from '../roster/queries.ts';
import { holidaysBetween } from './holiday-queries.ts';
import { isOff } from './outcomes.ts';
import { listSessions, type SessionRow } from './queries.ts';

/** A class as it would be. */
interface Meant {
  date: string;
  startsAt: string;
  endsAt: string;
  cohortId: string;
  room: string | null;
  instructorId: string | null;
}

/** What each class would run into: holidays, other classes, a change of the clocks. `without` do not count as others. */
export function foresee(
  db: Database,
  classes: readonly Meant[],
  without: ReadonlySet<string> = new Set(),
): Foreseen[] {
  const dates = classes.map((one) => one.date).sort();
  const [first, last] = [dates[0], dates.at(-1)];
  if (first === undefined || last === undefined) return [];
  const timeZone = findCenter(db)?.timeZone ?? 'UTC';
  const holidays = holidaysBetween(db, first, last);
  const names = cohortNames(db);
  const byDate = new Map<string, SessionRow[]>();
  for (const session of listSessions(db, first, last)) {
    if (without.has(session.id) || isOff(session.outcome)) continue;
    byDate.set(session.date, [...(byDate.get(session.date) ?? []), session]);
  }
  return classes.map((one) => ({
    date: one.date,
    startsAt: one.startsAt,
    endsAt: one.endsAt,
    holiday: holidays.get(one.date) ?? null,
    clock: clockChange(one, timeZone),
    collisions: (byDate.get(one.date) ?? []).flatMap((session): Collision[] => {
      const of = overlaps(session, one) ? sharedBy(session, one) : null;
      if (of === null) return [];
      const { id, title, kind, cohortId, startsAt, endsAt } = session;
      return [
        { sessionId: id, title, kind, cohortName: names.get(cohortId)?.name ?? '', startsAt, endsAt, of },
      ];
    }),
  }));
}

/** What two classes at the same time would both need, or null. */
export function sharedBy(
  session: SessionRow,
  one: Omit<Meant, 'date' | 'startsAt' | 'endsAt'>,
): Collision['of'] | null {
  if (session.cohortId === one.cohortId) return 'cohort';
  const teaches = session.substituteId ?? session.instructorId;
  if (one.instructorId !== null && teaches === one.instructorId) return 'instructor';
  return one.room !== null && session.room === one.room ? 'room' : null;
}
