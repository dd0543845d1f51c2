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
const FULL_WIDTH_PLUS = 0xff0b;

/** By country calling code: bit n is set where a national number of n digits is possible. 0 is no code. */
type Lengths = Int32Array;

let lengthsByCode: Lengths | null = null;

function possibleLengths(): Lengths {
  if (lengthsByCode) return lengthsByCode;
  const found = new Int32Array(1000);
  const metadata = new Metadata();
  for (const country of getCountries()) {
    metadata.selectNumberingPlan(country);
    const code = Number(getCountryCallingCode(country));
    let bits = found[code] ?? 0;
    for (const length of metadata.numberingPlan?.possibleLengths() ?? []) bits |= 1 << length;
    found[code] = bits;
  }
  lengthsByCode = found;
  return found;
}

/**
 * A number with its country code, where its length is possible there and it needs no repair. A national
 * part that begins with 0 is left to the library: it is a trunk prefix in some countries, not in others.
 */
function isInternational(digits: string, start: number, lengths: Lengths): boolean {
  let code = 0;
  for (let at = start; at < start + 3; at += 1) {
    code = code * 10 + digits.charCodeAt(at) - ZERO;
    const bits = lengths[code] ?? 0;
    if (bits !== 0)
      return digits.charCodeAt(at + 1) !== ZERO && (bits & (1 << (digits.length - at - 1))) !== 0;
  }
  return false;
}

interface Typed {
  digits: string;
  plus: boolean;
  /** Something beside digits and the usual punctuation. */
  odd: boolean;
}

const PUNCTUATION = ' ()-./\u00A0\u2010\u2011\u2012\u2013\u2014';

/** A plus and ASCII digits, nothing else. */
function isBare(typed: string): boolean {
  if (typed.charCodeAt(0) !== PLUS || typed.length < 6 || typed.length > 17) return false;
  for (let at = 1; at < typed.length; at += 1) {
    const code = typed.charCodeAt(at);
    if (code < ZERO || code > ZERO + 9) return false;
  }
  return true;
}

/** Whether a number is in E.164 form already and possible under its country code. */
export function isE164(typed: string): boolean {
  return isBare(typed) && isInternational(typed, 1, possibleLengths());
}

/** Digits of any script out of what people type between them: spaces, dashes, dots, brackets. */
function takeDigits(typed: string): Typed {
  let digits = '';
  let plus = false;
  for (let at = 0; at < typed.length; at += 1) {
    const code = typed.charCodeAt(at);
    const digit = digitOf(code);
    if (digit >= 0) digits += String(digit);
    else if ((code === PLUS || code === FULL_WIDTH_PLUS) && digits === '') plus = true;
    else if (!PUNCTUATION.includes(typed.charAt(at))) return { digits, plus, odd: true };
  }
  return { digits, plus, odd: false };
}

function fromLibrary(typed: string, country: CountryCode): ReadPhone {
  const text = asciiDigits(typed);
  const parsed = parsePhoneNumberFromString(text, { defaultCountry: country, extract: false });
  const national = !/^\s*(\+|00)/.test(text);
  if (parsed?.isValid()) return { value: parsed.number, national, partial: false };
  // Spreadsheets drop the plus of a number that they store as a number.
  const withPlus = national ? parsePhoneNumberFromString(`+${text}`, { extract: false }) : undefined;
  if (withPlus?.isValid()) return { value: withPlus.number, national: false, partial: false };
  const isDialable = parsed?.isPossible() === true && !parsed.nationalNumber.startsWith('0');
  return isDialable ? { value: parsed.number, national, partial: false } : NONE;
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
  const ownLengths = lengths[Number(code)] ?? 0;
  const trunkOf = createTrunkFinder(own);

  /** The digits from the country code on, where they stand for a number of this length. */
  function plain({ digits, plus }: Typed): string | null {
    const isOwnLength = (ownLengths & (1 << digits.length)) !== 0;
    const full = !plus && digits.startsWith('00') ? digits.slice(2) : digits;
    const isFull = plus || full !== digits || (digits.startsWith(code) && !isOwnLength);
    return isFull && isInternational(full, 0, lengths) ? full : null;
  }

  function one(typed: string): ReadPhone {
    if (isE164(typed)) return { value: typed, national: false, partial: false };
    const taken = takeDigits(typed);
    const { digits } = taken;
    if (taken.odd || digits.length < 5 || digits.length > 17) return fromLibrary(typed, own);
    const full = plain(taken);
    if (full !== null) {
      return { value: `+${full}`, national: false, partial: false };
    }
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
  if (odd || full.length < 5 || full.length > 17 || !isInternational(full, 0, lengths)) return NONE;
  return { value: `+${full}`, national: false, partial: false };
}
