import { currentLanguage } from '../app/words.ts';

/** Parts of a sentence side by side, with the comma of the language; what is empty is left out. */
export const withComma = (...parts: readonly (string | null | false)[]): string =>
  parts.filter(Boolean).join(currentLanguage() === 'ar' ? '، ' : ', ');
