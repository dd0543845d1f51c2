import { readdirSync, rmSync, statSync, truncateSync } from 'node:fs';
import { listBackups } from '../../src/main/database/backup.ts';
import type { ErrorCode } from '../../src/shared/result.ts';
import { markOne, showMarks, takeSeat } from './classroom.ts';
import { type Damage, type DamagedRoom, flipBit, startIn } from './damaged-room.ts';
import { ensure, ensureEqual, ensureFailure, failureOf } from './expect.ts';
import type { World } from './world.ts';

/** From the problem on the screen to the newest backup, which is there; what was damaged is kept beside it. */
export async function restoreNewest(room: DamagedRoom, world: World): Promise<void> {
  const { problem, stage } = await world.program.call('center.state', {});
  ensure(stage !== 'new', 'an empty laptop in place of the center');
  ensure(problem !== null && problem.backup !== null, 'no backup is offered');
  const { backups } = await world.program.call('center.findBackups', { folder: null });
  const [newest] = backups;
  ensureEqual(newest?.name, problem.backup.name, 'the newest backup');
  const unlock = { passphrase: world.passphrase };
  await world.program.call('center.restore', { path: newest?.path ?? '', unlock });
  await takeSeat(world);
  world.sessions = room.sessions;
  ensureEqual(await showMarks(world), room.marks.inBackup, 'marks from the backup');
  const kept = readdirSync(room.files.data).filter((name) => name.startsWith('center.kept-'));
  ensureEqual(kept.length, 1, 'folders that are kept');
  await markOne(world);
}

/** The screens of a roll; throws what they would say instead. */
async function readMarks(world: World): Promise<void> {
  for (const sessionId of world.sessions) await world.program.call('attendance.roll', { sessionId });
}

/** Waits for the program itself to find the damage, in the worker that looks once the screen is up. */
async function waitForProblem(world: World): Promise<boolean> {
  for (let tries = 0; tries < 100; tries++) {
    const state = await world.program.send('center.state', {});
    if (!state.ok || state.data.problem !== null) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}

/** A damaged database: opening says so, or the look that follows does; never is anything shown that is not there. */
async function meetDamage(room: DamagedRoom): Promise<void> {
  const world = startIn(room);
  try {
    ensureEqual((await world.program.call('center.state', {})).stage, 'sealed', 'stage');
    const opened = await world.program.send('center.unseal', { passphrase: world.passphrase });
    if (opened.ok) {
      const seen = (await failureOf(takeSeat(world))) ?? (await failureOf(readMarks(world)));
      if (seen?.code === 'locked') {
        // The database was closed as soon as a screen met the damage.
        const { problem } = await world.program.call('center.state', {});
        ensureEqual(problem?.reason, 'database_corrupt', 'the problem on the screen');
      } else if (seen) ensureEqual(seen.code, 'corrupt', 'what a screen says');
      if (seen === null) ensureEqual(await showMarks(world), room.marks.now, 'marks');
      ensure(await waitForProblem(world), 'nobody notices the damage');
    } else ensureFailure(opened, ['corrupt'], 'opening');
    await restoreNewest(room, world);
  } finally {
    world.program.close();
  }
}

export const flippedDatabase: Damage = async (room) => {
  flipBit(room.files.database, room.random);
  await meetDamage(room);
};

export const truncatedDatabase: Damage = async (room) => {
  truncateSync(room.files.database, room.random.below(statSync(room.files.database).size));
  await meetDamage(room);
};

export const missingDatabase: Damage = async (room) => {
  rmSync(room.files.database);
  await meetDamage(room);
};

/** A damaged backup is refused before anything is touched. */
export const damagedBackup: Damage = async (room) => {
  const [backup] = listBackups(room.files.backups);
  const path = backup?.path ?? '';
  if (room.random.below(3) === 0) truncateSync(path, room.random.below(statSync(path).size));
  else flipBit(path, room.random);
  const world = startIn(room);
  try {
    if (room.random.below(2) === 0) await takeSeat(world);
    const answer = await world.program.send('center.restore', {
      path,
      unlock: { passphrase: world.passphrase },
    });
    // A flipped bit of a key slot looks like a wrong passphrase; one in an unused field of the archive hurts nothing.
    const typed: readonly ErrorCode[] = ['corrupt', 'forbidden'];
    if (!answer.ok) ensureFailure(answer, typed, 'restoring a damaged backup');
    if (world.program.backend.gate.stage() !== 'open') await takeSeat(world);
    world.sessions = room.sessions;
    const marks = answer.ok ? room.marks.inBackup : room.marks.now;
    ensureEqual(await showMarks(world), marks, 'marks');
  } finally {
    world.program.close();
  }
};
