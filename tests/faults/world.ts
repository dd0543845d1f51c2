import type { Random } from '../../src/main/sample/random.ts';
import type { Effect } from './journal.ts';
import { type Program, startProgram } from './program.ts';

/** What the driven program's acts work on. */
export interface World {
  program: Program;
  /** Holds data, state, and a stick for backups. */
  folder: string;
  now: () => number;
  random: Random;
  passphrase: string;
  sessions: string[];
  backups: { path: string; passphrase: string }[];
}

/** One act: `begin` is what it will have done, as far as that is known; `perform` answers once it is acknowledged. */
export interface Step {
  begin: Effect;
  /** Returns what is known only now; it takes the place of `begin` where it says something. */
  perform(): Promise<Effect>;
}

/** An act that has nothing to do just now is null. */
export type Act = (world: World) => Promise<Step | null>;

/**
 * The clock of a class: it begins at 10:00 in Kyiv on one day, or some minutes later, whatever the clock on the wall
 * says. Of several processes that work on one folder in turn, each begins later than the one before.
 */
export function createClock(minutes = 0): () => number {
  const start = Date.parse('2026-03-12T08:00:00Z') + minutes * 60_000;
  return () => start + Math.floor(performance.now());
}

export function startAgain(world: World): void {
  world.program = startProgram(world.folder, world.now);
}

/** All rolls as the screen shows them. */
export async function readRolls(world: World): Promise<NonNullable<Effect['rolls']>> {
  const rolls: NonNullable<Effect['rolls']> = [];
  for (const sessionId of world.sessions) {
    const roll = await world.program.send('attendance.roll', { sessionId });
    const rows = roll.ok ? roll.data.rows : [];
    rolls.push({
      sessionId,
      open: roll.ok && roll.data.session.closedAt === null,
      marks: rows.flatMap(({ learnerId, mark }) =>
        mark ? [[learnerId, JSON.stringify(mark)] satisfies [string, string]] : [],
      ),
    });
  }
  return rolls;
}
