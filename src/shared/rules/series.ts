import { addDays, daysBetween } from './time.ts';

/** A class a week: 1 is Monday, 7 Sunday (ISO 8601); local wall times. */
export interface Slot {
  weekday: number;
  startsAt: string;
  endsAt: string;
}

/** One class of a series as its pattern gives it. */
export interface Occurrence {
  date: string;
  startsAt: string;
  endsAt: string;
}

/** Weekday of a date, 1 is Monday, 7 Sunday. */
export function weekdayOf(date: string): number {
  return ((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
}

/** Every date on which a pattern has a class, both ends of the range included, in their order. */
export function occurrencesOf(pattern: { from: string; to: string; slots: readonly Slot[] }): Occurrence[] {
  const byWeekday = new Map(pattern.slots.map((slot) => [slot.weekday, slot]));
  const found: Occurrence[] = [];
  for (let left = daysBetween(pattern.from, pattern.to), date = pattern.from; left >= 0; left--) {
    const slot = byWeekday.get(weekdayOf(date));
    if (slot) found.push({ date, startsAt: slot.startsAt, endsAt: slot.endsAt });
    date = addDays(date, 1);
  }
  return found;
}

/** The pattern some days later: a class on Sunday that moves by one day is a class on Monday. */
export function shiftSlots(slots: readonly Slot[], days: number): Slot[] {
  const turned = (weekday: number): number => ((((weekday - 1 + days) % 7) + 7) % 7) + 1;
  return slots.map((slot) => ({ ...slot, weekday: turned(slot.weekday) })).sort(byWeekday);
}

const byWeekday = (a: Slot, b: Slot): number => a.weekday - b.weekday;
