import { z } from 'zod';
import { wallClock } from '../../shared/rules/time.ts';
import { countMarks } from '../attendance/queries.ts';
import type { Database } from '../database/sqlite.ts';
import { getState, setState } from '../database/state.ts';
import { findSession, listSessions, type SessionRow } from './queries.ts';

const note = z.object({ sessionId: z.string(), stoppedAt: z.int(), at: z.string() });
type Note = z.infer<typeof note>;

/** A class of which nobody has said yet how it went on; `at` is the wall time of the cut. */
export interface Stop {
  session: SessionRow;
  stoppedAt: number;
  at: string;
}

/** Classes that ran, with their roll open, when the program was cut off: somebody must say how they went on. */
export function noteInterruption(db: Database, stoppedAt: number, timeZone: string): void {
  const { date, time } = wallClock(stoppedAt, timeZone);
  const known = readNotes(db);
  const asked = new Set(known.map((one) => one.sessionId));
  const fresh = listSessions(db, date, date)
    .filter((session) => !asked.has(session.id) && wasRunning(db, session, time))
    .map((session): Note => ({ sessionId: session.id, stoppedAt, at: time }));
  if (fresh.length > 0) writeNotes(db, [...known, ...fresh]);
}

function wasRunning(db: Database, session: SessionRow, time: string): boolean {
  const over =
    session.outcome.kind === 'cancelled' ||
    session.outcome.kind === 'moved' ||
    session.outcome.kind === 'stopped_early';
  const within = session.startsAt <= time && time < session.endsAt;
  return !over && session.closedAt === null && within && countMarks(db, session.id, []).recorded > 0;
}

function readNotes(db: Database): Note[] {
  const text = getState(db, 'interruption');
  const parsed = text === undefined ? null : z.array(note).safeParse(JSON.parse(text));
  return parsed?.success ? parsed.data : [];
}

function writeNotes(db: Database, notes: readonly Note[]): void {
  setState(db, 'interruption', notes.length === 0 ? null : JSON.stringify(notes));
}

/** What is still to be answered, the latest cut first. A class that was taken off the plan since is not asked about. */
export function openStops(db: Database): Stop[] {
  return readNotes(db)
    .flatMap(({ sessionId, stoppedAt, at }) => {
      const session = findSession(db, sessionId);
      return session ? [{ session, stoppedAt, at }] : [];
    })
    .sort((a, b) => b.stoppedAt - a.stoppedAt);
}

/** Takes one session off the question. */
export function settleInterruption(db: Database, sessionId: string): void {
  const notes = readNotes(db);
  const left = notes.filter((one) => one.sessionId !== sessionId);
  if (left.length < notes.length) writeNotes(db, left);
}
