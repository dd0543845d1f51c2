import type { Language } from '../../shared/contract/values.ts';
import { currentLanguage } from '../app/words.ts';

export const commaOf = (language: Language): string => (language === 'ar' ? '، ' : ', ');

/** Parts of a sentence side by side, with the comma of the language; what is empty is left out. */
export const withComma = (...parts: readonly (string | null | false)[]): string =>
  parts.filter(Boolean).join(commaOf(currentLanguage()));
