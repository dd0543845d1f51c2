import { toPercent } from './tenths.ts';
import { daysBetween, minutesOf } from './time.ts';

/** What is taken off for work that comes late. */
export interface LatePolicy {
  /** Percentage points of the whole, for each day begun. */
  perDay: number;
  /** No grade falls below it for being late, 0 to 100; one that is below already stays as it is. */
  floor: number;
  /** So many minutes after the due time are not late yet. */
  graceMinutes: number;
}

export interface Due {
  on: string;
  /** Wall time; null is the end of the day. */
  at: string | null;
  late: LatePolicy | null;
}

export interface HandedIn {
  on: string;
  /** Null where only the day is known: it counts from its beginning, in favor of the learner. */
  at: string | null;
}

const minutesInDay = 1440;
const endOfDay = '23:59';

/**
 * Days begun after the due time and the minutes of grace; 0 if in time. By clocks on the wall: a day has 24 hours,
 * also where summer time begins.
 */
export function daysLate(due: Due, handedIn: HandedIn): number {
  const over =
    daysBetween(due.on, handedIn.on) * minutesInDay +
    (handedIn.at === null ? 0 : minutesOf(handedIn.at)) -
    minutesOf(due.at ?? endOfDay);
  return Math.max(0, Math.ceil((over - (due.late?.graceMinutes ?? 0)) / minutesInDay));
}

/** A percentage, 0 to 100, after what being late takes off. */
export function afterLate(percent: number, days: number, policy: LatePolicy | null): number {
  if (days === 0 || policy === null) return percent;
  return toPercent(Math.max(Math.min(percent, policy.floor), percent - policy.perDay * days));
}
