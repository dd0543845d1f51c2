/** Seeded chance: the same seed gives the same values on every machine. */
export interface Random {
  /** From 0 up to, without, 1. */
  share(): number;
  /** A whole number from 0 up to, without, `below`. */
  below(below: number): number;
  pick<T>(list: readonly T[]): T;
}

/** Mulberry32 (T. Ettinger, public domain): 32 bits of state are enough to choose tests by. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const share = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (most: number): number => Math.floor(share() * most);
  return {
    share,
    below,
    pick: <T>(list: readonly T[]): T => {
      if (list.length === 0) throw new RangeError('nothing to pick from');
      return list[below(list.length)] as T;
    },
  };
}
