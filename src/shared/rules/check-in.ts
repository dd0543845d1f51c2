import { type Enrollment, presenceOn } from './enrollment.ts';
import { percentOf, type Tally } from './figures.ts';
import type { EnrollmentStatus } from './learner.ts';
import { type Pause, statusOn } from './pauses.ts';

/** Why somebody is to be checked in with; the screen has the words. */
export type CheckInReason =
  /** She missed the last classes that counted, this many in a row. */
  | { kind: 'missed_last'; count: number }
  /** With this many more absences she could reach `reach` percent at most, and the program asks for `threshold`. */
  | { kind: 'next_two'; sessions: number; reach: number; threshold: number }
  /** Whatever she attends from now on, she reaches `reach` percent at most. */
  | { kind: 'out_of_reach'; reach: number; threshold: number };

/**
 * Reasons to check in with a learner, none for most. Compared exactly, in minutes: a percentage that rounding
 * lifted to the threshold does not meet it.
 * @param threshold percent of countable minutes that the program asks for, null for none
 */
export function checkInReasons(tally: Tally, threshold: number | null): CheckInReason[] {
  const reasons: CheckInReason[] = [];
  if (tally.consecutiveAbsences >= 2) reasons.push({ kind: 'missed_last', count: tally.consecutiveAbsences });
  const whole = tally.countable + tally.open;
  // Before the first mark there is nothing that one could be worried about.
  if (threshold === null || tally.countable === 0) return reasons;
  const most = tally.credited + tally.open + tally.openMakeUps;
  const meets = (part: number): boolean => 100 * part >= threshold * whole;
  const missing = tally.next.reduce((sum, minutes) => sum + minutes, 0);
  const reachOf = (part: number): number => percentOf(part, whole) ?? 0;
  if (!meets(most)) reasons.push({ kind: 'out_of_reach', reach: reachOf(most), threshold });
  else if (missing > 0 && !meets(most - missing))
    reasons.push({
      kind: 'next_two',
      sessions: tally.next.length,
      reach: reachOf(most - missing),
      threshold,
    });
  return reasons;
}

/**
 * How pressing reasons are, smaller is sooner: what the next two classes decide can still be helped, an absence asks
 * for a call, and what is out of reach already does not get worse by a day.
 */
export function urgencyOf(reasons: readonly CheckInReason[]): number {
  const has = (kind: CheckInReason['kind']): boolean => reasons.some((reason) => reason.kind === kind);
  return has('next_two') ? 0 : has('missed_last') ? 1 : 2;
}

/** Somebody who can still be checked in with in this cohort: enrolled today, not paused, not gone. */
export function isHere(
  person: Enrollment & { status: EnrollmentStatus | null; pauses: readonly Pause[] },
  today: string,
): boolean {
  if (person.status === null || presenceOn(person, today) !== 'expected') return false;
  const status = statusOn({ status: person.status, pauses: person.pauses }, today);
  return status === 'enrolled' || status === 'returned';
}
