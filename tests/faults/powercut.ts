import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { checkAfterCut, createMachine, driveAndCut, removeMachine, resetMachine } from './cut-off.ts';
import { LeftOut, type Scenario } from './scenario.ts';

const source = resolve(import.meta.dirname, '../../../shared/tools/powercut/powercut.c');

/** Every sixth run begins on an empty laptop. */
const beginsEmpty = (seed: number): boolean => seed % 6 === 0;

function buildLibrary(target: string): void {
  if (!existsSync(source)) throw new LeftOut('powercut.c is not there');
  const compiled = spawnSync('gcc', ['-O2', '-shared', '-fPIC', '-o', target, source, '-ldl']);
  if (compiled.error) throw new LeftOut('there is no gcc');
  if (compiled.status !== 0) throw new Error(`gcc: ${compiled.stderr.toString()}`);
}

/** The plug is pulled: only what was synced survives, and the program starts again on that. */
export const powercut: Scenario = {
  name: 'powercut',
  runs: 200,
  shortRuns: 4,
  prepare: async () => {
    if (process.platform !== 'linux') throw new LeftOut('it is for Linux');
    const machine = await createMachine();
    const work = resolve(machine.folder, '..');
    const [library, shadow] = [join(work, 'powercut.so'), join(work, 'shadow')];
    try {
      buildLibrary(library);
    } catch (error) {
      removeMachine(machine);
      throw error;
    }
    return {
      run: async (seed) => {
        const empty = beginsEmpty(seed);
        resetMachine(machine, empty);
        rmSync(shadow, { recursive: true, force: true });
        if (!empty) cpSync(machine.template, shadow, { recursive: true });
        const env = { LD_PRELOAD: library, POWERCUT_DIR: machine.folder, POWERCUT_SHADOW: shadow };
        const journal = await driveAndCut({ machine, seed, env, empty });
        rmSync(machine.folder, { recursive: true, force: true });
        if (existsSync(shadow)) renameSync(shadow, machine.folder);
        await checkAfterCut(machine, journal, empty);
      },
      close: () => removeMachine(machine),
    };
  },
};
