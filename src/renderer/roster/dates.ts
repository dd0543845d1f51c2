import type { TFunction } from 'i18next';
import { dateText, type useWords } from '../app/words.ts';

const long: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long', year: 'numeric' };

/** `2026-03-12` as "12 March 2026". */
export const fullDate = (date: string): string => dateText(date, long);

/** A stretch of time in words: "1 March – 30 May 2026", "from 1 March 2026"; null where neither end is known. */
export function stretchText(
  t: ReturnType<typeof useWords> | TFunction,
  from: string | null,
  to: string | null,
): string | null {
  const say = t as ReturnType<typeof useWords>;
  if (from !== null && to !== null) {
    const sameYear = from.slice(0, 4) === to.slice(0, 4);
    const start = sameYear ? dateText(from, { day: 'numeric', month: 'long' }) : fullDate(from);
    return say('roster:between', { from: start, to: fullDate(to) });
  }
  if (from !== null) return say('roster:from_date', { date: fullDate(from) });
  return to === null ? null : say('roster:to_date', { date: fullDate(to) });
}
