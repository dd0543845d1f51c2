import { fixtureSeeds, ownSeeds } from '../annotation/read/seeds.ts';
import { shoot } from '../annotation/read/survive.ts';
import type { ShotReport, Shots } from './fire-shots.ts';

const report = (message: ShotReport): void => {
  process.send?.(message);
};

/** Entry of the process that `annotation` starts: damages and reads so many hand-ins, one after the other. */
process.once('message', async ({ from, count }: Shots) => {
  const seeds = [...ownSeeds, ...fixtureSeeds()];
  for (let seed = from; seed < from + count; seed += 1) {
    report({ started: seed });
    try {
      await shoot(seeds, seed);
    } catch (error) {
      report({ failed: seed, why: error instanceof Error ? (error.stack ?? error.message) : String(error) });
      return;
    }
  }
  report({ peak: Math.round(process.resourceUsage().maxRSS / 1024) });
});
