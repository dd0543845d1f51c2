import { minutesOf } from './time.ts';

/** A stretch without class in minutes since midnight, `to` null while it lasts. */
interface Gap {
  from: string;
  to: string | null;
}
interface Planned {
  startsAt: string;
  endsAt: string;
}
interface Outcome {
  kind: string;
  gaps: readonly Gap[];
  stoppedAt: string | null;
}

/** When class is over: at the planned end, or where it stopped before that. */
export function endOf({ endsAt }: Planned, { kind, stoppedAt }: Outcome): string {
  return kind === 'stopped_early' && stoppedAt !== null && stoppedAt < endsAt ? stoppedAt : endsAt;
}

/** Minutes from start to end; a session never crosses midnight. */
export function plannedMinutes({ startsAt, endsAt }: Planned): number {
  return Math.max(0, minutesOf(endsAt) - minutesOf(startsAt));
}

/**
 * Minutes in which class was held: none when it was cancelled or moved, else from start to end or to where it
 * stopped, without the gaps. Overlapping gaps count once; what lies outside the session, or ends before it begins,
 * counts nothing; a gap that still lasts reaches to the end.
 */
export function heldMinutes(session: Planned, outcome: Outcome): number {
  if (outcome.kind === 'cancelled' || outcome.kind === 'moved') return 0;
  const start = minutesOf(session.startsAt);
  const end = minutesOf(endOf(session, outcome));
  const gaps = outcome.gaps
    .map(
      (gap) =>
        [
          Math.max(start, minutesOf(gap.from)),
          Math.min(end, gap.to === null ? end : minutesOf(gap.to)),
        ] as const,
    )
    .filter(([from, to]) => from < to)
    .sort(([a], [b]) => a - b);
  let held = 0;
  let at = start;
  for (const [from, to] of gaps) {
    if (from > at) held += Math.min(from, end) - at;
    at = Math.max(at, to);
  }
  return Math.max(0, held + Math.max(0, end - at));
}

/**
 * Minutes of a class that the center planned, did not hold and has not made up. What was moved is held elsewhere and
 * owes nothing. `madeUp` are the held minutes of its make-ups, the planned ones of those still to come.
 */
export function owedMinutes(session: Planned, outcome: Outcome, madeUp: number): number {
  if (outcome.kind === 'moved') return 0;
  return Math.max(0, plannedMinutes(session) - heldMinutes(session, outcome) - madeUp);
}
