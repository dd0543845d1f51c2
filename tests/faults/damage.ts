import { damagedBackup, flippedDatabase, missingDatabase, truncatedDatabase } from './damaged-database.ts';
import { flippedKeys, lostKeys, wrongPassphrase } from './damaged-keys.ts';
import { createRoomTemplate, type Damage } from './damaged-room.ts';
import type { Scenario } from './scenario.ts';
import { clockSetBack, copiedFolder, futureSchema, secondInstance } from './strange-folder.ts';

/** Flipped bytes come up in half of all runs. */
const damages: readonly Damage[] = [
  flippedDatabase,
  truncatedDatabase,
  flippedDatabase,
  missingDatabase,
  flippedDatabase,
  lostKeys,
  flippedDatabase,
  flippedKeys,
  flippedDatabase,
  wrongPassphrase,
  flippedDatabase,
  futureSchema,
  flippedDatabase,
  copiedFolder,
  flippedDatabase,
  secondInstance,
  flippedDatabase,
  clockSetBack,
  flippedDatabase,
  damagedBackup,
];

/** The data folder as a bad disk, a stranger, another version or a helpful colleague leaves it. */
export const damage: Scenario = {
  name: 'damage',
  runs: 100,
  shortRuns: 5,
  prepare: async () => {
    const template = await createRoomTemplate();
    return {
      run: async (seed) => {
        await damages[seed % damages.length]?.(template.enter(seed));
      },
      close: () => template.remove(),
    };
  },
};
