import { fireShots } from './fire-shots.ts';
import type { Scenario } from './scenario.ts';

/** Pictures that one run damages. */
const cases = 500;

/** Pictures of learners, damaged in every way: looked at or refused, without a crash, a hang or all of the memory. */
export const pictures: Scenario = {
  name: 'pictures',
  runs: 40,
  shortRuns: 0,
  prepare: async () => ({
    run: (seed) => fireShots('picture-shots.ts', { from: seed * cases, count: cases }),
    close: () => undefined,
  }),
};
