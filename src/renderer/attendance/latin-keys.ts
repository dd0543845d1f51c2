import type { KeyboardEvent } from 'react';

/**
 * Puts the Latin letter of a key into a field while another alphabet is on: on paper stand Latin letters, and nobody
 * should have to switch layouts to type them off.
 */
export function insertLatin(event: KeyboardEvent<HTMLInputElement>, set: (value: string) => void): void {
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1];
  if (!letter || event.ctrlKey || event.altKey || event.metaKey) return;
  if (/^[\x20-\x7e]$/.test(event.key)) return;
  event.preventDefault();
  const field = event.currentTarget;
  const [from, to] = [field.selectionStart ?? field.value.length, field.selectionEnd ?? field.value.length];
  field.setRangeText(letter, from, to, 'end');
  set(field.value);
}
