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
export const DROPPED_UNIT = 1;
export const SEVERAL = 0xffff;
/** Folded code unit plus one by code unit, filled as letters turn up. */
const folded = new Uint16Array(0x10000);
/** The code units that letters marked SEVERAL fold into. */
export const severalOf = new Map<number, readonly number[]>();

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

/** The folded code unit plus one; DROPPED_UNIT for what is dropped, SEVERAL where `severalOf` has the answer. */
export function foldOf(unit: number): number {
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
