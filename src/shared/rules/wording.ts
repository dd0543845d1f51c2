/** What somebody called a thing, by language: words in data are never one language's prose. */
export interface Wording {
  en?: string | undefined;
  uk?: string | undefined;
  bg?: string | undefined;
  ar?: string | undefined;
}

const order = ['en', 'uk', 'bg', 'ar'] as const;

/** The words in a language, else in the first one that has any; empty where nothing was said. */
export function wordsIn(wording: Wording, language: (typeof order)[number]): string {
  const said = [language, ...order].map((one) => wording[one]).find((one) => one !== undefined && one !== '');
  return said ?? '';
}

export const saysNothing = (wording: Wording): boolean => wordsIn(wording, 'en').trim() === '';
