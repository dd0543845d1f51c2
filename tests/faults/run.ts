import { parseArgs } from 'node:util';
import { annotation } from './annotation.ts';
import { damage } from './damage.ts';
import { diskFull } from './disk-full.ts';
import { fuzz } from './fuzz.ts';
import { kill9 } from './kill9.ts';
import { pictures } from './pictures.ts';
import { powercut } from './powercut.ts';
import { forgetProgress, type Progress, readProgress, writeProgress } from './progress.ts';
import { properties } from './properties.ts';
import { readOnly } from './read-only.ts';
import { LeftOut, type Prepared, type Scenario } from './scenario.ts';

const scenarios: readonly Scenario[] = [
  powercut,
  kill9,
  diskFull,
  readOnly,
  damage,
  fuzz,
  annotation,
  properties,
  pictures,
];

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    seed: { type: 'string', default: '1' },
    runs: { type: 'string' },
    short: { type: 'boolean', default: false },
    /** Goes on where an earlier call was stopped. */
    resume: { type: 'boolean', default: false },
  },
});
const firstSeed = Number(values.seed);

function runsOf(scenario: Scenario): number {
  if (values.runs !== undefined) return Number(values.runs);
  return values.short ? scenario.shortRuns : scenario.runs;
}

/** Null where the scenario cannot run here. */
async function prepare(scenario: Scenario): Promise<Prepared | null> {
  try {
    return await scenario.prepare();
  } catch (error) {
    if (!(error instanceof LeftOut)) throw error;
    console.log(`${scenario.name}: left out, ${error.message}`);
    return null;
  }
}

async function perform(scenario: Scenario): Promise<Progress> {
  const { name } = scenario;
  const state = (values.resume ? readProgress(name) : null) ?? { next: firstSeed, passed: 0, failed: [] };
  const prepared = await prepare(scenario);
  if (!prepared) return state;
  try {
    while (state.next < firstSeed + runsOf(scenario)) {
      const seed = state.next;
      try {
        await prepared.run(seed);
        state.passed += 1;
      } catch (error) {
        state.failed.push(seed);
        console.log(`${name}: seed ${seed} failed:`, error);
      }
      state.next += 1;
      if (!values.short) writeProgress(name, state);
    }
  } finally {
    prepared.close();
  }
  if (!values.short) forgetProgress(name);
  const failing = state.failed.length > 0 ? `, failing seeds: ${state.failed.join(' ')}` : '';
  console.log(`${name}: ${state.passed} passed, ${state.failed.length} failed${failing}`);
  return state;
}

const names = scenarios.map(({ name }) => name);
const unknown = values.only?.filter((name) => !names.includes(name)) ?? [];
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')}, only: ${names.join(', ')}`);
  process.exit(2);
}
const chosen = scenarios.filter(
  (scenario) => (values.only?.includes(scenario.name) ?? true) && runsOf(scenario) > 0,
);
let [passed, failed] = [0, 0];
for (const scenario of chosen) {
  const state = await perform(scenario);
  passed += state.passed;
  failed += state.failed.length;
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
