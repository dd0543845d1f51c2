import { closeBackends } from '../support/backend.ts';
import { channels } from '../support/channels.ts';
import { removeFolders } from '../support/folders.ts';
import { fuzzChannel, openTarget } from '../support/fuzz.ts';
import { Broken } from './expect.ts';
import type { Scenario } from './scenario.ts';

const inputsARun = 100;

/** Every channel with inputs that fit, nearly fit, or are anything at all: typed answers only. */
export const fuzz: Scenario = {
  name: 'fuzz',
  runs: 50,
  shortRuns: 0,
  prepare: async () => {
    const target = await openTarget();
    return {
      run: async (seed) => {
        for (const channel of channels.keys()) {
          const complaints = await fuzzChannel(target, channel, { runs: inputsARun, seed });
          const [first] = complaints;
          if (first)
            throw new Broken(`${complaints.length} complaints: ${JSON.stringify(first).slice(0, 500)}`);
        }
      },
      close: () => {
        closeBackends();
        removeFolders();
      },
    };
  },
};
