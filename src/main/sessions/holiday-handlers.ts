import { refuse } from '../../shared/result.ts';
import { plannedMinutes } from '../../shared/rules/outcome.ts';
import { addDays, daysBetween } from '../../shared/rules/time.ts';
import { begunIn } from '../attendance/queries.ts';
import type { Database } from '../database/sqlite.ts';
import type { Handlers } from '../dispatch.ts';
import { clockOf } from './clock.ts';
import { holidayEntity, sessionEntity } from './entities.ts';
import { slotFinder } from './free-slots.ts';
import { holidaysBetween } from './holiday-queries.ts';
import { isFixed, planOf } from './later.ts';
import { planned } from './outcomes.ts';
import { getSession, listSessions, type SessionRow } from './queries.ts';
import { sessionViews } from './view.ts';

type Named = 'holidays' | 'addHoliday' | 'removeHoliday' | 'classesOn' | 'clearHoliday';

/** Days that one holiday may last, so that a slip of the year does not empty the plan. */
const longest = 100;

function daysOf({ from, to }: { from: string; to: string }): string[] {
  if (from > to) throw refuse('validation', 'dates_reversed');
  const days = daysBetween(from, to) + 1;
  if (days > longest) throw refuse('validation', 'holiday_too_long');
  return Array.from({ length: days }, (_, index) => addDays(from, index));
}

/** Classes on some dates that can still be cancelled or moved without touching what was recorded. */
function openOn(db: Database, from: string, to: string): SessionRow[] {
  const sessions = listSessions(db, from, to);
  const begun = begunIn(
    db,
    sessions.map((session) => session.id),
  );
  return sessions.filter((session) => !isFixed(session, begun));
}

export function holidayHandlers(): Pick<Handlers<'sessions'>, Named> {
  return {
    holidays: (_input, { db, now }) => {
      const year = Number(clockOf(db, now).date.slice(0, 4)) - 1;
      const holidays: { from: string; to: string; name: string }[] = [];
      for (const [date, name] of holidaysBetween(db, `${year}-01-01`, '9999-12-31')) {
        const last = holidays.at(-1);
        if (last?.name === name && addDays(last.to, 1) === date) last.to = date;
        else holidays.push({ from: date, to: date, name });
      }
      return { holidays };
    },
    addHoliday: ({ from, to, name }, { write }) => {
      const days = daysOf({ from, to });
      for (const day of days) write(holidayEntity, day, 'day', { name });
      return { days: days.length };
    },
    removeHoliday: (stretch, { write }) => {
      const days = daysOf(stretch);
      for (const day of days) write(holidayEntity, day, 'day', null);
      return { days: days.length };
    },
    classesOn: (stretch, { db, now }) => {
      daysOf(stretch);
      const { date } = clockOf(db, now);
      const sessions = openOn(db, stretch.from, stretch.to);
      // After the holiday: what was to come next week is not brought forward to tomorrow.
      const slots = slotFinder(db, stretch.to > date ? stretch.to : date);
      const free = sessions.map((session) => slots.find(session, plannedMinutes(session)));
      return {
        classes: sessionViews(db, sessions).map((session, index) => ({ session, free: free[index] ?? null })),
      };
    },
    clearHoliday: ({ choices }, { db, write }) => {
      const begun = begunIn(
        db,
        choices.map((choice) => choice.id),
      );
      for (const { id, to } of choices) {
        const session = getSession(db, id);
        if (isFixed(session, begun)) throw refuse('conflict', 'session_begun');
        if (to && to.startsAt >= to.endsAt) throw refuse('validation', 'ends_before_start');
        if (to) write(sessionEntity, id, 'plan', { ...planOf(session), ...to });
        else write(sessionEntity, id, 'outcome', { ...planned, kind: 'cancelled', reason: 'holiday' });
      }
      const moved = choices.filter((choice) => choice.to !== null).length;
      return { moved, cancelled: choices.length - moved };
    },
  };
}
