import { cpSync, mkdtempSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listBackups } from '../../src/main/database/backup.ts';
import { connect } from '../../src/main/database/sqlite.ts';
import type { ErrorCode } from '../../src/shared/result.ts';
import { enterRoom, markOne, showMarks, takeSeat } from './classroom.ts';
import { createRoomTemplate, type DamagedRoom, flipBit, startIn } from './damaged-room.ts';
import { ensure, ensureEqual, ensureFailure, failureOf } from './expect.ts';
import { dataOf, startProgram, stateOf } from './program.ts';
import type { Scenario } from './scenario.ts';
import { createClock, type World } from './world.ts';

type Damage = (room: DamagedRoom) => Promise<void>;

/** From the problem on the screen to the newest backup, which is there; what was damaged is kept beside it. */
async function restoreNewest(room: DamagedRoom, world: World): Promise<void> {
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

const flippedDatabase: Damage = async (room) => {
  flipBit(room.files.database, room.random);
  await meetDamage(room);
};

const truncatedDatabase: Damage = async (room) => {
  truncateSync(room.files.database, room.random.below(statSync(room.files.database).size));
  await meetDamage(room);
};

const missingDatabase: Damage = async (room) => {
  rmSync(room.files.database);
  await meetDamage(room);
};

/** Opens with the copy of the keys, or says that there are none and takes those of the backup. */
const lostKeys: Damage = async (room) => {
  const spoil = (file: string): void => {
    const how = room.random.below(3);
    if (how === 0) rmSync(file);
    else if (how === 1) writeFileSync(file, '{"format":"rollbook-keys"');
    else truncateSync(file, 0);
  };
  spoil(room.files.keys);
  const both = room.random.below(2) === 0;
  if (both) spoil(room.files.keysCopy);
  const world = startIn(room);
  try {
    const state = await world.program.call('center.state', {});
    ensureEqual(state.stage, 'sealed', 'stage');
    if (both) {
      ensureEqual(state.problem?.reason, 'key_file_missing', 'the problem on the screen');
      const opened = await world.program.send('center.unseal', { passphrase: world.passphrase });
      ensureFailure(opened, ['unavailable'], 'opening without keys');
      await restoreNewest(room, world);
    } else {
      await takeSeat(world);
      ensureEqual(await showMarks(world), room.marks.now, 'marks');
    }
  } finally {
    world.program.close();
  }
};

const flippedKeys: Damage = async (room) => {
  flipBit(room.files.keys, room.random);
  const world = startIn(room);
  try {
    await takeSeat(world);
    ensureEqual(await showMarks(world), room.marks.now, 'marks');
  } finally {
    world.program.close();
  }
};

const wrongPassphrase: Damage = async (room) => {
  const world = startIn(room);
  try {
    for (const passphrase of ['x', `${world.passphrase} `, world.passphrase.toUpperCase(), '\u0000']) {
      const answer = await world.program.send('center.unseal', { passphrase });
      ensureEqual(ensureFailure(answer, ['forbidden'], 'opening').reason, 'wrong_passphrase', 'reason');
    }
    const mistyped = await world.program.send('center.unseal', { recoveryCode: 'AAAA-BBBB' });
    ensureFailure(mistyped, ['forbidden'], 'opening by a recovery code that is none');
    await takeSeat(world);
    ensureEqual(await showMarks(world), room.marks.now, 'marks');
  } finally {
    world.program.close();
  }
};

async function keyOf(room: DamagedRoom): Promise<Buffer> {
  const world = startIn(room);
  try {
    await takeSeat(world);
    return world.program.backend.gate.vault().key;
  } finally {
    world.program.close();
  }
}

/** Nothing in a database of a newer version is touched; with that version gone again it opens. */
const futureSchema: Damage = async (room) => {
  const key = await keyOf(room);
  const setVersion = (version: number): void => {
    const db = connect(room.files.database, key);
    db.pragma(`user_version = ${version}`);
    db.close();
  };
  setVersion(1000 + room.random.below(1000));
  const world = startIn(room);
  try {
    const answer = await world.program.send('center.unseal', { passphrase: world.passphrase });
    ensureFailure(answer, ['unavailable'], 'opening what a newer version wrote');
    const { problem } = await world.program.call('center.state', {});
    ensureEqual(problem?.reason, 'database_from_future', 'the problem on the screen');
    setVersion(10);
    await world.program.call('center.retry', {});
    await takeSeat(world);
    ensureEqual(await showMarks(world), room.marks.now, 'marks');
  } finally {
    world.program.close();
  }
};

/** A copy writes under a name of its own, whether it lies beside the original or came to another machine. */
const copiedFolder: Damage = async (room) => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'rollbook-faults-'));
  try {
    cpSync(dataOf(room.folder), dataOf(elsewhere), { recursive: true });
    if (room.random.below(2) === 0) cpSync(stateOf(room.folder), stateOf(elsewhere), { recursive: true });
    const copy = enterRoom(elsewhere, room.random);
    const original = startIn(room);
    try {
      await takeSeat(copy);
      await takeSeat(original);
      const [theirs, ours] = [copy, original].map((world) => world.program.backend.gate.vault().device);
      ensure(theirs !== ours, 'both write under one name');
      ensureEqual((await copy.program.call('center.state', {})).newDevice, true, 'new device of the copy');
      ensureEqual((await original.program.call('center.state', {})).newDevice, false, 'of the original');
      copy.sessions = room.sessions;
      ensureEqual(await showMarks(copy), room.marks.now, 'marks of the copy');
      await markOne(copy);
      await markOne(original);
    } finally {
      copy.program.close();
      original.program.close();
    }
  } finally {
    rmSync(elsewhere, { recursive: true, force: true });
  }
};

const secondInstance: Damage = async (room) => {
  const world = startIn(room);
  try {
    if (room.random.below(2) === 0) await takeSeat(world);
    const failure = await failureOf((async () => startProgram(room.folder))());
    ensureEqual(failure?.reason, 'already_open', 'the second program');
    if (world.program.backend.gate.stage() !== 'open') await takeSeat(world);
    ensureEqual(await showMarks(world), room.marks.now, 'marks');
  } finally {
    world.program.close();
  }
};

/** The battery of the clock is empty: it says so, locks nobody out, and the newest mark still shows. */
const clockSetBack: Damage = async (room) => {
  const clock = createClock();
  const back = room.random.pick([366, 365 * 20, 2]) * 86_400_000;
  const world = startIn(room, () => clock() - back);
  try {
    await takeSeat(world);
    world.sessions = room.sessions;
    const state = await world.program.call('center.state', {});
    ensure(state.clockBehind !== null, 'nothing is said about the clock');
    ensureEqual(await showMarks(world), room.marks.now, 'marks');
    await markOne(world);
    const marks = await showMarks(world);
    await world.program.call('center.backUp', { folder: null });
    world.program.close();
    const again = startIn(room, clock);
    try {
      await takeSeat(again);
      again.sessions = room.sessions;
      ensureEqual(await showMarks(again), marks, 'marks with the clock set right');
    } finally {
      again.program.close();
    }
  } finally {
    world.program.close();
  }
};

/** A damaged backup is refused before anything is touched. */
const damagedBackup: Damage = async (room) => {
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

/** Flipped bytes come up in half of all runs. */
const damages: readonly Damage[] = [
  flippedDatabase,
  truncatedDatabase,
  flippedDatabase,
  missingDatabase,
  flippedDatabase,
  lostKeys,
  flippedDatabase,
  flippedKeys,
  flippedDatabase,
  wrongPassphrase,
  flippedDatabase,
  futureSchema,
  flippedDatabase,
  copiedFolder,
  flippedDatabase,
  secondInstance,
  flippedDatabase,
  clockSetBack,
  flippedDatabase,
  damagedBackup,
];

/** The data folder as a bad disk, a stranger, another version or a helpful colleague leaves it. */
export const damage: Scenario = {
  name: 'damage',
  runs: 100,
  shortRuns: 6,
  prepare: async () => {
    const template = await createRoomTemplate();
    return {
      run: async (seed) => {
        await damages[seed % damages.length]?.(template.enter(seed));
      },
      close: () => template.remove(),
    };
  },
};
