/** Digits of Latin, Arabic and Persian script as 0 to 9. */
function plainDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06F0-\u06F9]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
}

function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/**
 * A date as people of our languages type it, day first: `15.09.2003`, `15/9/2003`, `15 9 2003`, `15092003`,
 * or `2003-09-15`. Returns `YYYY-MM-DD`, or null for what is no day of the calendar.
 */
export function parseDate(typed: string): string | null {
  const text = plainDigits(typed).trim();
  const parts = /^\d{8}$/.test(text)
    ? [text.slice(0, 2), text.slice(2, 4), text.slice(4)]
    : text.split(/[\s./\-,،]+/).filter((part) => part !== '');
  if (parts.length !== 3 || !parts.every((part) => /^\d+$/.test(part))) return null;
  const [first = '', second = '', third = ''] = parts;
  const [year, day] = first.length === 4 ? [first, third] : [third, first];
  if (year.length !== 4 || day.length > 2 || second.length > 2) return null;
  if (!isDay(Number(year), Number(second), Number(day))) return null;
  return `${year}-${second.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** A date in the form in which it is typed: `15.09.2003`. */
export function typedDate(date: string): string {
  return `${date.slice(8, 10)}.${date.slice(5, 7)}.${date.slice(0, 4)}`;
}
