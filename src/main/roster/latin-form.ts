import { foldName } from './import/fold-text.ts';

const letters: Record<string, string> = {
  ...{ а: 'a', б: 'b', в: 'v', г: 'h', д: 'd', е: 'e', є: 'ie', ё: 'io', ж: 'zh', з: 'z', и: 'i', і: 'i' },
  ...{ ї: 'i', й: 'i', к: 'k', л: 'l', м: 'm', н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u' },
  ...{
    ф: 'f',
    х: 'h',
    ц: 'ts',
    ч: 'ch',
    ш: 'sh',
    щ: 'shch',
    ъ: 'a',
    ы: 'i',
    ь: '',
    э: 'e',
    ю: 'iu',
    я: 'ia',
  },
  ...{ g: 'h', j: 'i', w: 'v', y: 'i' },
};

/**
 * A name as it sounds, in Latin letters: what Cyrillic and its usual Latin spellings have in common. г, ґ, х, g, h and
 * kh fall together, as do и, і, ї, й, y and j, and letters that stand twice. Other scripts stay as they are.
 */
export function latinForm(text: string): string {
  return foldName(text)
    .replace(/\p{L}/gu, (letter) => letters[letter] ?? letter)
    .replaceAll('kh', 'h')
    .replace(/(.)\1+/gu, '$1');
}
