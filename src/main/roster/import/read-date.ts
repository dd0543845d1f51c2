import { splitDate } from './split-date.ts';

/** How the numbers of a column of dates are ordered, decided once for the whole column. */
export interface DateOrder {
  dayFirst: boolean;
  /** No value proves the order and nobody was asked yet. */
  ambiguous: boolean;
  /** Some values are possible only one way and some only the other. */
  mixed: boolean;
}

export type DateFaultCode =
  | 'date_unreadable'
  | 'date_impossible'
  | 'date_year_only'
  | 'date_other_calendar'
  | 'date_in_future'
  | 'date_too_old';

export interface ReadDate {
  /** `YYYY-MM-DD`, null where there is a fault. */
  value: string | null;
  fault: DateFaultCode | null;
  /** The century was guessed from two digits. */
  shortYear: boolean;
}

export interface ReadDateOptions {
  dayFirst: boolean;
  /** `YYYY-MM-DD`. */
  today: string;
  /** A birth date lies in the past and makes an age of 0 to 120 years; other dates may lie ahead. */
  birth: boolean;
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const OLDEST_AGE = 120;
/** Of two possible centuries of a birth year the later one counts only if it makes at least this age. */
const YOUNGEST_GUESSED_AGE = 5;

function isRealDate(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= (DAYS[month - 1] ?? 0) + (leap ? 1 : 0);
}

/**
 * Looks at every value of a column for one that proves whether day or month comes first. Dots alone
 * prove nothing but are written by languages that put the day first, so nobody is asked for them.
 * @param told what the person answered; it settles what the values leave open
 */
export function decideDateOrder(values: Iterable<string>, told?: boolean): DateOrder {
  let provesDay = false;
  let provesMonth = false;
  let open = false;
  let dottedOpen = false;
  for (const value of values) {
    if (value === '') continue;
    const parts = splitDate(value);
    if (parts.kind !== 'either') continue;
    const { first, second, dotted } = parts;
    if (first > 12 && second <= 12) provesDay = true;
    else if (second > 12 && first <= 12) provesMonth = true;
    else if (first !== second && first <= 12) {
      if (dotted) dottedOpen = true;
      else open = true;
    }
  }
  const mixed = provesDay && provesMonth;
  const proven = provesDay !== provesMonth;
  const undecided = mixed ? open || dottedOpen : open && !proven;
  return {
    dayFirst: proven ? provesDay : (told ?? true),
    ambiguous: undecided && told === undefined,
    mixed,
  };
}

function fullYear(typed: number, shortYear: boolean, options: ReadDateOptions): number {
  if (!shortYear) return typed;
  if (!options.birth) return 2000 + typed;
  const thisYear = Number(options.today.slice(0, 4));
  return 2000 + typed <= thisYear - YOUNGEST_GUESSED_AGE ? 2000 + typed : 1900 + typed;
}

function fault(code: DateFaultCode): ReadDate {
  return { value: null, fault: code, shortYear: false };
}

function twoDigits(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}

function check(
  year: number,
  month: number,
  day: number,
  shortYear: boolean,
  options: ReadDateOptions,
): ReadDate {
  // Solar and lunar Hijri years of anybody alive today.
  if (year >= 1250 && year <= 1500) return fault('date_other_calendar');
  if (year < 1000 || !isRealDate(year, month, day)) return fault('date_impossible');
  const value = `${year}-${twoDigits(month)}-${twoDigits(day)}`;
  if (options.birth) {
    if (value > options.today) return fault('date_in_future');
    const oldest = Number(options.today.slice(0, 4)) - OLDEST_AGE - 1;
    if (value <= `${oldest}${options.today.slice(4)}`) return fault('date_too_old');
  }
  return { value, fault: null, shortYear };
}

/**
 * Reads one date as people type them: ISO, day-month-year with any separator, two-digit years, month
 * names in four languages, Excel day numbers, digits of other scripts. Where only one order of day and
 * month is possible that one is taken, whatever the column says.
 */
export function readDate(text: string, options: ReadDateOptions): ReadDate {
  const parts = splitDate(text);
  if (parts.kind === 'unreadable') return fault('date_unreadable');
  if (parts.kind === 'year_only') return fault('date_year_only');
  const year = fullYear(parts.year, parts.shortYear, options);
  if (parts.kind === 'sure') return check(year, parts.month, parts.day, parts.shortYear, options);
  const { first, second, shortYear } = parts;
  const dayFirst = first > 12 ? true : second > 12 ? false : options.dayFirst;
  return dayFirst
    ? check(year, second, first, shortYear, options)
    : check(year, first, second, shortYear, options);
}
