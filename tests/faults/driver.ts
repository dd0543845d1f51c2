import { writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createRandom } from '../../src/main/sample/random.ts';
import {
  backUp,
  changePassphrase,
  makeStick,
  migrateDatabase,
  rebuildProjections,
  reopen,
  restore,
  setUp,
} from './folder-acts.ts';
import { giveScore, planProject, scoreWork, takeWork } from './grade-acts.ts';
import { importClass, importList } from './import-act.ts';
import type { Effect, WrittenLine } from './journal.ts';
import { enterPaper, printPaper, putPicture, removePicture } from './paper-acts.ts';
import { mergePeople, moveSession, planSeries, separate, shiftLater } from './plan-acts.ts';
import { passphrase, signIn, startProgram } from './program.ts';
import { addCohort, fillBlanks, mark, openNow, redo, rememberScreen, turnRoll, undo } from './roll-acts.ts';
import { turnBack, upgrade } from './version-acts.ts';
import { type Act, createClock, type World } from './world.ts';

/**
 * The program that is going to be cut off: it opens the center in a folder, or sets one up, and works on it by
 * chance until it is killed. What it does and what was acknowledged stands on its standard output.
 */
const { values } = parseArgs({
  options: {
    folder: { type: 'string', default: '' },
    seed: { type: 'string', default: '1' },
    /** The act that this run is mostly about. */
    focus: { type: 'string', default: 'mark' },
  },
});

const acts: Record<string, readonly [act: Act, weight: number]> = {
  mark: [mark, 30],
  fillBlanks: [fillBlanks, 4],
  undo: [undo, 8],
  redo: [redo, 5],
  importList: [importList, 2],
  openNow: [openNow, 2],
  turnRoll: [turnRoll, 2],
  rememberScreen: [rememberScreen, 4],
  enterPaper: [enterPaper, 2],
  printPaper: [printPaper, 1],
  putPicture: [putPicture, 2],
  removePicture: [removePicture, 0.5],
  planProject: [planProject, 2],
  takeWork: [takeWork, 2],
  giveScore: [giveScore, 3],
  scoreWork: [scoreWork, 1.5],
  planSeries: [planSeries, 1],
  moveSession: [moveSession, 1],
  shiftLater: [shiftLater, 1],
  mergePeople: [mergePeople, 1],
  separate: [separate, 0.5],
  backUp: [backUp, 1],
  restore: [restore, 1],
  changePassphrase: [changePassphrase, 0.3],
  reopen: [reopen, 0.5],
  rebuildProjections: [rebuildProjections, 0.5],
};
const focusWeight = 25;

/** What the pipe has taken it keeps when the process is gone; one that is full takes a part, or is waited for. */
function say(line: WrittenLine): void {
  let rest = Buffer.from(`${JSON.stringify(line)}\n`);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(1, rest));
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }
  }
}

async function perform(name: string, act: Act, world: World): Promise<void> {
  const step = await act(world);
  if (!step) return;
  say({ at: 'begin', name, effect: step.begin });
  try {
    const learned: Effect = await step.perform();
    say({ at: 'done', name, effect: { ...step.begin, ...learned } });
  } catch (error) {
    say({
      at: 'failed',
      name,
      reason: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
    process.exit(1);
  }
}

function choose(world: World): [string, Act] {
  const weighted = Object.entries(acts).map(
    ([name, [act, weight]]) => [name, act, name === values.focus ? focusWeight : weight] as const,
  );
  const sum = weighted.reduce((total, [, , weight]) => total + weight, 0);
  let left = world.random.share() * sum;
  for (const [name, act, weight] of weighted) {
    left -= weight;
    if (left < 0) return [name, act];
  }
  return ['mark', mark];
}

const now = createClock(values.focus === 'prepare' ? 0 : 1);
const world: World = {
  program: startProgram(values.folder, now),
  folder: values.folder,
  now,
  random: createRandom(Number(values.seed)),
  passphrase,
  sessions: [],
  backups: [],
};
makeStick(world);
const { stage } = await world.program.call('center.state', {});
say({ at: 'ready' });
if (stage === 'new') {
  await perform('setUp', setUp, world);
  await perform('addCohort', addCohort, world);
  await perform('importClass', importClass, world);
  await perform('openNow', openNow, world);
} else {
  await perform(
    'reopen',
    async () => ({
      begin: { closes: true },
      perform: async () => {
        await signIn(world.program, world.passphrase);
        return {};
      },
    }),
    world,
  );
  const { week } = await world.program.call('sessions.today', {});
  world.sessions.push(...week.flatMap((day) => day.sessions.map((session) => session.id)));
}
if (values.focus === 'prepare') {
  for (let count = 0; count < 10; count++) await perform('mark', mark, world);
  await perform('planProject', planProject, world);
  await perform('scoreWork', scoreWork, world);
  await perform('takeWork', takeWork, world);
  world.program.close();
  process.exit(0);
}
if (values.focus === 'migrate') {
  for (let count = 0; count < 10; count++) await perform('mark', mark, world);
  await perform('migrate', migrateDatabase, world);
  process.exit(0);
}
while (values.focus === 'upgrade') {
  for (let count = 0; count < 3; count++) await perform('mark', mark, world);
  await perform('turnBack', turnBack, world);
  await perform('upgrade', upgrade, world);
}
if (values.focus === 'mergePeople') await perform('importList', importList, world);
if (values.focus === 'backUp')
  for (let count = 0; count < 3; count++) await perform('putPicture', putPicture, world);
if (values.focus === 'restore') await perform('putPicture', putPicture, world);
if (values.focus === 'restore') await perform('backUp', backUp, world);
for (;;) await perform(...choose(world), world);
