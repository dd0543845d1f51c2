import type { Language } from '../../shared/contract/values.ts';
import { fetchWords, languages } from './words.ts';

/** A text as it is compared: without case, marks over letters, apostrophes, hyphens and double spaces. */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}'’ʼ`…]/gu, '')
    .replace(/[\s\p{Pd}]+/gu, ' ')
    .trim();

/** What every catalog calls something, folded: whoever speaks another language than the screen finds it too. */
export type Labels = (key: string) => readonly string[];

/** `key` is `room:path.to.word`. */
export async function fetchLabels(): Promise<Labels> {
  const catalogs = await Promise.all((Object.keys(languages) as Language[]).map(fetchWords));
  const known = new Map<string, readonly string[]>();
  return (key) => {
    let labels = known.get(key);
    if (!labels) {
      labels = catalogs.flatMap((catalog) => {
        const word = key.split(/[:.]/).reduce<unknown>(
          // A path through objects that we wrote ourselves.
          (node, part) => (node as Record<string, unknown> | undefined)?.[part],
          catalog,
        );
        return typeof word === 'string' ? [fold(word)] : [];
      });
      known.set(key, labels);
    }
    return labels;
  };
}
