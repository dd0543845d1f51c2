import {
  type CountryCode,
  getCountries,
  getCountryCallingCode,
  Metadata,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/min';
import { asciiDigits, digitOf } from './clean-text.ts';

export interface ReadPhone {
  /** E.164, null where no number can be dialed from what is typed. */
  value: string | null;
  /** It was typed without its country and the center's country was taken. */
  national: boolean;
  /** Only a part of what was typed is the number: there were several, or words beside it. */
  partial: boolean;
}

export type PhoneReader = (typed: string) => ReadPhone;

const NONE: ReadPhone = { value: null, national: false, partial: false };
const ZERO = 0x30;
const PLUS = 0x2b;

/** Bit n is set where a national number of n digits is possible under that country calling code. */
type Lengths = ReadonlyMap<string, number>;

let lengthsByCode: Lengths | null = null;

function possibleLengths(): Lengths {
  if (lengthsByCode) return lengthsByCode;
  const found = new Map<string, number>();
  const metadata = new Metadata();
  for (const country of getCountries()) {
    metadata.selectNumberingPlan(country);
    const code: string = getCountryCallingCode(country);
    let bits = found.get(code) ?? 0;
    for (const length of metadata.numberingPlan?.possibleLengths() ?? []) bits |= 1 << length;
    found.set(code, bits);
  }
  lengthsByCode = found;
  return found;
}

/**
 * A number with its country code, where its length is possible there and it needs no repair. A national
 * part that begins with 0 is left to the library: it is a trunk prefix in some countries, not in others.
 */
function international(digits: string, lengths: Lengths): string | null {
  for (let width = 1; width <= 3; width += 1) {
    const bits = lengths.get(digits.slice(0, width));
    if (bits === undefined) continue;
    if (digits.charCodeAt(width) === ZERO) return null;
    return (bits & (1 << (digits.length - width))) === 0 ? null : `+${digits}`;
  }
  return null;
}

interface Typed {
  digits: string;
  plus: boolean;
  /** Something beside digits and the usual punctuation. */
  odd: boolean;
}

/** Digits of any script out of what people type between them: spaces, dashes, dots, brackets. */
function takeDigits(typed: string): Typed {
  let digits = '';
  let plus = false;
  let from = 0;
  for (let at = 0; at < typed.length; at += 1) {
    const code = typed.charCodeAt(at);
    if (code >= ZERO && code <= ZERO + 9) continue;
    digits += typed.slice(from, at);
    from = at + 1;
    const digit = digitOf(code);
    if (digit >= 0) digits += String(digit);
    else if ((code === PLUS || code === 0xff0b) && digits === '') plus = true;
    else if (!' ()-./\u00A0\u2010\u2011\u2012\u2013\u2014'.includes(typed.charAt(at))) {
      return { digits, plus, odd: true };
    }
  }
  return { digits: from === 0 ? typed : digits + typed.slice(from), plus, odd: false };
}

function fromLibrary(typed: string, country: CountryCode): ReadPhone {
  const text = asciiDigits(typed);
  const parsed = parsePhoneNumberFromString(text, { defaultCountry: country, extract: false });
  const national = !/^\s*(\+|00)/.test(text);
  if (parsed?.isValid()) return { value: parsed.number, national, partial: false };
  // Spreadsheets drop the plus of a number that they store as a number.
  const withPlus = national ? parsePhoneNumberFromString(`+${text}`, { extract: false }) : undefined;
  if (withPlus?.isValid()) return { value: withPlus.number, national: false, partial: false };
  return parsed?.isPossible() ? { value: parsed.number, national, partial: false } : NONE;
}

/** A number somewhere in what was typed. */
function partOf(typed: string, country: CountryCode, one: PhoneReader): ReadPhone {
  for (const part of typed.split(/[,;/\n]|\s(?:or|або|чи|или|أو)\s/u)) {
    const read = one(part.trim());
    if (read.value !== null) return { ...read, partial: true };
  }
  const found = parsePhoneNumberFromString(asciiDigits(typed), country);
  return found?.isValid() ? { value: found.number, national: !typed.includes('+'), partial: true } : NONE;
}

/**
 * Numbers typed without their country lose the same leading digits if they are alike in length and in
 * their first four digits, so the library is asked once for each such shape.
 * @returns how many leading digits the country code replaces, -1 where every number must be asked for
 */
function createTrunkFinder(country: CountryCode): (digits: string) => number {
  const code: string = getCountryCallingCode(country);
  const known = new Map<number, number>();
  return (digits) => {
    const shape = Number(digits.slice(0, 4)) * 32 + digits.length;
    let dropped = known.get(shape);
    if (dropped === undefined) {
      const { value, national } = fromLibrary(digits, country);
      const kept = value?.startsWith(`+${code}`) && national ? value.slice(code.length + 1) : null;
      dropped = kept !== null && digits.endsWith(kept) ? digits.length - kept.length : -1;
      known.set(shape, dropped);
    }
    return dropped;
  };
}

/**
 * Makes the reader for a center's country. Numbers are accepted when they are possible (their length
 * exists in their country), not only when their prefix is in use today: prefixes change.
 *
 * Plain cases are settled by length and shape; the library, some hundred times slower, sees the rest.
 * @param country ISO 3166-1 alpha-2, the country of numbers typed without one
 */
export function createPhoneReader(country: string): PhoneReader {
  const lengths = possibleLengths();
  const found = getCountries().find((code) => code === country);
  if (!found) return (typed) => internationalOnly(typed, lengths);
  const own: CountryCode = found;
  const code: string = getCountryCallingCode(own);
  const ownLengths = lengths.get(code) ?? 0;
  const trunkOf = createTrunkFinder(own);

  function plain({ digits, plus }: Typed): string | null {
    if (plus) return international(digits, lengths);
    if (digits.startsWith('00')) return international(digits.slice(2), lengths);
    const isOwnLength = (ownLengths & (1 << digits.length)) !== 0;
    return digits.startsWith(code) && !isOwnLength ? international(digits, lengths) : null;
  }

  function one(typed: string): ReadPhone {
    const taken = takeDigits(typed);
    const { digits } = taken;
    if (taken.odd || digits.length < 5 || digits.length > 17) return fromLibrary(typed, own);
    const value = plain(taken);
    if (value !== null) return { value, national: false, partial: false };
    if (taken.plus || digits.startsWith('00')) return fromLibrary(typed, own);
    // "8 067 ...": the long-distance prefix of former days, still typed in Ukraine.
    const dialed = own === 'UA' && digits.length === 11 && digits.startsWith('80') ? digits.slice(1) : digits;
    const trunk = trunkOf(dialed);
    if (trunk < 0) return fromLibrary(dialed, own);
    return { value: `+${code}${dialed.slice(trunk)}`, national: true, partial: false };
  }

  return (typed) => {
    const read = one(typed);
    const hopeless = read.value !== null || typed.length < 10 || typed.length > 200;
    return hopeless ? read : partOf(typed, own, one);
  };
}

/** For a country that the library does not know: only numbers with their country code can be read. */
function internationalOnly(typed: string, lengths: Lengths): ReadPhone {
  const { digits, plus, odd } = takeDigits(typed);
  const full = plus ? digits : digits.startsWith('00') ? digits.slice(2) : '';
  const value = odd || full.length < 5 || full.length > 17 ? null : international(full, lengths);
  return value === null ? NONE : { value, national: false, partial: false };
}
