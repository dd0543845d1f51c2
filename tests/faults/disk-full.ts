import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listBackups } from '../../src/main/database/backup.ts';
import { foldersOf } from '../../src/main/database/vault.ts';
import { createRandom } from '../../src/main/sample/random.ts';
import { enterRoom, fillTheRest, markOne, prepareRoom, showMarks, takeSeat } from './classroom.ts';
import { ensure, ensureEqual, ensureFailure, failureOf } from './expect.ts';
import { dataOf, setUpInput } from './program.ts';
import type { Scenario } from './scenario.ts';
import { mountSmallDisk, type SmallDisk } from './small-disk.ts';
import type { World } from './world.ts';

interface Trial {
  disk: SmallDisk;
  /** On the disk, and always the same path. */
  folder: string;
  /** On another disk, which has space. */
  stick: string;
  world: World;
  /** Bytes that are left when the disk is full. */
  left: number;
}
type Part = (trial: Trial) => Promise<void>;

/** Marks until the disk is full: what was acknowledged stays, what failed says so, and with space it goes on. */
const marking: Part = async ({ disk, world, left }) => {
  await takeSeat(world);
  disk.fill(left);
  let before = await showMarks(world);
  let failure = null;
  for (let count = 0; count < 5000 && failure === null; count++) {
    before = await showMarks(world);
    failure = await failureOf(count % 50 === 49 ? fillTheRest(world) : markOne(world));
  }
  ensureEqual(failure?.code, 'disk_full', 'marking on a full disk');
  ensureEqual(await showMarks(world), before, 'marks after a refusal');
  disk.free();
  await markOne(world);
};

/** A backup that finds no space leaves nothing behind, and the roll goes on. */
const backingUp: Part = async ({ disk, world, left, folder }) => {
  await takeSeat(world);
  const before = await showMarks(world);
  disk.fill(left);
  ensureFailure(await world.program.send('center.backUp', { folder: null }), ['disk_full'], 'a backup');
  ensureEqual(listBackups(foldersOf(dataOf(folder)).backups), [], 'backups after one that failed');
  ensureEqual(await showMarks(world), before, 'marks after a backup that failed');
  disk.free();
  await world.program.call('center.backUp', { folder: null });
  await markOne(world);
};

/** An empty laptop stays an empty laptop. */
const settingUp: Part = async (trial) => {
  const { disk, folder, left } = trial;
  trial.world.program.close();
  rmSync(folder, { recursive: true, force: true });
  trial.world = enterRoom(folder, trial.world.random);
  disk.fill(left);
  ensureFailure(await trial.world.program.send('center.setUp', setUpInput), ['disk_full'], 'setting up');
  const state = await trial.world.program.call('center.state', {});
  ensureEqual(state.stage, 'new', 'stage after a set-up that failed');
  disk.free();
  await trial.world.program.call('center.setUp', setUpInput);
};

/** The center stays what it was; with space the backup takes its place. */
const restoring: Part = async ({ disk, world, left, stick }) => {
  await takeSeat(world);
  const atBackup = await showMarks(world);
  const { path } = await world.program.call('center.backUp', { folder: stick });
  await markOne(world);
  const before = await showMarks(world);
  disk.fill(left);
  const input = { path, unlock: { passphrase: world.passphrase } };
  const restored = await world.program.send('center.restore', input);
  if (!restored.ok) ensureFailure(restored, ['disk_full'], 'a restore');
  const state = await world.program.call('center.state', {});
  ensure(state.stage !== 'new', 'a restore that failed left an empty laptop');
  disk.free();
  if (state.stage === 'sealed') await takeSeat(world);
  ensureEqual(
    await showMarks(world),
    restored.ok ? atBackup : before,
    'marks after a restore on a full disk',
  );
  await world.program.call('center.restore', input);
  await takeSeat(world);
  ensureEqual(await showMarks(world), atBackup, 'marks after a restore');
};

/** Opening says so, and a retry opens. */
const opening: Part = async ({ disk, world }) => {
  disk.fill(0);
  const opened = await world.program.send('center.unseal', { passphrase: world.passphrase });
  const state = await world.program.call('center.state', {});
  ensure(state.stage !== 'new', 'a full disk left an empty laptop');
  if (!opened.ok) {
    ensureFailure(opened, ['disk_full'], 'opening on a full disk');
    ensureEqual(state.problem?.reason, 'disk_full', 'the problem on the screen');
  }
  disk.free();
  await world.program.call('center.retry', {});
  await takeSeat(world);
  await markOne(world);
};

const parts: readonly Part[] = [marking, backingUp, settingUp, restoring, opening];

/** What is on the disk afterwards opens and says the same. */
async function checkReopened(trial: Trial): Promise<void> {
  const { world, folder } = trial;
  const { stage } = await world.program.call('center.state', {});
  ensureEqual(stage, 'open', 'stage in the end');
  const marks = await showMarks(world);
  const { sessions } = world;
  world.program.close();
  trial.world = enterRoom(folder, world.random);
  await takeSeat(trial.world);
  ensureEqual(trial.world.sessions, sessions, 'sessions after a restart');
  ensureEqual(await showMarks(trial.world), marks, 'marks after a restart');
  const db = trial.world.program.backend.gate.db();
  ensureEqual(db.pragma('integrity_check', { simple: true }), 'ok', 'integrity_check');
}

/** The disk fills up during marking, backup, set-up, restore and opening. */
export const diskFull: Scenario = {
  name: 'disk-full',
  runs: 60,
  shortRuns: 5,
  prepare: async () => {
    const disk = mountSmallDisk(24);
    const folder = join(disk.folder, 'machine');
    const work = mkdtempSync(join(tmpdir(), 'rollbook-faults-'));
    const [template, stick] = [join(work, 'template'), join(work, 'stick')];
    await prepareRoom(folder, createRandom(1));
    cpSync(folder, template, { recursive: true });
    return {
      run: async (seed) => {
        const random = createRandom(seed);
        disk.empty();
        rmSync(stick, { recursive: true, force: true });
        cpSync(template, folder, { recursive: true });
        const world = enterRoom(folder, random);
        const trial: Trial = { disk, folder, stick, world, left: 4096 * random.below(30) };
        try {
          await parts[seed % parts.length]?.(trial);
          await checkReopened(trial);
        } finally {
          trial.world.program.close();
        }
      },
      close: () => {
        disk.remove();
        rmSync(work, { recursive: true, force: true });
      },
    };
  },
};
