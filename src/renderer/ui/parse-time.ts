import { onlyDigits } from './digits.ts';

/** What people type for a time of day, in any digits, as `HH:MM`: 9, 930, 9:30, 09.30, 9 30. Null if it is none. */
export function parseTime(text: string): string | null {
  const parts = text
    .trim()
    .split(/[\s:.,،٫h-]+/u)
    .map(onlyDigits)
    .filter((part) => part !== '');
  const [first = '', second] = parts;
  if (parts.length > 2 || first === '' || first.length > 4) return null;
  const packed = second === undefined && first.length > 2;
  const hours = Number(packed ? first.slice(0, -2) : first);
  const minutes = Number(packed ? first.slice(-2) : (second ?? '0'));
  if (hours > 23 || minutes > 59 || (second !== undefined && second.length !== 2)) return null;
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}
