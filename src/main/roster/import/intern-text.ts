import { MOST_PER_UNIT } from './fold-text.ts';

/** Gives equal texts the same small number, from 1; 0 is the empty text. */
export type Interner = (text: string) => number;

/** Writes the form of a text that counts for equality into `into`; returns its length. */
export type Fold = (text: string, into: Uint16Array) => number;

const HASH_START = 0x811c9dc5;
const HASH_FACTOR = 0x01000193;

/** The text as it is, but for ASCII capitals: enough for addresses. */
export function foldAsciiCase(text: string, into: Uint16Array): number {
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    into[at] = unit >= 0x41 && unit <= 0x5a ? unit + 0x20 : unit;
  }
  return text.length;
}

/** FNV-1a over code units, the high bits mixed into the low ones that choose the slot. */
function hashOf(units: Uint16Array, length: number): number {
  let hash = HASH_START;
  for (let at = 0; at < length; at += 1) hash = Math.imul(hash ^ (units[at] ?? 0), HASH_FACTOR);
  return hash ^ (hash >>> 15);
}

/**
 * A hash table over folded code units. Comparing ten thousand rows with ten thousand people through a
 * Map would build a folded string for each name first; that alone takes longer than everything else.
 * @param expected how many texts there may be; more are taken too
 */
export function createInterner(fold: Fold, expected: number): Interner {
  let slots = 2 ** Math.ceil(Math.log2(Math.max(expected, 256) * 2));
  let table = new Int32Array(slots);
  let units = new Uint16Array(1024);
  let otherUnits = new Uint16Array(1024);
  const texts: string[] = [''];
  const hashes: number[] = [0];

  function grow(): void {
    slots *= 2;
    table = new Int32Array(slots);
    for (let id = 1; id < texts.length; id += 1) {
      let slot = (hashes[id] ?? 0) & (slots - 1);
      while (table[slot] !== 0) slot = (slot + 1) & (slots - 1);
      table[slot] = id;
    }
  }

  function isSame(id: number, length: number): boolean {
    const text = texts[id] ?? '';
    const room = text.length * MOST_PER_UNIT;
    if (room > otherUnits.length) otherUnits = new Uint16Array(room);
    if (fold(text, otherUnits) !== length) return false;
    for (let at = 0; at < length; at += 1) if (units[at] !== otherUnits[at]) return false;
    return true;
  }

  return (text) => {
    const room = text.length * MOST_PER_UNIT;
    if (room > units.length) units = new Uint16Array(room);
    const length = fold(text, units);
    if (length === 0) return 0;
    const hash = hashOf(units, length);
    let slot = hash & (slots - 1);
    for (let id = table[slot] ?? 0; id !== 0; id = table[slot] ?? 0) {
      if (hashes[id] === hash && isSame(id, length)) return id;
      slot = (slot + 1) & (slots - 1);
    }
    const id = texts.length;
    texts.push(text);
    hashes.push(hash);
    table[slot] = id;
    if (texts.length * 2 > slots) grow();
    return id;
  };
}
