import { useEffect, useState } from 'react';
import type { Language } from '../../shared/contract/values.ts';
import type { Status } from '../../shared/rules/statuses.ts';
import { commaOf } from '../ui/with-comma.ts';
import { languages, type Words, wordsIn } from './words.ts';

/** Words, digits and dates of the language that something is printed in, whatever the screen speaks. */
export interface PrintWords {
  language: Language;
  direction: 'ltr' | 'rtl';
  t: Words;
  number(value: number): string;
  /** 0 to 100, to a tenth: "87.5%". */
  percent(value: number): string;
  /** `2026-03-12` as "Thursday 12 March 2026". */
  date(date: string, options?: Intl.DateTimeFormatOptions): string;
  /** Local wall time `10:05`. */
  time(time: string): string;
  /** Things of one kind side by side; what is empty is left out. */
  list(parts: readonly (string | null)[]): string;
  /** A status by the program's own label, else by the catalog's. */
  status(status: Status): string;
}

const wholeDate: Intl.DateTimeFormatOptions = {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
};

export async function fetchPrintWords(language: Language): Promise<PrintWords> {
  const t = await wordsIn(language);
  const { direction, locale } = languages[language];
  const numbers = new Intl.NumberFormat(locale);
  const percents = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const twoDigits = new Intl.NumberFormat(locale, { minimumIntegerDigits: 2, useGrouping: false });
  const say = t as unknown as (keys: string[]) => string;
  return {
    language,
    direction,
    t,
    number: (value) => numbers.format(value),
    percent: (value) => percents.format(value / 100),
    date: (date, options = wholeDate) =>
      new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`)),
    time: (time) =>
      time
        .split(':')
        .map((part) => twoDigits.format(Number(part)))
        .join(':'),
    list: (parts) => parts.filter(Boolean).join(commaOf(language)),
    status: ({ code, label }) =>
      label?.[language] ?? label?.en ?? say([`attendance:status.${code}`, 'attendance:status.other']),
  };
}

/** Null until the catalog is here. */
export function usePrintWords(language: Language): PrintWords | null {
  const [words, setWords] = useState<PrintWords | null>(null);
  useEffect(() => {
    let wanted = true;
    void fetchPrintWords(language).then((found) => wanted && setWords(found));
    return () => {
      wanted = false;
    };
  }, [language]);
  return words?.language === language ? words : null;
}
