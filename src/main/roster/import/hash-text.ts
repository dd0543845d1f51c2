import { DROPPED_UNIT, foldOf, SEVERAL, severalOf } from './fold-text.ts';

/**
 * A hash of 64 bits in two halves. Of a hundred thousand texts two that differ share both once in some
 * three thousand million lists, so texts of the same hash are taken for equal: looking them up to make
 * sure costs more than all the rest of a comparison.
 */
export interface TextHash {
  first: number;
  /** 0 only for a text of which nothing is left. */
  second: number;
}

/** Writes the hash of a text into `hash`. */
export type HashText = (text: string, hash: TextHash) => void;

// FNV-1a, and a multiplicative hash with a factor of MurmurHash3.
const FIRST_START = 0x811c9dc5 | 0;
const FIRST_FACTOR = 0x01000193;
const SECOND_FACTOR = 0x85ebca6b | 0;

function finish(hash: TextHash, first: number, second: number, length: number): void {
  // The low bits of FNV-1a, which choose the slot of a table, know little of the high ones.
  hash.first = first ^ (first >>> 15);
  hash.second = length === 0 ? 0 : second === 0 ? 1 : second;
}

/** The hash of `foldName(text)`, without making it. */
export const hashName: HashText = (text, hash) => {
  let first = FIRST_START;
  let second = 0;
  let length = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    const fold = foldOf(unit);
    if (fold === DROPPED_UNIT) continue;
    if (fold !== SEVERAL) {
      first = Math.imul(first ^ (fold - 1), FIRST_FACTOR);
      second = Math.imul(second + fold, SECOND_FACTOR);
      length += 1;
      continue;
    }
    for (const one of severalOf.get(unit) ?? []) {
      first = Math.imul(first ^ one, FIRST_FACTOR);
      second = Math.imul(second + one + 1, SECOND_FACTOR);
      length += 1;
    }
  }
  finish(hash, first, second, length);
};

/** The hash of a phone or an address: as it is, but for ASCII capitals. */
export const hashAddress: HashText = (text, hash) => {
  let first = FIRST_START;
  let second = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    const fold = unit >= 0x41 && unit <= 0x5a ? unit + 0x20 : unit;
    first = Math.imul(first ^ fold, FIRST_FACTOR);
    second = Math.imul(second + fold + 1, SECOND_FACTOR);
  }
  finish(hash, first, second, text.length);
};
