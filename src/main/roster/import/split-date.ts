import { asciiDigits, digitOf, wordKey } from './clean-text.ts';
import { monthNumber } from './month-names.ts';

/** What a typed date is made of, before it is known which of two numbers is the day. */
export type DateParts =
  /** Year and the other two in a known order. */
  | { kind: 'sure'; year: number; month: number; day: number; shortYear: boolean }
  /** Two numbers that may be day and month either way; `dotted` is how day-first languages write them. */
  | { kind: 'either'; first: number; second: number; year: number; shortYear: boolean; dotted: boolean }
  | { kind: 'year_only'; year: number }
  | { kind: 'unreadable' };

const UNREADABLE: DateParts = { kind: 'unreadable' };
/** Excel day numbers taken for dates: 1927-05-18 to 2064-04-08. Fewer digits could be anything. */
const FIRST_SERIAL = 10_000;
const LAST_SERIAL = 60_000;

/**
 * Day number of Excel's 1900 system as a date. Counted from 1899-12-30, which makes up for Excel's
 * 29 February 1900 that never was. Civil date from days: Howard Hinnant, "chrono-compatible low-level
 * date algorithms".
 */
function fromSerial(serial: number): DateParts {
  const shifted = serial - 25_569 + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return { kind: 'sure', year, month, day, shortYear: false };
}

/** One run of digits: an Excel day number, a year alone, or 20030915 and 15092003 without separators. */
function fromOneNumber(number: number, digits: number): DateParts {
  if (digits === 5 && number >= FIRST_SERIAL && number <= LAST_SERIAL) return fromSerial(number);
  if (digits === 4 && number >= 1900 && number <= 2100) return { kind: 'year_only', year: number };
  if (digits !== 8) return UNREADABLE;
  const start = Math.floor(number / 10_000);
  if (start >= 1900 && start <= 2100) {
    return {
      kind: 'sure',
      year: start,
      month: Math.floor(number / 100) % 100,
      day: number % 100,
      shortYear: false,
    };
  }
  return {
    kind: 'either',
    first: Math.floor(number / 1_000_000),
    second: Math.floor(number / 10_000) % 100,
    year: number % 10_000,
    shortYear: false,
    dotted: true,
  };
}

/** Day, month name and year in any order, with whatever words people put between them. */
function fromWords(text: string): DateParts {
  const words = wordKey(asciiDigits(text)).split(' ');
  let month: number | null = null;
  const numbers: { value: number; digits: number }[] = [];
  for (const [index, word] of words.entries()) {
    const digits = /^(\d{1,4})(?:st|nd|rd|th|го|ого|р|г)?$/.exec(word)?.[1];
    if (digits !== undefined) numbers.push({ value: Number(digits), digits: digits.length });
    month ??= monthNumber(`${word} ${words[index + 1] ?? ''}`) ?? monthNumber(word);
  }
  const [first, second] = numbers;
  if (month === null || !first || !second) return UNREADABLE;
  const [day, year] = first.digits > 2 ? [second, first] : [first, second];
  if (day.digits > 2) return UNREADABLE;
  return { kind: 'sure', year: year.value, month, day: day.value, shortYear: year.digits <= 2 };
}

function isSeparator(code: number): boolean {
  // . / - and their Arabic and typographic relatives, space, comma
  return (
    code === 0x2e ||
    code === 0x2f ||
    code === 0x2d ||
    code === 0x20 ||
    code === 0x2c ||
    code === 0x060c ||
    code === 0x066b ||
    code === 0x2010 ||
    code === 0x2011 ||
    code === 0x2012 ||
    code === 0x2013
  );
}

/** Two ASCII digits as a number, below 0 where they are none. */
function pair(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 0x30;
  const ones = text.charCodeAt(at + 1) - 0x30;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -10_000;
}

/** How `packCommon` says which number is which. */
export const YEAR_FIRST = 0;
export const DOTTED = 1;
export const OTHERWISE_SEPARATED = 2;

/**
 * "15.09.2003" and "2003-09-15" (and what follows it), the forms of nearly every date of nearly every
 * file, as one number and without making an object: kind + 4 * (two numbers in the order of the text,
 * each times a hundred) + the year times 40,000. -1 for any other form.
 */
export function packCommon(text: string): number {
  if (text.length < 10) return -1;
  const third = text.charCodeAt(2);
  if (isSeparator(third)) {
    if (text.length !== 10 || text.charCodeAt(5) !== third) return -1;
    const year = pair(text, 6) * 100 + pair(text, 8);
    const first = pair(text, 0);
    const second = pair(text, 3);
    if (year < 0 || first < 0 || second < 0) return -1;
    return pack(year, first, second, third === 0x2e ? DOTTED : OTHERWISE_SEPARATED);
  }
  const fifth = text.charCodeAt(4);
  if (!isSeparator(fifth) || text.charCodeAt(7) !== fifth) return -1;
  if (text.length > 10 && digitOf(text.charCodeAt(10)) >= 0) return -1;
  const year = pair(text, 0) * 100 + pair(text, 2);
  const month = pair(text, 5);
  const day = pair(text, 8);
  return year < 0 || month < 0 || day < 0 ? -1 : pack(year, month, day, YEAR_FIRST);
}

function pack(year: number, first: number, second: number, kind: number): number {
  return ((year * 100 + first) * 100 + second) * 4 + kind;
}

export const kindOf = (packed: number) => packed % 4;
export const firstOf = (packed: number) => Math.floor(packed / 400) % 100;
export const secondOf = (packed: number) => Math.floor(packed / 4) % 100;
export const yearOf = (packed: number) => Math.floor(packed / 40_000);

/** Takes a typed date apart. A time after the date is passed over. */
export function splitDate(text: string): DateParts {
  const packed = packCommon(text);
  if (packed < 0) return splitAny(text);
  const [year, first, second] = [yearOf(packed), firstOf(packed), secondOf(packed)];
  const kind = kindOf(packed);
  if (kind === YEAR_FIRST) return { kind: 'sure', year, month: first, day: second, shortYear: false };
  return { kind: 'either', first, second, year, shortYear: false, dotted: kind === DOTTED };
}

function splitAny(text: string): DateParts {
  const numbers = [0, 0, 0];
  const digits = [0, 0, 0];
  let group = 0;
  let separator = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const digit = digitOf(code);
    if (digit >= 0) {
      numbers[group] = (numbers[group] ?? 0) * 10 + digit;
      digits[group] = (digits[group] ?? 0) + 1;
      if ((digits[group] ?? 0) > 8) return UNREADABLE;
    } else if (isSeparator(code)) {
      if (digits[group] === 0) continue;
      if (group === 2) break;
      if (separator === 0) separator = code;
      group += 1;
    } else {
      // After a whole date: the T of an ISO time, the "р." of a year. Before: a month's name.
      if (group === 2 && digits[2] !== 0) break;
      return fromWords(text);
    }
  }
  return fromNumbers(numbers, digits, separator);
}

function fromNumbers(numbers: readonly number[], digits: readonly number[], separator: number): DateParts {
  const [first = 0, second = 0, third = 0] = numbers;
  const [firstDigits = 0, secondDigits = 0, thirdDigits = 0] = digits;
  if (secondDigits === 0) return fromOneNumber(first, firstDigits);
  if (thirdDigits === 0)
    return separator === 0x2e && firstDigits === 5 ? fromOneNumber(first, 5) : UNREADABLE;
  if (firstDigits === 4 && secondDigits <= 2 && thirdDigits <= 2) {
    return { kind: 'sure', year: first, month: second, day: third, shortYear: false };
  }
  if (firstDigits > 2 || secondDigits > 2 || (thirdDigits !== 4 && thirdDigits !== 2)) return UNREADABLE;
  const dotted = separator === 0x2e;
  return { kind: 'either', first, second, year: third, shortYear: thirdDigits === 2, dotted };
}
