import { expect, it } from 'vitest';
import { ownSeeds } from './seeds.ts';
import { shoot } from './survive.ts';

/** A few of what `npm run faults -- --only annotation` tries; another few each day. */
it('damaged hand-ins are read or refused, never a crash', async () => {
  const first = Math.floor(Date.now() / 86_400_000) * 1_000;
  const outcomes = { read: 0, refused: 0 };
  for (let seed = first; seed < first + 600; seed += 1)
    try {
      outcomes[await shoot(ownSeeds, seed)] += 1;
    } catch (error) {
      throw new Error(`seed ${seed}`, { cause: error });
    }
  // Blows that break everything, or nothing, would prove nothing.
  expect(outcomes.read).toBeGreaterThan(100);
  expect(outcomes.refused).toBeGreaterThan(30);
});
