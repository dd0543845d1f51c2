import { rmSync, truncateSync, writeFileSync } from 'node:fs';
import { showMarks, takeSeat } from './classroom.ts';
import { restoreNewest } from './damaged-database.ts';
import { type Damage, flipBit, startIn } from './damaged-room.ts';
import { ensureEqual, ensureFailure } from './expect.ts';

/** Opens with the copy of the keys, or says that there are none and takes those of the backup. */
export const lostKeys: Damage = async (room) => {
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

export const flippedKeys: Damage = async (room) => {
  flipBit(room.files.keys, room.random);
  const world = startIn(room);
  try {
    await takeSeat(world);
    ensureEqual(await showMarks(world), room.marks.now, 'marks');
  } finally {
    world.program.close();
  }
};

export const wrongPassphrase: Damage = async (room) => {
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
