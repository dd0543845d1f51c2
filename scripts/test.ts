import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBrowser } from './browser.ts';
import { buildIfStale } from './build-if-stale.ts';

/** Every check that a change must pass. */
const bin = join(import.meta.dirname, '../node_modules/.bin');
const folder = mkdtempSync(join(roomInMemory() ? '/dev/shm' : tmpdir(), 'rollbook-test-'));
const temporary = join(folder, 'tmp');
mkdirSync(temporary);

/** Whether Linux keeps files in memory here, 4 GB of them: thousands of small databases then wait for no disk. */
function roomInMemory(): boolean {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    return bavail * bsize > 4e9;
  } catch {
    return false;
  }
}

interface Count {
  passed: number;
  failed: number;
}

/** With `held` its output is shown once it is over: something else is running beside it. */
function run(command: string, args: string[], held: boolean): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    // What the faults do to disks, they do to real ones.
    const place = command === 'vitest' ? { TMPDIR: temporary } : {};
    const env = { ...process.env, ...place, PATH: `${bin}:${process.env.PATH ?? ''}` };
    const child = spawn(join(bin, command), args, { stdio: ['ignore', 'pipe', 'inherit'], env });
    let output = '';
    child.stdout.on('data', (part: Buffer) => {
      output += part;
      if (!held) process.stdout.write(part);
    });
    child.on('close', (code) => {
      if (held) process.stdout.write(output);
      resolve({ code: code ?? 1, output });
    });
  });
}

/** A tool that only says yes or no counts as one. */
async function check(name: string, command: string, args: string[], held: boolean): Promise<Count> {
  const { code } = await run(command, args, held);
  process.stdout.write(`${code === 0 ? 'passed' : 'FAILED'}: ${name}\n`);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
}

async function build(): Promise<Count> {
  const built = await buildIfStale(join(import.meta.dirname, '..'));
  return { passed: built ? 1 : 0, failed: built ? 0 : 1 };
}

async function vitest(name: string, config: string, held: boolean): Promise<Count> {
  const report = join(folder, `${name}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { code } = await run('vitest', ['run', '--config', config, ...reporters], held);
  try {
    const { numPassedTests: passed, numFailedTests: failed } = JSON.parse(readFileSync(report, 'utf8'));
    // A suite that breaks outside its tests fails none of them.
    return { passed, failed: code !== 0 && failed === 0 ? 1 : failed };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

/** One browser for all: two who look for one at the same time would install it twice. */
const browser = ensureBrowser();

async function unit(held: boolean): Promise<Count> {
  await browser;
  return vitest('unit', 'vitest.config.ts', held);
}

async function screens(held: boolean): Promise<Count> {
  return (await browser) ? vitest('screens', 'vitest.e2e.config.ts', held) : { passed: 0, failed: 1 };
}

async function faults(held: boolean): Promise<Count> {
  const { code, output } = await run('node', ['tests/faults/run.ts', '--short'], held);
  const counted = [...output.matchAll(/^(\d+) passed, (\d+) failed/gm)].at(-1);
  if (!counted) return { passed: 0, failed: 1 };
  const failed = Number(counted[2]);
  return { passed: Number(counted[1]), failed: code !== 0 && failed === 0 ? 1 : failed };
}

type Suite = readonly [name: string, run: (held: boolean) => Promise<Count>];

/**
 * Rows beside each other, as none fills two cores by itself: types are one thread, tests of the screens and of faults
 * wait a good deal. What the other rows say is shown suite by suite.
 */
const rows: readonly (readonly Suite[])[] = [
  [
    ['format, lint and layers', (held) => check('format, lint and layers', 'biome', ['check', '.'], held)],
    ['unit', unit],
  ],
  [
    ['build', build],
    ['screens', screens],
  ],
  [
    ['types', (held) => check('types', 'tsc', ['-b'], held)],
    ['faults, a short selection', faults],
  ],
];

const total: Count = { passed: 0, failed: 0 };
const lines: string[] = [];
await Promise.all(
  rows.map(async (row, at) => {
    for (const [name, suite] of row) {
      const start = Date.now();
      const { passed, failed } = await suite(at > 0);
      total.passed += passed;
      total.failed += failed;
      lines.push(`${name}: ${passed} passed, ${failed} failed, ${Math.round((Date.now() - start) / 1000)} s`);
    }
  }),
);
rmSync(folder, { recursive: true, force: true });
process.stdout.write(`\n${lines.join('\n')}\n\n${total.passed} passed, ${total.failed} failed\n`);
process.exitCode = total.failed === 0 ? 0 : 1;
