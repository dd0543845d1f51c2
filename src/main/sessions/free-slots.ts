import { firstFree, type Slot } from '../../shared/rules/free-slot.ts';
import { plannedMinutes } from '../../shared/rules/outcome.ts';
import { weekdayOf } from '../../shared/rules/series.ts';
import { addDays } from '../../shared/rules/time.ts';
import type { Database } from '../database/sqlite.ts';
import { sharedBy } from './foresee.ts';
import { holidaysBetween } from './holiday-queries.ts';
import { isOff } from './outcomes.ts';
import { listSessions, type SessionRow } from './queries.ts';

/** How far ahead a slot is looked for, and how far back the usual days and times, days. */
const ahead = 28;
const back = 56;
/** Days and times where a center has no habits yet: Monday to Friday, morning and afternoon. */
const weekdays = [1, 2, 3, 4, 5];
const starts = ['10:00', '14:00'];

/** Finds slots for classes one after another; each that is found is taken for those after it. */
export interface SlotFinder {
  find(session: SessionRow, minutes: number): Slot | null;
}

/**
 * Free is what takes neither the cohort, its instructor nor the room, on no holiday, on a day and at a time at which
 * the center has classes, from tomorrow on: people must hear of it. Two queries for however many classes.
 */
export function slotFinder(db: Database, today: string): SlotFinder {
  const last = addDays(today, ahead - 1);
  const around = listSessions(db, addDays(today, -back), last).filter(({ outcome }) => !isOff(outcome));
  const holidays = new Set(holidaysBetween(db, today, last).keys());
  const coming = around.filter((session) => session.date >= today);
  const used = new Set(around.map((session) => weekdayOf(session.date)));
  const days = used.size >= 2 ? used : new Set(weekdays);
  const usual = around.map((session) => session.startsAt);
  const taken: { session: SessionRow; slot: Slot }[] = [];

  return {
    find: (session, minutes) => {
      const busy = [
        ...coming.filter((one) => one.id !== session.id && sharedBy(one, session) !== null),
        ...taken.filter((one) => sharedBy(one.session, session) !== null).map((one) => one.slot),
      ];
      const slot = firstFree({
        minutes: Math.min(minutes, plannedMinutes(session)),
        from: addDays(today, 1),
        days: ahead - 1,
        weekdays: days,
        starts: usual.length > 0 ? [...usual, ...starts] : starts,
        holidays,
        busy,
      });
      if (slot) taken.push({ session, slot });
      return slot;
    },
  };
}
