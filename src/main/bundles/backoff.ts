const [first, most] = [30_000, 6 * 3_600_000];

/**
 * How long to wait before a destination is tried again, in milliseconds: 30 s, twice that after each failure, 6 h at
 * most, less up to a half of it by chance, so that centers whose line came back together do not all call at once.
 * `failures` from 1 on, without any success or progress between them; `chance` from 0 to below 1.
 */
export function waitBeforeTry(failures: number, chance: number): number {
  const whole = Math.min(most, first * 2 ** Math.min(failures - 1, 20));
  return Math.round(whole * (1 - chance / 2));
}
