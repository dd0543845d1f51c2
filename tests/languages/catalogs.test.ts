import { describe, expect, it } from 'vitest';
import { type Category, callable, catalogOf, categories, english, formOf } from './read.ts';

const translated = ['uk', 'bg', 'ar'] as const;
const everywhere = ['en', ...translated] as const;

/** Names that stay as they are in every language. */
const names =
  /^(?:Rollbook|Alt|Backspace|Caps|Ctrl|Enter|Esc|Lock|Shift|Tab|COCO|CSV|CVAT|Electron|Excel|Forms|GPS|Google|HEIC|IoU|JPEG|KoboToolbox|LibreOffice|MB|Moodle|OKS|PIN|PNG|TSV|USB|VOC|WebP|YOLO|ZIP|csv|json|xlsx)$/;
const latinWord = /\p{Script=Latin}[\p{Script=Latin}\p{M}]*/gu;

const placeholders = (text: string): string[] => (text.match(/\{\{[^}]*\}\}/g) ?? []).sort();
const plain = (text: string): string => text.replace(/\{\{[^}]*\}\}|UTF-8|SHA-256|F1/g, ' ');
/** What is left to translate: without values, names and signs. */
const wordsIn = (text: string): string =>
  plain(text)
    .replace(latinWord, (word) => (names.test(word) ? '' : word))
    .replace(/[^\p{L}]/gu, '');

const rulesOf = (language: string): Intl.PluralRules => new Intl.PluralRules(language);

/** Forms that speak of a single number, so that a word can say which: "two" in Arabic, but not "one" in Ukrainian. */
function namesOneNumber(language: string, category: Category): boolean {
  const rules = rulesOf(language);
  const numbers = Array.from({ length: 1000 }, (_, number) => number);
  const said = numbers.filter((number) => rules.select(number) === category);
  // A form that the language does not have is i18next's own for nothing at all.
  return said.length <= 1;
}

describe.each(everywhere)('the words in %s', (language) => {
  const words = catalogOf(language);
  const all = [...words];

  it('are those of English, in every plural form of the language and no other', () => {
    const forms = rulesOf(language).resolvedOptions().pluralCategories as Category[];
    const wanted = [...callable].flatMap((base) => {
      if (english.has(base)) return [base];
      const here = categories.filter(
        (category) => forms.includes(category) || (category === 'zero' && english.has(`${base}_zero`)),
      );
      return here.map((category) => `${base}_${category}`);
    });
    const missing = wanted.filter((key) => !words.has(key));
    const unknown = [...words.keys()].filter((key) => !wanted.includes(key));
    expect({ missing, unknown }).toEqual({ missing: [], unknown: [] });
  });

  it('show the same values in the same formats', () => {
    const wrong = all.filter(([key, text]) => {
      const { base, category } = formOf(key);
      const wanted = placeholders(english.get(category ? `${base}_other` : key) ?? '');
      const shown = placeholders(text);
      if (shown.join() === wanted.join()) return false;
      const uncounted = wanted.filter((one) => !/^\{\{count\b/.test(one));
      return !(category && namesOneNumber(language, category) && shown.join() === uncounted.join());
    });
    expect(wrong).toEqual([]);
  });

  it('are never empty, nor spaced at their ends or twice', () => {
    expect(
      all.filter(([, text]) => text.trim() === '' || text !== text.trim() || text.includes('  ')),
    ).toEqual([]);
  });

  it('have neither straight quotes nor three dots', () => {
    expect(
      all.filter(([, text]) => /["`]|\.\.\.|(?<=\p{L})'/u.test(text)).filter(() => language !== 'en'),
    ).toEqual([]);
  });
});

describe.each(translated)('the translation into %s', (language) => {
  const all = [...catalogOf(language)];
  const script = language === 'ar' ? /\p{Script=Arabic}/u : /\p{Script=Cyrillic}/u;

  it('leaves nothing in English', () => {
    expect(all.filter(([key, text]) => text === english.get(key) && wordsIn(text) !== '')).toEqual([]);
    const foreign = all.flatMap(([key, text]) =>
      (plain(text).match(latinWord) ?? [])
        .filter((word) => !names.test(word))
        .map((word) => `${key}: ${word}`),
    );
    expect(foreign).toEqual([]);
  });

  it('is written in its own letters', () => {
    const bare = all.filter(
      ([key, text]) =>
        !script.test(text) &&
        !/\d/.test(text) &&
        (wordsIn(text) !== '' || wordsIn(english.get(key) ?? '') !== ''),
    );
    expect(bare).toEqual([]);
  });

  it('mixes no look-alikes of another alphabet into a word', () => {
    const mixed =
      /\p{Script=Latin}\p{M}*[\p{Script=Cyrillic}\p{Script=Arabic}]|[\p{Script=Cyrillic}\p{Script=Arabic}]\p{M}*\p{Script=Latin}/u;
    const foreign = { uk: /[ыэёъў]/i, bg: /[ыэёіїєґў]/i, ar: /[\u06A9\u06CC\u06F0-\u06F90-9]/ }[language];
    expect(all.filter(([, text]) => mixed.test(plain(text)) || foreign.test(plain(text)))).toEqual([]);
  });

  it('has the punctuation of the language', () => {
    const foreign = { uk: /[„“”]/, bg: /[«»]|„[^“]*$/, ar: /[,;?]|[„“”]/ }[language];
    expect(all.filter(([, text]) => foreign.test(plain(text)))).toEqual([]);
  });
});

describe('a text written from right to left', () => {
  /** Values that people typed: a name in Latin letters would turn the signs beside it around. */
  const typed =
    /^(?:column|cohort|destination|example|folder|id|incident|name|path|title|typed|value|version|why)$/;

  it('keeps what people typed apart from its own direction', () => {
    const bare = [...catalogOf('ar')].filter(([, text]) =>
      [...text.matchAll(/(.?)\{\{(\w+)\}\}(.?)/gu)].some(
        ([whole, before, value = '', after]) =>
          whole !== text && typed.test(value) && (before !== '\u2068' || after !== '\u2069'),
      ),
    );
    expect(bare).toEqual([]);
  });
});

describe('the translations', () => {
  /** Where a word has little room: how many letters more than English it may have. */
  const narrow = [
    { keys: /^app:places\./, more: 6, least: 12 },
    { keys: /^attendance:(status|reasons)\./, more: 8, least: 15 },
    { keys: /^attendance:(rest_present|counts\.|minutes$)/, more: 9, least: 0 },
    {
      keys: /^app:(close|cancel|ok|back|next|save|add|edit|remove|retry|undo|redo|lock|yes|no)$/,
      more: 5,
      least: 12,
    },
    { keys: /^app:(saved|saving|waiting|waiting_none)$/, more: 10, least: 0 },
    { keys: /^sessions:(take_roll|open_now|plan|todos\.\w+_verb|todos\.answer)$/, more: 8, least: 12 },
  ];

  it.each(translated)('fit into what is narrow in %s', (language) => {
    const long = [...catalogOf(language)].flatMap(([key, text]) => {
      const { base, category } = formOf(key);
      const place = narrow.find(({ keys }) => keys.test(base));
      const before = english.get(category ? `${base}_other` : key) ?? '';
      if (!place || plain(text).length <= Math.max(place.least, plain(before).length + place.more)) return [];
      return [`${key}: ${text} (${before})`];
    });
    expect(long).toEqual([]);
  });
});
