import { checkAfterCut, createMachine, driveAndCut, removeMachine, resetMachine } from './cut-off.ts';
import type { Scenario } from './scenario.ts';

/** Every eighth run begins on an empty laptop. */
const beginsEmpty = (seed: number): boolean => seed % 8 === 0;

/** The process is killed while it works; what it wrote stays as it is. */
export const kill9: Scenario = {
  name: 'kill9',
  runs: 200,
  shortRuns: 1,
  prepare: async () => {
    const machine = await createMachine();
    return {
      run: async (seed) => {
        const empty = beginsEmpty(seed);
        resetMachine(machine, empty);
        await checkAfterCut(machine, await driveAndCut({ machine, seed, env: {}, empty }), empty);
      },
      close: () => removeMachine(machine),
    };
  },
};
