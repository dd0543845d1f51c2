import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { kill9 } from './kill9.ts';
import { powercut } from './powercut.ts';
import { LeftOut, type Prepared, type Scenario } from './scenario.ts';

const scenarios: readonly Scenario[] = [powercut, kill9];

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    seed: { type: 'string', default: '1' },
    runs: { type: 'string' },
    short: { type: 'boolean', default: false },
    /** Goes on where an earlier call with --resume, or one that was stopped, has come to. */
    resume: { type: 'boolean', default: false },
  },
});

const progressFile = resolve(import.meta.dirname, '../../node_modules/.cache/rollbook-faults.json');
const progress = z.record(z.string(), z.object({ next: z.int(), passed: z.int(), failed: z.array(z.int()) }));
type Progress = z.infer<typeof progress>;

function readProgress(): Progress {
  try {
    return progress.parse(JSON.parse(readFileSync(progressFile, 'utf8')));
  } catch {
    return {};
  }
}

function writeProgress(state: Progress): void {
  mkdirSync(dirname(progressFile), { recursive: true });
  writeFileSync(progressFile, JSON.stringify(state));
}

const firstSeed = Number(values.seed);
const state: Progress = values.resume ? readProgress() : {};
const chosen = scenarios.filter(({ name }) => !values.only || values.only.includes(name));
if (chosen.length === 0) throw new Error(`There are: ${scenarios.map(({ name }) => name).join(', ')}`);

async function runAll(scenario: Scenario): Promise<void> {
  const { name } = scenario;
  const runs = values.runs ? Number(values.runs) : values.short ? scenario.shortRuns : scenario.runs;
  const mine = state[name] ?? { next: firstSeed, passed: 0, failed: [] };
  state[name] = mine;
  let prepared: Prepared;
  try {
    prepared = await scenario.prepare();
  } catch (error) {
    if (!(error instanceof LeftOut)) throw error;
    console.log(`${name}: left out, ${error.message}`);
    return;
  }
  try {
    for (; mine.next < firstSeed + runs; mine.next++) {
      try {
        await prepared.run(mine.next);
        mine.passed++;
      } catch (error) {
        mine.failed.push(mine.next);
        console.log(`${name}: seed ${mine.next} failed:`, error);
      }
      if (!values.short) writeProgress({ ...state, [name]: { ...mine, next: mine.next + 1 } });
    }
  } finally {
    prepared.close();
  }
  const failing = mine.failed.length > 0 ? `, failing seeds: ${mine.failed.join(' ')}` : '';
  console.log(`${name}: ${mine.passed} passed, ${mine.failed.length} failed${failing}`);
}

for (const scenario of chosen) await runAll(scenario);
if (!values.short) rmSync(progressFile, { force: true });
const sum = (of: (one: Progress[string]) => number): number =>
  Object.values(state).reduce((total, one) => total + of(one), 0);
const failed = sum((one) => one.failed.length);
console.log(`${sum((one) => one.passed)} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
