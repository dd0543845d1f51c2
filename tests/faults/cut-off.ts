import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createRandom, type Random } from '../../src/main/sample/random.ts';
import { checkCenter } from './check-center.ts';
import { type JournalLine, readJournal } from './journal.ts';
import { emptyModel, type Model, possibleModels } from './model.ts';
import { passphrase } from './program.ts';

const driver = resolve(import.meta.dirname, 'driver.ts');
/** Each run starts the program anew: what its sources are compiled to is kept, outside of what a cut may touch. */
const compiled = {
  NODE_COMPILE_CACHE: resolve(import.meta.dirname, '../../node_modules/.cache/rollbook/compiled'),
};
const focuses = [
  'mark',
  'mark',
  'importList',
  'undo',
  'turnRoll',
  'enterPaper',
  'putPicture',
  'takeWork',
  'scoreWork',
  'giveScore',
  'planSeries',
  'shiftLater',
  'mergePeople',
  'backUp',
  'restore',
  'migrate',
  'upgrade',
  'rebuildProjections',
];

/** A machine whose power is cut again and again: one folder that the program runs on, and what stays of it. */
export interface Machine {
  /** Where the program runs; always the same path, as on a real machine. */
  folder: string;
  /** A center with a class that has just begun, and what its log holds. */
  template: string;
  start: Model;
}

interface Cut {
  machine: Machine;
  seed: number;
  env: NodeJS.ProcessEnv;
  /** Begins with a laptop that has no center yet. */
  empty: boolean;
}

/** Runs the driver and kills it at a random moment; returns what it said until then. */
export async function driveAndCut({ machine, seed, env, empty }: Cut): Promise<JournalLine[]> {
  const random = createRandom(seed);
  const focus = empty ? 'mark' : random.pick(focuses);
  const child = spawn(
    process.execPath,
    [driver, '--folder', machine.folder, '--seed', String(seed), '--focus', focus],
    { env: { ...process.env, ...compiled, ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const { text, errors } = await cutAt(child, momentOf(random, empty ? null : focus));
  const journal = readJournal(text);
  if (errors && !journal.some((line) => line.at === 'failed')) throw new Error(`the driver said: ${errors}`);
  return journal;
}

/** Acts that wait for threads of their own. */
const slow = new Set(['takeWork', 'scoreWork']);

/** Milliseconds after the program was ready. */
function momentOf(random: Random, focus: string | null): number {
  if (focus === null) return random.below(1500);
  return random.below(slow.has(focus) ? 6000 : 2500);
}

function cutAt(child: ChildProcess, moment: number): Promise<{ text: string; errors: string }> {
  return new Promise((done, failed) => {
    let text = '';
    let errors = '';
    let timer: NodeJS.Timeout | null = null;
    // A letter may come in two parts.
    child.stdout?.setEncoding('utf8');
    child.stdout?.on('data', (part: string) => {
      text += part;
      timer ??= setTimeout(() => child.kill('SIGKILL'), moment);
    });
    child.stderr?.on('data', (part: Buffer) => {
      errors += part.toString();
    });
    child.on('error', failed);
    child.on('close', () => {
      if (timer) clearTimeout(timer);
      done({ text, errors });
    });
  });
}

/** A fresh copy of the template, or nothing at all. */
export function resetMachine({ folder, template }: Machine, empty: boolean): void {
  rmSync(folder, { recursive: true, force: true });
  if (!empty) cpSync(template, folder, { recursive: true });
}

/** Sets a center up with a class of 25, on the machine's own path, and keeps it as the template. */
export async function createMachine(): Promise<Machine> {
  const work = mkdtempSync(join(tmpdir(), 'rollbook-faults-'));
  const folder = join(work, 'machine');
  const template = join(work, 'template');
  const child = spawn(process.execPath, [driver, '--folder', folder, '--focus', 'prepare'], {
    env: { ...process.env, ...compiled },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { text } = await cutAt(child, 60_000);
  const [start] = possibleModels(emptyModel(passphrase), readJournal(text));
  if (!start || !existsSync(folder)) throw new Error('no template');
  renameSync(folder, template);
  // It was closed well: a cut before the driver has opened it again leaves nothing to ask about.
  return { folder, template, start: { ...start, mayBeClosed: true } };
}

export function removeMachine({ folder }: Machine): void {
  rmSync(resolve(folder, '..'), { recursive: true, force: true });
}

export async function checkAfterCut(
  machine: Machine,
  journal: readonly JournalLine[],
  empty: boolean,
): Promise<void> {
  const last = journal.at(-1);
  const moment = last && 'name' in last ? `${last.at} ${last.name}` : 'start';
  try {
    const models = possibleModels(empty ? emptyModel(passphrase) : machine.start, journal);
    await checkCenter(machine.folder, models);
  } catch (error) {
    throw new Error(`cut after "${moment}", line ${journal.length} of the journal`, { cause: error });
  }
}
