import { weekdayOf } from './series.ts';
import { addDays, minutesOf, timeOf } from './time.ts';

/** A stretch of one day in which a class takes place. */
export interface Slot {
  date: string;
  startsAt: string;
  endsAt: string;
}

export interface Wanted {
  /** Minutes that the class needs. */
  minutes: number;
  /** The first date that can be proposed. */
  from: string;
  /** How many days are looked at, the first one included. */
  days: number;
  /** Weekdays with classes, 1 is Monday. */
  weekdays: ReadonlySet<number>;
  /** Times at which classes begin. */
  starts: readonly string[];
  holidays: ReadonlySet<string>;
  /** What already takes the cohort, the instructor or the room. */
  busy: readonly Slot[];
  /** No class ends after this. */
  until?: string;
}

export const overlaps = (a: Slot, b: Slot): boolean =>
  a.date === b.date && a.startsAt < b.endsAt && b.startsAt < a.endsAt;

/** The first slot in which nobody is busy, on a usual day at a usual time, or null. */
export function firstFree(wanted: Wanted): Slot | null {
  const latest = minutesOf(wanted.until ?? '21:00');
  const starts = [...new Set(wanted.starts)].sort();
  for (let day = 0; day < wanted.days; day++) {
    const date = addDays(wanted.from, day);
    if (!wanted.weekdays.has(weekdayOf(date)) || wanted.holidays.has(date)) continue;
    const taken = wanted.busy.filter((one) => one.date === date);
    for (const startsAt of starts) {
      const end = minutesOf(startsAt) + wanted.minutes;
      if (end > latest) continue;
      const slot = { date, startsAt, endsAt: timeOf(end) };
      if (!taken.some((one) => overlaps(one, slot))) return slot;
    }
  }
  return null;
}
