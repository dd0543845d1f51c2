import type { Names } from '../../shared/contract/programs.ts';

/** The names of the languages that have one. */
export const saidNames = (names: Names): Record<string, string> =>
  Object.fromEntries(
    Object.entries(names).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
