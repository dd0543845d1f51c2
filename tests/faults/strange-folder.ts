import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { schemaVersion } from '../../src/main/database/migrate.ts';
import { connect } from '../../src/main/database/sqlite.ts';
import { enterRoom, markOne, showMarks, takeSeat } from './classroom.ts';
import { type Damage, type DamagedRoom, startIn } from './damaged-room.ts';
import { ensure, ensureEqual, ensureFailure, failureOf } from './expect.ts';
import { dataOf, startProgram, stateOf } from './program.ts';
import { createClock } from './world.ts';

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
export const futureSchema: Damage = async (room) => {
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
    setVersion(schemaVersion);
    await world.program.call('center.retry', {});
    await takeSeat(world);
    ensureEqual(await showMarks(world), room.marks.now, 'marks');
  } finally {
    world.program.close();
  }
};

/** A copy writes under a name of its own, whether it lies beside the original or came to another machine. */
export const copiedFolder: Damage = async (room) => {
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

export const secondInstance: Damage = async (room) => {
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
export const clockSetBack: Damage = async (room) => {
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
