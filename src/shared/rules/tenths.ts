/**
 * Grades are rounded to tenths at each step that is shown, halves up, and the next step goes on from what is shown:
 * a formula that is printed adds up to the last digit.
 */
export function toTenths(value: number): number {
  // What binary fractions are off by goes first, or 0.15 would be rounded down.
  return Math.round(Number((value * 10).toFixed(6))) / 10;
}

/** From 0 to 100, in tenths. */
export const toPercent = (value: number): number => Math.min(100, Math.max(0, toTenths(value)));

/** Smallest first, so that the order in which values come changes not even the last digit. */
export function sum(values: readonly number[]): number {
  let total = 0;
  for (const value of [...values].sort((a, b) => a - b)) total += value;
  return total;
}
