import { useCallback } from 'react';
import { currentLanguage, currentLocale, useWords } from '../app/words.ts';

/** A word for a code that came from the data, where the compiler cannot know the key; the code where there is none. */
export type Say = (list: string, code: string, values?: Record<string, unknown>) => string;

export function useSay(): Say {
  const t = useWords();
  return useCallback(
    (list, code, values = {}) => {
      const say = t as unknown as (key: string, values: Record<string, unknown>) => string;
      return say(`${list}.${code}`, { defaultValue: code, ...values });
    },
    [t],
  );
}

/** A name that is kept in several languages, in the one of the screen. */
export function inLanguage(words: Readonly<Record<string, string>> | null | undefined): string | null {
  if (!words) return null;
  return words[currentLanguage()] ?? words.en ?? Object.values(words)[0] ?? null;
}

/** A language by its code: `uk` is "Ukrainian"; what is no code stays as it was typed. */
export function languageName(code: string): string {
  if (!/^[a-z]{2,3}$/.test(code)) return code;
  try {
    return new Intl.DisplayNames([currentLocale()], { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** What somebody typed, inside a sentence of ours: set apart so that its script turns nothing around it. */
export const apart = (text: string): string => `\u2068${text}\u2069`;
