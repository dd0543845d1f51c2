import type { CountedSession } from './counted-session.ts';
import { type Enrollment, presenceOn } from './enrollment.ts';
import { type CountsAs, defaultStatuses, type Status } from './statuses.ts';

/** What the figures need of a mark. */
export interface FigureMark {
  status: string;
  /** Whole minutes, for statuses that count in part. */
  minutesMissed?: number | undefined;
}

/** The sums from which every figure of a learner follows, in whole minutes. */
export interface Tally {
  credited: number;
  countable: number;
  /** Classes without a mark in which she can still be present: those to come, and blanks of the past. */
  open: number;
  /** The same of make-ups. */
  openMakeUps: number;
  /** Minutes of the next two regular classes to come that expect her, fewer where fewer are planned. */
  next: number[];
  consecutiveAbsences: number;
  owed: number;
  notRecorded: number;
  /** Date of the newest class of which she missed something, null if she never did. */
  missedOn: string | null;
}

/** The figures of a learner in a cohort. Percentages are whole, 0 to 100, rounded down: 74.9 is not the 75 that a rule asks for. */
export interface Figures {
  creditedMinutes: number;
  countableMinutes: number;
  /** Null while nothing counts yet. */
  percentage: number | null;
  /** Null while nothing counts and nothing is planned. */
  highestReachable: number | null;
  consecutiveAbsences: number;
  /** Minutes that the center stopped or cancelled and has not made up. */
  owedMinutes: number;
  /** Classes that are over and in which she has no mark. */
  notRecorded: number;
}

/** How each status counts; a code that a program has since given up counts as it does in the usual set. */
export function countsBy(statuses: readonly Status[]): ReadonlyMap<string, CountsAs> {
  return new Map([...defaultStatuses, ...statuses].map((status) => [status.code, status.countsAs]));
}

/**
 * Minutes of a class that a mark earns: held minutes less those missed, never below 0. Null where the class is
 * outside the count for her: excused, or a status that nobody knows any more.
 */
export function creditOf(
  held: number,
  { status, minutesMissed }: FigureMark,
  counts: ReadonlyMap<string, CountsAs>,
): number | null {
  const countsAs = counts.get(status);
  if (countsAs === 'present') return held;
  if (countsAs === 'part') return Math.max(0, held - (minutesMissed ?? 0));
  return countsAs === 'absent' ? 0 : null;
}

/**
 * Adds up what counts for one learner. Only classes on days on which she is enrolled and not paused do; marks on other
 * days are history. Excused classes and blanks are in neither part. A make-up that she attends adds to the credited
 * minutes only; missing one changes nothing. Minutes not held count for nobody and against nobody.
 *
 * Credit of a transfer is in both parts, as if this cohort had held those minutes before she came and she had
 * attended them all: it can lift a percentage and never lowers one.
 *
 * Minutes that the center lost are owed until a make-up was held on a day on which she was expected, or which she
 * attended; what the mark on the lost class says does not matter, for it is the center's debt. A loss that nobody will
 * make up for, whatever the reason, stays owed.
 *
 * @param sessions in order, from `countSessions`
 * @param marks of this learner, by session
 */
export function tallyOf(
  sessions: readonly CountedSession[],
  enrollment: Enrollment,
  marks: ReadonlyMap<string, FigureMark>,
  counts: ReadonlyMap<string, CountsAs>,
): Tally {
  const brought = enrollment.creditMinutes ?? 0;
  const tally: Tally = {
    credited: brought,
    countable: brought,
    open: 0,
    openMakeUps: 0,
    next: [],
    consecutiveAbsences: 0,
    owed: 0,
    notRecorded: 0,
    missedOn: null,
  };
  const lost = new Map<string, number>();
  const madeUp = new Map<string, number>();
  for (const session of sessions) {
    const { id, date, held, ended, makesUpFor } = session;
    const mark = marks.get(id);
    const credit = mark && held > 0 ? creditOf(held, mark, counts) : null;
    const expected = presenceOn(enrollment, date) === 'expected';
    if (makesUpFor !== null && ended && (expected || (credit !== null && credit > 0)))
      madeUp.set(makesUpFor, (madeUp.get(makesUpFor) ?? 0) + held);
    if (!expected) continue;
    if (session.lost > 0) lost.set(id, session.lost);
    if (held === 0) continue;
    if (!mark) addBlank(tally, session);
    else if (credit !== null) addMark(tally, session, credit, counts.get(mark.status) === 'absent');
  }
  for (const [id, minutes] of lost) tally.owed += Math.max(0, minutes - (madeUp.get(id) ?? 0));
  return tally;
}

function addBlank(tally: Tally, { held, ended, makesUpFor }: CountedSession): void {
  if (ended) tally.notRecorded += 1;
  if (makesUpFor !== null) tally.openMakeUps += held;
  else {
    tally.open += held;
    if (!ended && tally.next.length < 2) tally.next.push(held);
  }
}

function addMark(
  tally: Tally,
  { date, held, makesUpFor }: CountedSession,
  credit: number,
  absent: boolean,
): void {
  tally.credited += credit;
  if (makesUpFor !== null) {
    // Missing a make-up lowers nobody; coming to one ends a row of absences.
    if (!absent) tally.consecutiveAbsences = 0;
    return;
  }
  tally.countable += held;
  tally.consecutiveAbsences = absent ? tally.consecutiveAbsences + 1 : 0;
  if (credit < held) tally.missedOn = date;
}

/** A share as whole percent, rounded down and at most 100; null of nothing. */
export function percentOf(part: number, whole: number): number | null {
  return whole > 0 ? Math.min(100, Math.floor((100 * part) / whole)) : null;
}

export function figuresFrom(tally: Tally): Figures {
  const { credited, countable, open, openMakeUps } = tally;
  return {
    creditedMinutes: credited,
    countableMinutes: countable,
    percentage: percentOf(credited, countable),
    highestReachable: percentOf(credited + open + openMakeUps, countable + open),
    consecutiveAbsences: tally.consecutiveAbsences,
    owedMinutes: tally.owed,
    notRecorded: tally.notRecorded,
  };
}
