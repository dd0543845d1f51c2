import { cleanLine } from './clean-text.ts';
import {
  DOTTED,
  firstOf,
  kindOf,
  packCommon,
  secondOf,
  splitDate,
  YEAR_FIRST,
  yearOf,
} from './split-date.ts';

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

/** What there is to say about a date that was read. */
export interface DateNotes {
  fault: DateFaultCode | null;
  /** The century was guessed from two digits. */
  shortYear: boolean;
}

export interface ReadDate extends DateNotes {
  /** `YYYY-MM-DD`, null where there is a fault or nothing was typed. */
  value: string | null;
}

export interface ReadDateOptions {
  dayFirst: boolean;
  /** `YYYY-MM-DD`. */
  today: string;
  /** A birth date lies in the past and makes an age of 0 to 120 years; other dates may lie ahead. */
  birth: boolean;
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const ZERO = 0x30;
const DASH = 0x2d;
const OLDEST_AGE = 120;
/** Of two possible centuries of a birth year the later one counts only if it makes at least this age. */
const YOUNGEST_GUESSED_AGE = 5;

function isRealDate(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= (DAYS[month - 1] ?? 0) + (leap ? 1 : 0);
}

/**
 * What the values of a column prove about the order of day and month, gathered value by value. Dots alone
 * prove nothing but are written by languages that put the day first, so nobody is asked about them.
 */
export interface DateEvidence {
  weigh(first: number, second: number, dotted: boolean): void;
  /** @param told what the person answered; it settles what the values leave open */
  decide(told?: boolean): DateOrder;
}

export function gatherDateEvidence(): DateEvidence {
  let provesDay = false;
  let provesMonth = false;
  let open = false;
  let dottedOpen = false;
  return {
    weigh(first, second, dotted) {
      if (first > 12 && second <= 12) provesDay = true;
      else if (second > 12 && first <= 12) provesMonth = true;
      else if (first !== second && first <= 12) {
        if (dotted) dottedOpen = true;
        else open = true;
      }
    },
    decide(told) {
      const mixed = provesDay && provesMonth;
      const proven = provesDay !== provesMonth;
      const undecided = mixed ? open || dottedOpen : open && !proven;
      return {
        dayFirst: proven ? provesDay : (told ?? true),
        ambiguous: undecided && told === undefined,
        mixed,
      };
    },
  };
}

/** Decides for a list of values; see `DateEvidence`. */
export function decideDateOrder(values: Iterable<string>, told?: boolean): DateOrder {
  const evidence = gatherDateEvidence();
  for (const value of values) {
    const parts = splitDate(value);
    if (parts.kind === 'either') evidence.weigh(parts.first, parts.second, parts.dotted);
  }
  return evidence.decide(told);
}

/** `YYYY-MM-DD` of a year of four digits. */
function isoDate(year: number, month: number, day: number): string {
  return String.fromCharCode(
    ZERO + Math.floor(year / 1000),
    ZERO + (Math.floor(year / 100) % 10),
    ZERO + (Math.floor(year / 10) % 10),
    ZERO + (year % 10),
    DASH,
    ZERO + Math.floor(month / 10),
    ZERO + (month % 10),
    DASH,
    ZERO + Math.floor(day / 10),
    ZERO + (day % 10),
  );
}

/** Days remembered at most by a reader. */
const MOST_REMEMBERED = 1000;

/** Gives `YYYY-MM-DD`, or null where there is a fault or nothing was typed. Overwrites `notes`. */
export type DateReader = (text: string, notes: DateNotes) => string | null;

/**
 * Makes the reader of a column of dates as people type them: ISO, day-month-year with any separator,
 * two-digit years, month names in four languages, Excel day numbers, digits of other scripts. Where only
 * one order of day and month is possible that one is taken, whatever the column says.
 * @param evidence takes note of what each value proves about the column
 */
export function createDateReader(options: ReadDateOptions, evidence?: DateEvidence): DateReader {
  const today = Number(options.today.replaceAll('-', ''));
  const thisYear = Math.floor(today / 10_000);
  // Who reached this date of birth or an earlier one is more than OLDEST_AGE years old.
  const tooOld = today - (OLDEST_AGE + 1) * 10_000;

  const texts = new Map<number, string>();

  function fullYear(typed: number, shortYear: boolean): number {
    if (!shortYear) return typed;
    if (!options.birth || 2000 + typed <= thisYear - YOUNGEST_GUESSED_AGE) return 2000 + typed;
    return 1900 + typed;
  }

  function check(typedYear: number, month: number, day: number, notes: DateNotes): string | null {
    const year = fullYear(typedYear, notes.shortYear);
    const number = year * 10_000 + month * 100 + day;
    notes.fault = faultOf(year, month, day, number);
    if (notes.fault !== null) return null;
    return options.birth ? isoDate(year, month, day) : textOf(number, year, month, day);
  }

  function faultOf(year: number, month: number, day: number, number: number): DateFaultCode | null {
    // Solar and lunar Hijri years of anybody alive today.
    if (year >= 1250 && year <= 1500) return 'date_other_calendar';
    if (year < 1000 || !isRealDate(year, month, day)) return 'date_impossible';
    if (options.birth && number > today) return 'date_in_future';
    return options.birth && number <= tooOld ? 'date_too_old' : null;
  }

  /** Forms are sent and people enroll on few days, so their texts are made once. */
  function textOf(number: number, year: number, month: number, day: number): string {
    const known = texts.get(number);
    if (known !== undefined) return known;
    const text = isoDate(year, month, day);
    if (texts.size < MOST_REMEMBERED) texts.set(number, text);
    return text;
  }

  function either(first: number, second: number, year: number, notes: DateNotes): string | null {
    const dayFirst = first > 12 ? true : second > 12 ? false : options.dayFirst;
    return dayFirst ? check(year, second, first, notes) : check(year, first, second, notes);
  }

  function readAny(text: string, notes: DateNotes): string | null {
    const parts = splitDate(text);
    if (parts.kind === 'unreadable' || parts.kind === 'year_only') {
      notes.fault = `date_${parts.kind}`;
      return null;
    }
    notes.shortYear = parts.shortYear;
    if (parts.kind === 'sure') return check(parts.year, parts.month, parts.day, notes);
    evidence?.weigh(parts.first, parts.second, parts.dotted);
    return either(parts.first, parts.second, parts.year, notes);
  }

  return (text, notes) => {
    notes.fault = null;
    notes.shortYear = false;
    const packed = packCommon(text);
    if (packed < 0) {
      const clean = cleanLine(text);
      return clean === '' ? null : readAny(clean, notes);
    }
    const first = firstOf(packed);
    const second = secondOf(packed);
    const kind = kindOf(packed);
    if (kind === YEAR_FIRST) return check(yearOf(packed), first, second, notes);
    evidence?.weigh(first, second, kind === DOTTED);
    return either(first, second, yearOf(packed), notes);
  };
}

/** One date alone; `createDateReader` serves columns. */
export function readDate(text: string, options: ReadDateOptions): ReadDate {
  const notes: DateNotes = { fault: null, shortYear: false };
  const value = createDateReader(options)(text, notes);
  return { value, fault: notes.fault, shortYear: value !== null && notes.shortYear };
}
