import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom } from '../../src/main/sample/random.ts';
import { enterRoom, markOne, prepareRoom, showMarks, takeSeat } from './classroom.ts';
import { ensure, ensureEqual, ensureFailure } from './expect.ts';
import { dataOf, setUpInput } from './program.ts';
import type { Scenario } from './scenario.ts';
import { mountSmallDisk } from './small-disk.ts';

/** The disk lets nothing be written: the screen comes up and says so, and once it can be written all is there. */
export const readOnly: Scenario = {
  name: 'read-only',
  runs: 20,
  shortRuns: 1,
  prepare: async () => {
    const disk = mountSmallDisk(24);
    const folder = join(disk.folder, 'machine');
    const work = mkdtempSync(join(tmpdir(), 'rollbook-faults-'));
    const template = join(work, 'template');
    await prepareRoom(folder, createRandom(1));
    cpSync(folder, template, { recursive: true });

    const withCenter = async (seed: number): Promise<void> => {
      cpSync(template, folder, { recursive: true });
      const random = createRandom(seed);
      let world = enterRoom(folder, random);
      await takeSeat(world);
      for (let count = random.below(20); count > 0; count--) await markOne(world);
      const marks = await showMarks(world);
      const { sessions } = world;
      world.program.close();

      disk.setReadOnly(true);
      world = enterRoom(folder, random);
      try {
        const opened = await world.program.send('center.unseal', { passphrase: world.passphrase });
        ensureFailure(opened, ['read_only'], 'opening on a read-only disk');
        const state = await world.program.call('center.state', {});
        ensureEqual(state.stage, 'sealed', 'stage on a read-only disk');
        ensureEqual(state.problem?.reason, 'read_only', 'the problem on the screen');
        disk.setReadOnly(false);
        await world.program.call('center.retry', {});
        await takeSeat(world);
        world.sessions = sessions;
        ensureEqual(await showMarks(world), marks, 'marks once it can be written');
        await markOne(world);
      } finally {
        world.program.close();
      }
    };

    const withNothing = async (seed: number): Promise<void> => {
      mkdirSync(dataOf(folder), { recursive: true });
      disk.setReadOnly(true);
      const world = enterRoom(folder, createRandom(seed));
      try {
        ensureFailure(await world.program.send('center.setUp', setUpInput), ['read_only'], 'setting up');
        const { stage } = await world.program.call('center.state', {});
        ensure(stage === 'new', `stage is ${stage}`);
        disk.setReadOnly(false);
        await world.program.call('center.retry', {});
        await world.program.call('center.setUp', setUpInput);
      } finally {
        world.program.close();
      }
    };

    return {
      run: async (seed) => {
        disk.setReadOnly(false);
        disk.empty();
        await (seed % 4 === 0 ? withNothing(seed) : withCenter(seed));
      },
      close: () => {
        disk.remove();
        rmSync(work, { recursive: true, force: true });
      },
    };
  },
};
