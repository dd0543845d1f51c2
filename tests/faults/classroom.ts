import type { Random } from '../../src/main/sample/random.ts';
import { makeStick, setUp } from './folder-acts.ts';
import { importClass } from './import-act.ts';
import { passphrase, signIn, startProgram } from './program.ts';
import { addCohort, fillBlanks, mark, openNow } from './roll-acts.ts';
import { type Act, createClock, readRolls, type World } from './world.ts';

async function perform(act: Act, world: World): Promise<void> {
  await (await act(world))?.perform();
}

/** The program on a folder, in this process; nothing is opened or set up. */
export function enterRoom(folder: string, random: Random, now: () => number = createClock()): World {
  const program = startProgram(folder, now);
  return { program, folder, now, random, passphrase, sessions: [], backups: [] };
}

/** Sets up a center with a class of 25 that has begun, its roll half taken, and closes the program. */
export async function prepareRoom(folder: string, random: Random): Promise<void> {
  const world = enterRoom(folder, random);
  makeStick(world);
  for (const act of [setUp, addCohort, importClass, openNow]) await perform(act, world);
  for (let count = 0; count < 12; count++) await perform(mark, world);
  world.program.close();
}

/** Signs in and finds the sessions of the day. */
export async function takeSeat(world: World): Promise<void> {
  await signIn(world.program, world.passphrase);
  await findSessions(world);
}

export async function findSessions(world: World): Promise<void> {
  const { week } = await world.program.call('sessions.today', {});
  world.sessions = week.flatMap((day) => day.sessions.map((session) => session.id));
}

export const markOne = (world: World): Promise<void> => perform(mark, world);
export const fillTheRest = (world: World): Promise<void> => perform(fillBlanks, world);

/** All marks as the screen shows them. */
export async function showMarks(world: World): Promise<string> {
  return JSON.stringify(await readRolls(world));
}
