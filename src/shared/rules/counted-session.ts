import { endOf, heldMinutes, plannedMinutes } from './outcome.ts';

/** The clock on the center's wall. */
export interface Now {
  date: string;
  time: string;
}

/** What the figures need of a session. */
export interface FigureSession {
  id: string;
  date: string;
  startsAt: string;
  endsAt: string;
  outcome: {
    kind: string;
    gaps: readonly { from: string; to: string | null }[];
    stoppedAt: string | null;
  };
  /** The session whose lost minutes this one makes up for. */
  makeUpFor: string | null;
}

/** A session as it counts, the same for everybody of the cohort. */
export interface CountedSession {
  id: string;
  date: string;
  /** Whole minutes in which class was held, or will be if it goes as planned. */
  held: number;
  /** Minutes that the center planned and did not hold; a class that was moved is held on its new day. */
  lost: number;
  /** Class is over by now. */
  ended: boolean;
  /** Null for a regular class; else the regular class whose lost minutes it makes up for. */
  makesUpFor: string | null;
}

/** The regular class at the end of a chain of make-ups; of a circle, the one where it closes. */
function rootOf(session: FigureSession, byId: ReadonlyMap<string, FigureSession>): string | null {
  const seen = new Set([session.id]);
  let root = session.makeUpFor;
  while (root !== null && !seen.has(root)) {
    seen.add(root);
    const next = byId.get(root)?.makeUpFor ?? null;
    if (next === null) break;
    root = next;
  }
  return root;
}

/** Class is over by now. */
export function hasEnded(
  session: Pick<FigureSession, 'date' | 'startsAt' | 'endsAt' | 'outcome'>,
  now: Now,
): boolean {
  if (session.date !== now.date) return session.date < now.date;
  return endOf(session, session.outcome) <= now.time;
}

/**
 * The sessions of a cohort in the order in which they take place, made ready for `tallyOf`.
 *
 * Minutes are those of the clock on the wall: a class from 02:30 to 04:30 has 120 minutes also in the night in which
 * clocks jump from 03:00 to 04:00, for that is what was planned, told to everybody and written on the roll.
 */
export function countSessions(sessions: readonly FigureSession[], now: Now): CountedSession[] {
  const byId = new Map(sessions.map((session) => [session.id, session]));
  const place = (session: FigureSession): string => `${session.date} ${session.startsAt} ${session.id}`;
  return [...sessions]
    .sort((a, b) => (place(a) < place(b) ? -1 : 1))
    .map((session) => {
      const held = heldMinutes(session, session.outcome);
      const makesUpFor = rootOf(session, byId);
      const owes = makesUpFor === null && session.outcome.kind !== 'moved';
      return {
        id: session.id,
        date: session.date,
        held,
        lost: owes ? plannedMinutes(session) - held : 0,
        ended: hasEnded(session, now),
        makesUpFor,
      };
    });
}
