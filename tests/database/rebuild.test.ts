import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rebuild, rebuildHeads } from '../../src/main/database/projections.ts';
import { entities } from '../../src/main/database/schema.ts';
import { openTestBackend } from '../support/backend.ts';
import { dumpLog, dumpTables } from '../support/dump.ts';
import { acts, perform, prepareWorld } from '../support/history.ts';
import { runs } from '../support/runs.ts';

test('after any history, heads and tables rebuilt from the log are the same, byte for byte', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(acts, { minLength: 5, maxLength: 40 }), async (history) => {
      const laptop = await openTestBackend();
      const world = await prepareWorld(laptop);
      for (const act of history) await perform(laptop, world, act);
      const db = laptop.db();
      const log = dumpLog(db);
      const before = JSON.stringify(dumpTables(db));
      rebuildHeads(db);
      rebuild(db, entities);
      expect(JSON.stringify(dumpTables(db))).toBe(before);
      expect(dumpLog(db)).toEqual(log);
      laptop.close();
    }),
    { numRuns: runs(8) },
  );
});
