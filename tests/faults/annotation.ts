import { fireShots } from './fire-shots.ts';
import type { Scenario } from './scenario.ts';

/** Hand-ins that one run damages. */
const cases = 500;

/** Files of learners, damaged in every way: read or refused by place, without a crash, a hang or all of the memory. */
export const annotation: Scenario = {
  name: 'annotation',
  runs: 40,
  shortRuns: 0,
  prepare: async () => ({
    run: (seed) => fireShots('annotation-shots.ts', { from: seed * cases, count: cases }),
    close: () => undefined,
  }),
};
