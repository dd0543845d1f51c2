/** Days in a row, both ends included; `to` is null while they last. */
export interface Stretch {
  from: string;
  to: string | null;
}

/** When a learner belongs to a cohort. */
export interface Enrollment {
  /** Null for somebody who was never enrolled: a walk-in. */
  startsOn: string | null;
  /** The last day; null while it lasts. */
  endsOn: string | null;
  /** Days inside on which she was not expected. */
  pauses: readonly Stretch[];
  /** Whole minutes that a transfer brought along, null for none. */
  creditMinutes: number | null;
}

export type Presence = 'expected' | 'before' | 'after' | 'paused' | 'never';

/** Whether a class on a date (`YYYY-MM-DD`) expects somebody, and if not, why. */
export function presenceOn({ startsOn, endsOn, pauses }: Enrollment, date: string): Presence {
  if (startsOn === null) return 'never';
  if (date < startsOn) return 'before';
  if (endsOn !== null && date > endsOn) return 'after';
  const pausedOn = pauses.some(({ from, to }) => date >= from && (to === null || date <= to));
  return pausedOn ? 'paused' : 'expected';
}
