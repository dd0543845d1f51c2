import { MOST_PER_UNIT } from './fold-text.ts';

/** Gives equal texts the same small number, from 1; 0 is the empty text. */
export type Interner = (text: string) => number;

/** Writes the form of a text that counts for equality into `into` from `start`; returns its length. */
export type Fold = (text: string, into: Uint16Array, start: number) => number;

const HASH_START = 0x811c9dc5;
const HASH_FACTOR = 0x01000193;

/** The text as it is, but for ASCII capitals: enough for addresses. */
export function foldAsciiCase(text: string, into: Uint16Array, start: number): number {
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    into[start + at] = unit >= 0x41 && unit <= 0x5a ? unit + 0x20 : unit;
  }
  return text.length;
}

/**
 * A hash table over folded code units in one array. Comparing ten thousand rows with ten thousand
 * people through a Map would build a folded string for each name first; that alone takes longer than
 * everything else.
 * @param expected how many texts there may be; more are taken too
 */
export function createInterner(fold: Fold, expected: number): Interner {
  const size = 2 ** Math.ceil(Math.log2(Math.max(expected, 512) + 2));
  let units = new Uint16Array(size * 16);
  let starts = new Int32Array(size);
  let hashes = new Int32Array(size);
  let table = new Int32Array(size * 2);
  let count = 0;

  function grow(): void {
    const wider = <A extends Int32Array | Uint16Array>(from: A, to: A): A => {
      to.set(from);
      return to;
    };
    starts = wider(starts, new Int32Array(starts.length * 2));
    hashes = wider(hashes, new Int32Array(hashes.length * 2));
    table = new Int32Array(table.length * 2);
    for (let id = 1; id <= count; id += 1) {
      let slot = (hashes[id] ?? 0) & (table.length - 1);
      while (table[slot] !== 0) slot = (slot + 1) & (table.length - 1);
      table[slot] = id;
    }
  }

  function same(id: number, from: number, length: number): boolean {
    const start = starts[id] ?? 0;
    const end = id === count ? from : (starts[id + 1] ?? 0);
    if (end - start !== length) return false;
    for (let at = 0; at < length; at += 1) if (units[start + at] !== units[from + at]) return false;
    return true;
  }

  let used = 0;
  return (text) => {
    const room = used + text.length * MOST_PER_UNIT;
    if (room > units.length) {
      const more = new Uint16Array(Math.max(units.length * 2, room));
      more.set(units);
      units = more;
    }
    const length = fold(text, units, used);
    if (length === 0) return 0;
    let hash = HASH_START;
    for (let at = used; at < used + length; at += 1) hash = Math.imul(hash ^ (units[at] ?? 0), HASH_FACTOR);
    hash ^= hash >>> 15;
    let slot = hash & (table.length - 1);
    for (let id = table[slot] ?? 0; id !== 0; id = table[slot] ?? 0) {
      if (hashes[id] === hash && same(id, used, length)) return id;
      slot = (slot + 1) & (table.length - 1);
    }
    count += 1;
    starts[count] = used;
    hashes[count] = hash;
    table[slot] = count;
    used += length;
    if (count + 1 >= starts.length) grow();
    return count;
  };
}
