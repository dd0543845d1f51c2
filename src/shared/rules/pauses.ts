import type { EnrollmentStatus } from './learner.ts';
import { addDays } from './time.ts';

/** Dates on which somebody in a cohort was not expected, both included; `to` is null while it lasts. */
export interface Pause {
  from: string;
  to: string | null;
  reason: string | null;
}

/** Dates in a cohort, both included; `endsOn` is null while nobody knows of an end. */
export interface Period {
  startsOn: string;
  endsOn: string | null;
}

const beforeEnd = (date: string, end: string | null): boolean => end === null || date <= end;

export function isPausedOn(pauses: readonly Pause[], date: string): boolean {
  return pauses.some((pause) => pause.from <= date && beforeEnd(date, pause.to));
}

/**
 * The status of an enrollment as it is on a date: a pause that was planned ahead has not begun yet, and one whose
 * last day has passed is over without anybody saying so.
 */
export function statusOn(
  enrollment: { status: EnrollmentStatus; pauses: readonly Pause[] },
  date: string,
): EnrollmentStatus {
  const { status, pauses } = enrollment;
  if (status !== 'paused' || pauses.length === 0 || isPausedOn(pauses, date)) return status;
  return pauses.some((pause) => pause.from < date) ? 'returned' : 'enrolled';
}

/** Pauses in order, without empty ones; those that touch or overlap are one, with the reason that came first. */
export function tidyPauses(pauses: readonly Pause[]): Pause[] {
  const tidy: Pause[] = [];
  const sorted = pauses
    .filter((pause) => beforeEnd(pause.from, pause.to))
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  for (const pause of sorted) {
    const last = tidy.at(-1);
    if (!last || (last.to !== null && addDays(last.to, 1) < pause.from)) {
      tidy.push({ ...pause });
      continue;
    }
    if (last.to !== null && (pause.to === null || pause.to > last.to)) last.to = pause.to;
    last.reason ??= pause.reason;
  }
  return tidy;
}

/** Every pause ends before a date, on which she is back; what was to begin on or after it does not happen. */
export function pausesUntil(pauses: readonly Pause[], back: string): Pause[] {
  const last = addDays(back, -1);
  return tidyPauses(
    pauses.map((pause) => ({ ...pause, to: pause.to === null || pause.to > last ? last : pause.to })),
  );
}

interface Stay extends Period {
  pauses: readonly Pause[];
}

/** The dates of a stay without its pauses, as stretches in order. */
function stretchesOf({ startsOn, endsOn, pauses }: Stay): Period[] {
  const stretches: Period[] = [];
  let from: string | null = startsOn;
  for (const pause of tidyPauses(pauses)) {
    if (from === null || !beforeEnd(pause.from, endsOn)) break;
    if (pause.from > from) stretches.push({ startsOn: from, endsOn: addDays(pause.from, -1) });
    const next: string | null = pause.to === null ? null : addDays(pause.to, 1);
    from = next === null || next > from ? next : from;
  }
  if (from !== null && beforeEnd(from, endsOn)) stretches.push({ startsOn: from, endsOn });
  return stretches;
}

/** Several stays of one person in one cohort as one: she was expected on a date if any of them says so. */
export function joinStays(stays: readonly Stay[]): Stay {
  const stretches = stays.flatMap(stretchesOf).sort((a, b) => (a.startsOn < b.startsOn ? -1 : 1));
  const [first] = stretches;
  const [any] = stays;
  if (!first) return any ? { ...any } : { startsOn: '', endsOn: null, pauses: [] };
  const pauses: Pause[] = [];
  let endsOn = first.endsOn;
  for (const stretch of stretches.slice(1)) {
    if (endsOn === null) break;
    const next = addDays(endsOn, 1);
    if (next < stretch.startsOn) {
      const from = next;
      const reason =
        stays.flatMap((stay) => stay.pauses).find((pause) => pause.from === from)?.reason ?? null;
      pauses.push({ from, to: addDays(stretch.startsOn, -1), reason });
    }
    if (stretch.endsOn === null || stretch.endsOn > endsOn) endsOn = stretch.endsOn;
  }
  // A pause that still lasts ends no stay: she is in the cohort all the same.
  if (endsOn !== null && stays.some((stay) => stay.endsOn === null)) {
    const from = addDays(endsOn, 1);
    const reason = stays.flatMap((stay) => stay.pauses).find((pause) => pause.from === from)?.reason ?? null;
    pauses.push({ from, to: null, reason });
    endsOn = null;
  }
  return { startsOn: first.startsOn, endsOn, pauses };
}
