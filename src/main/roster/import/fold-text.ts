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

/** Code units that one code unit may fold into; a few Arabic ligatures would give more and are cut. */
export const MOST_PER_UNIT = 4;

const NOT_YET = 0;
const SEVERAL = 0xffff;
/** Folded code unit plus one by code unit, filled as letters turn up. */
const folded = new Uint16Array(0x10000);
const severalOf = new Map<number, readonly number[]>();

function foldUnit(unit: number): number {
  const letter = String.fromCharCode(unit);
  const decomposed = letter.normalize('NFKD').toLowerCase().normalize('NFKD').replace(DROPPED, '');
  const result = [...decomposed].map((part) => ALIKE[part] ?? part).join('');
  const units = Array.from(result.slice(0, MOST_PER_UNIT).split(''), (part) => part.charCodeAt(0));
  if (units.length === 1) return (units[0] ?? 0) + 1;
  severalOf.set(unit, units);
  return SEVERAL;
}

/**
 * Writes the code units of a name to compare by into `into`: without case, spaces, apostrophes, hyphens,
 * diacritics and the variants of Arabic letters. Works one code unit at a time, so composed and
 * decomposed forms come out alike.
 * @returns how many were written, at most MOST_PER_UNIT times the length of the text
 */
export function foldInto(text: string, into: Uint16Array): number {
  let end = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    let fold = folded[unit] ?? NOT_YET;
    if (fold === NOT_YET) {
      fold = foldUnit(unit);
      folded[unit] = fold;
    }
    if (fold !== SEVERAL) {
      into[end] = fold - 1;
      end += 1;
    } else {
      for (const one of severalOf.get(unit) ?? []) {
        into[end] = one;
        end += 1;
      }
    }
  }
  return end;
}

/** The same as text. */
export function foldName(text: string): string {
  const units = new Uint16Array(text.length * MOST_PER_UNIT);
  return Array.from(units.subarray(0, foldInto(text, units)), (unit) => String.fromCharCode(unit)).join('');
}
