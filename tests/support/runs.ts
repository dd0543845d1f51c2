/**
 * How often a property is tried: a few times here, more where ROLLBOOK_RUNS says how many times as many, as
 * `npm run faults -- --only properties` does.
 */
export const runs = (few: number): number => few * Math.max(1, Number(process.env.ROLLBOOK_RUNS ?? 1) || 1);
