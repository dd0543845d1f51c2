import { foldName } from '../../roster/import/fold-text.ts';
import { latinForm } from '../../roster/latin-form.ts';

/** What spellings of one sound in Latin letters have in common beyond `latinForm`, for names that learners type themselves. */
export const soundOf = (text: string): string =>
  latinForm(text)
    .replaceAll('shch', 'sht')
    .replaceAll('x', 'ks')
    .replaceAll('ph', 'f')
    .replace(/c(?!h)/g, 'k')
    .replace(/(.)\1+/gu, '$1');

/** Arabic letters by the consonant that Latin spellings have for them; long vowels and ع have none. */
const consonants: Record<string, string> = {
  ...{ ب: 'b', ت: 't', ث: 't', ج: 'j', ح: 'h', خ: 'h', د: 'd', ذ: 'd', ر: 'r', ز: 'z', س: 's', ش: 's' },
  ...{ ص: 's', ض: 'd', ط: 't', ظ: 'z', غ: 'g', ف: 'f', ق: 'k', ك: 'k', ل: 'l', م: 'm', ن: 'n', ه: 'h' },
};

/**
 * The consonants of a name, the same for an Arabic name and its usual Latin spellings: محمد, Mohammed and Muhamad are
 * mhmd. Empty for other scripts. An article and a feminine ending that is not spoken are left out.
 */
export function skeletonOf(text: string): string {
  const folded = foldName(text);
  if (/[\u0600-\u06ff]/.test(folded)) {
    const bare = folded.replace(/^ال(?=.{2})/, '').replace(/(?<=.{2})ه$/, '');
    return [...bare]
      .map((letter) => consonants[letter] ?? '')
      .join('')
      .replace(/(.)\1+/g, '$1');
  }
  if (!/^[a-z]+$/.test(folded)) return '';
  return folded
    .replace(/^(?:al|el)(?=.{3})/, '')
    .replace(/(?<=.{2})h$/, '')
    .replaceAll('sh', 's')
    .replaceAll('th', 't')
    .replaceAll('kh', 'h')
    .replaceAll('gh', 'g')
    .replaceAll('dh', 'd')
    .replace(/[qc]/g, 'k')
    .replace(/[aeiouwy]/g, '')
    .replace(/(.)\1+/g, '$1');
}

/** Words of a file or folder name: at everything that is no letter, and where small letters meet a capital. */
export const wordsOf = (name: string): string[] =>
  name
    .normalize('NFC')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .split(/[^\p{L}\p{M}'’ʼ`]+/u)
    .filter((word) => /\p{L}/u.test(word));
