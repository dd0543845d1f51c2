import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runChild } from '../../scripts/run-child.ts';
import { Broken } from './expect.ts';
import type { Scenario } from './scenario.ts';

const root = join(import.meta.dirname, '../..');
/** How many times as often as in the unit tests where nobody says otherwise, and how long one may take. */
const { ROLLBOOK_RUNS = '10' } = process.env;
const minutes = 10;

/** The unit tests that say with `runs` how often they try a property. */
const files = (): string[] =>
  readdirSync(join(root, 'tests'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'))
    .filter((file) => readFileSync(join(root, 'tests', file), 'utf8').includes('support/runs.ts'))
    .map((file) => join('tests', file));

/** What holds after any history, tried far more often than the unit tests do; each run with inputs of its own. */
export const properties: Scenario = {
  name: 'properties',
  runs: 3,
  shortRuns: 0,
  prepare: async () => ({
    run: async () => {
      const vitest = [join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...files()];
      const { code, output } = await runChild(
        process.execPath,
        [...vitest, `--testTimeout=${minutes * 60_000}`],
        { quiet: true, cwd: root, env: { ...process.env, ROLLBOOK_RUNS } },
      );
      if (code !== 0) throw new Broken(output);
    },
    close: () => undefined,
  }),
};
