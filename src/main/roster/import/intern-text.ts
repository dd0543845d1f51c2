import type { HashText, TextHash } from './hash-text.ts';

/** Gives equal texts the same small number, from 1; 0 is the empty text. */
export type Interner = (text: string) => number;

/** Numbers of each slot: id, and both halves of the hash. */
const WIDTH = 3;

/**
 * A hash table of texts that keeps no text. Comparing ten thousand rows with ten thousand people through
 * a Map would make the folded form of each name first; that alone takes longer than everything else.
 * @param expected about how many texts there will be
 */
export function createInterner(hashText: HashText, expected: number): Interner {
  const hash: TextHash = { first: 0, second: 0 };
  let slots = 2 ** Math.ceil(Math.log2(Math.max(expected, 256) * 1.4));
  let table = new Int32Array(slots * WIDTH);
  let count = 0;

  /** The slot of a hash, or the free one where it belongs. */
  function find(first: number, second: number): number {
    let slot = (first & (slots - 1)) * WIDTH;
    while (table[slot] !== 0 && (table[slot + 1] !== first || table[slot + 2] !== second)) {
      slot += WIDTH;
      if (slot === table.length) slot = 0;
    }
    return slot;
  }

  function put(slot: number, id: number, first: number, second: number): void {
    table[slot] = id;
    table[slot + 1] = first;
    table[slot + 2] = second;
  }

  function grow(): void {
    const before = table;
    slots *= 2;
    table = new Int32Array(slots * WIDTH);
    for (let slot = 0; slot < before.length; slot += WIDTH) {
      const id = before[slot] ?? 0;
      const [first, second] = [before[slot + 1] ?? 0, before[slot + 2] ?? 0];
      if (id !== 0) put(find(first, second), id, first, second);
    }
  }

  return (text) => {
    hashText(text, hash);
    const { first, second } = hash;
    if (second === 0) return 0;
    const slot = find(first, second);
    const known = table[slot] ?? 0;
    if (known !== 0) return known;
    count += 1;
    put(slot, count, first, second);
    if (count > slots * 0.75) grow();
    return count;
  };
}
