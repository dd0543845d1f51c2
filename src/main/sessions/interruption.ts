import { z } from 'zod';
import { wallClock } from '../../shared/rules/time.ts';
import { countMarks } from '../attendance/queries.ts';
import type { Database } from '../database/sqlite.ts';
import { getState, setState } from '../database/state.ts';
import { listSessions, type SessionRow } from './queries.ts';

const stop = z.object({ stoppedAt: z.int(), at: z.string(), sessionIds: z.array(z.string()) });
export type Stop = z.infer<typeof stop>;

/** Classes that ran, with their roll open, when the program was cut off: somebody must say how they went on. */
export function noteInterruption(db: Database, stoppedAt: number, timeZone: string): void {
  const { date, time } = wallClock(stoppedAt, timeZone);
  const running = listSessions(db, date, date).filter((session) => wasRunning(db, session, time));
  if (running.length === 0) return;
  const known = readInterruption(db)?.sessionIds ?? [];
  const sessionIds = [...new Set([...known, ...running.map((session) => session.id)])];
  setState(db, 'interruption', JSON.stringify({ stoppedAt, at: time, sessionIds } satisfies Stop));
}

function wasRunning(db: Database, session: SessionRow, time: string): boolean {
  const over =
    session.outcome.kind === 'cancelled' ||
    session.outcome.kind === 'moved' ||
    session.outcome.kind === 'stopped_early';
  const within = session.startsAt <= time && time < session.endsAt;
  return !over && session.closedAt === null && within && countMarks(db, session.id, []).recorded > 0;
}

export function readInterruption(db: Database): Stop | null {
  const text = getState(db, 'interruption');
  return text === undefined ? null : stop.parse(JSON.parse(text));
}

/** Takes one session off the question; the question goes with the last. */
export function settleInterruption(db: Database, sessionId: string): void {
  const question = readInterruption(db);
  if (!question) return;
  const sessionIds = question.sessionIds.filter((id) => id !== sessionId);
  setState(db, 'interruption', sessionIds.length === 0 ? null : JSON.stringify({ ...question, sessionIds }));
}
