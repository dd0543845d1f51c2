/** Letters that Unicode does not decompose but people write for one another. */
const ALIKE: Record<string, string> = {
  ґ: 'г',
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  ѝ: 'и',
  ٱ: 'ا',
  ى: 'ي',
  ی: 'ي',
  ې: 'ي',
  ے: 'ي',
  ة: 'ه',
  ہ: 'ه',
  ە: 'ه',
  ک: 'ك',
  ء: '',
  ـ: '',
};

/** Spaces, apostrophes, hyphens, dots and marks: "Al-Masri" is "Al Masri", "عبد الله" is "عبدالله". */
const DROPPED = /[\s\p{M}\p{Cf}\p{Pd}'’ʼ`‘´ʹ′‛ꞌ＇.,·]/gu;

const NOT_YET = 0;
const DROPPED_UNIT = 1;
const SEVERAL = 0xffff;
/** Folded code unit plus one by code unit, filled as letters turn up. */
const folded = new Uint16Array(0x10000);
const severalOf = new Map<number, readonly number[]>();

function foldUnit(unit: number): number {
  const letter = String.fromCharCode(unit);
  const decomposed = letter.normalize('NFKD').toLowerCase().normalize('NFKD').replace(DROPPED, '');
  const result = [...decomposed].map((part) => ALIKE[part] ?? part).join('');
  if (result === '') return DROPPED_UNIT;
  const units = Array.from(result.split(''), (part) => part.charCodeAt(0));
  if (units.length === 1) return (units[0] ?? 0) + 1;
  severalOf.set(unit, units);
  return SEVERAL;
}

/** The folded code unit plus one; 1 for what is dropped, SEVERAL where `severalOf` has the answer. */
function foldOf(unit: number): number {
  const known = folded[unit] ?? NOT_YET;
  if (known !== NOT_YET) return known;
  const fold = foldUnit(unit);
  folded[unit] = fold;
  return fold;
}

/**
 * A name as it is compared: without case, spaces, apostrophes, hyphens, diacritics and the variants of
 * Arabic letters. Works one code unit at a time: composed and decomposed forms of every letter that one
 * unit can hold come out alike.
 */
export function foldName(text: string): string {
  let result = '';
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    const fold = foldOf(unit);
    if (fold === SEVERAL) result += String.fromCharCode(...(severalOf.get(unit) ?? []));
    else if (fold !== DROPPED_UNIT) result += String.fromCharCode(fold - 1);
  }
  return result;
}

const HASH_START = 0x811c9dc5 | 0;
const HASH_FACTOR = 0x01000193;

/** FNV-1a over code units leaves the low bits poor; these choose the slot of a table. */
function finishHash(hash: number): number {
  const mixed = hash ^ (hash >>> 15);
  return mixed === 0 ? 1 : mixed;
}

/** A hash of `foldName(text)` without making it; 0 where nothing is left of the text. */
export function hashName(text: string): number {
  let hash = HASH_START;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    const fold = foldOf(unit);
    if (fold === DROPPED_UNIT) continue;
    if (fold !== SEVERAL) hash = Math.imul(hash ^ (fold - 1), HASH_FACTOR);
    else for (const one of severalOf.get(unit) ?? []) hash = Math.imul(hash ^ one, HASH_FACTOR);
  }
  return hash === HASH_START ? 0 : finishHash(hash);
}

/** The same for phones and addresses: as they are, but for ASCII capitals. */
export function hashAddress(text: string): number {
  let hash = HASH_START;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    hash = Math.imul(hash ^ (unit >= 0x41 && unit <= 0x5a ? unit + 0x20 : unit), HASH_FACTOR);
  }
  return text.length === 0 ? 0 : finishHash(hash);
}
