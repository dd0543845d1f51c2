/** A perceptual hash in two whole numbers of 32 bits. */
export interface Halves {
  high: number;
  low: number;
}

/** @param hash 16 hexadecimal digits */
export const halvesOf = (hash: string): Halves => ({ high: half(hash, 0), low: half(hash, 8) });

const half = (hash: string, from: number): number => Number.parseInt(hash.slice(from, from + 8), 16) | 0;

/** In how many of 64 bits two hashes differ. */
export const bitsBetween = (one: Halves, other: Halves): number =>
  onesIn(one.high ^ other.high) + onesIn(one.low ^ other.low);

/** How many of 32 bits are set, counted side by side (Warren, Hacker's Delight, 5-1). */
function onesIn(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** An image of somebody, by what it shows and what it is. */
export interface KnownImage {
  sha256: string;
  /** Null where it could not be decoded. */
  hash: string | null;
}

/** An even picture has this hash: it is like every other one, which says nothing. */
const NOTHING_TO_SEE = '0'.repeat(16);

/**
 * For each image those of others that are the same file or show nearly the same, the most alike first, at most
 * `shown` of them. `bits` is 0 and `same` true for a copy, byte for byte.
 * @param most bits of 64 in which two may differ
 */
export function alikeAmong<Other extends KnownImage>(
  own: readonly KnownImage[],
  others: readonly Other[],
  most: number,
  shown = 5,
): { other: Other; bits: number; same: boolean }[][] {
  const known = others.map((other) => ({ other, halves: visible(other) }));
  return own.map((image) => {
    const halves = visible(image);
    const found: { other: Other; bits: number; same: boolean }[] = [];
    for (const { other, halves: otherHalves } of known) {
      const same = other.sha256 === image.sha256;
      const bits = same ? 0 : halves && otherHalves ? bitsBetween(halves, otherHalves) : 65;
      if (bits <= most || same) found.push({ other, bits, same });
    }
    return found.sort((a, b) => Number(b.same) - Number(a.same) || a.bits - b.bits).slice(0, shown);
  });
}

const visible = ({ hash }: KnownImage): Halves | null =>
  hash === null || hash === NOTHING_TO_SEE ? null : halvesOf(hash);
