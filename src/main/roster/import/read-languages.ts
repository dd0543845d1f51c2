import { wordKey } from './clean-text.ts';
import { wordList } from './word-list.ts';

/** ISO 639-1 code to the names people type, in English, Ukrainian, Bulgarian, Arabic and the language itself. */
const LANGUAGE_WORDS: Record<string, readonly string[]> = {
  uk: wordList(`
    ukrainian | ukr | ua | українська | укр | украински | украинский | الأوكرانية | أوكرانية | اوكراني`),
  en: wordList(`
    english | eng | англійська | англ | английски | английский | الإنجليزية | الانكليزية | إنجليزية |
    إنجليزي`),
  ar: wordList(`arabic | ara | арабська | арабски | арабский | العربية | عربية | عربي`),
  bg: wordList(`
    bulgarian | bul | болгарська | български | болгарский | البلغارية | بلغارية | بلغاري`),
  ru: wordList(`russian | rus | російська | рос | руски | русский | الروسية | روسية | روسي`),
  fa: wordList(`
    persian | farsi | dari | перська | фарсі | дарі | персийски | фарси | дари | الفارسية | فارسية |
    فارسی | دری`),
  ps: wordList(`pashto | пушту | пащунски | البشتونية | پښتو`),
  ku: wordList(`kurdish | курдська | кюрдски | الكردية | كردية | كردي | kurmanji | sorani`),
  tr: wordList(`turkish | турецька | турски | التركية | تركية | تركي | türkçe`),
  fr: wordList(`french | французька | френски | французский | الفرنسية | فرنسية | français`),
  de: wordList(`german | німецька | немски | немецкий | الألمانية | ألمانية | deutsch`),
  pl: wordList(`polish | польська | полски | польский | البولندية | polski`),
  ro: wordList(`romanian | moldovan | румунська | румънски | румынский | الرومانية | română`),
  es: wordList(`spanish | іспанська | испански | испанский | الإسبانية | español`),
  it: wordList(`italian | італійська | италиански | итальянский | الإيطالية | italiano`),
  so: ['somali', 'сомалі', 'сомалийски', 'الصومالية'],
  ti: ['tigrinya', 'тигринья', 'تغرينية'],
  am: ['amharic', 'амхарська', 'амхарски', 'الأمهرية'],
  ur: ['urdu', 'урду', 'الأردية', 'اردو'],
  hy: ['armenian', 'вірменська', 'арменски', 'الأرمنية'],
  ka: ['georgian', 'грузинська', 'грузински', 'الجورجية'],
  hu: ['hungarian', 'угорська', 'унгарски', 'المجرية'],
};

const codeOf = new Map<string, string>();
for (const [code, words] of Object.entries(LANGUAGE_WORDS)) {
  codeOf.set(code, code);
  for (const word of words) codeOf.set(wordKey(word), code);
}

export interface ReadLanguages {
  /** ISO 639-1 codes; what is none of the languages we know stays as typed. */
  languages: string[];
  unknown: string[];
}

/** Reads a list of languages: "uk en" as KoboToolbox writes it, "українська, англійська" as people do. */
export function readLanguages(text: string): ReadLanguages {
  const byBlank = text.trim().split(/\s+/);
  const onlyCodes = byBlank.every((part) => codeOf.has(wordKey(part)));
  const parts = onlyCodes ? byBlank : text.split(/[,;/|\n،؛+&]|\s(?:and|та|і|й|и)\s|\sو\s?(?=\S)/u);
  const languages = new Set<string>();
  const unknown = new Set<string>();
  for (const part of parts) {
    const key = wordKey(part);
    if (key === '') continue;
    // "English (B2)", "англійська мова": the first word names the language.
    const code = codeOf.get(key) ?? codeOf.get(key.split(' ')[0] ?? '');
    languages.add(code ?? part.trim());
    if (!code) unknown.add(part.trim());
  }
  return { languages: [...languages], unknown: [...unknown] };
}
