import i18next, { type TFunction } from 'i18next';
import { useSyncExternalStore } from 'react';
import type { Language } from '../../shared/contract/values.ts';
import type { words as english } from './languages/en.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'app';
    resources: typeof english;
    enableSelector: false;
  }
}

export const languages: Record<Language, { name: string; direction: 'ltr' | 'rtl'; locale: string }> = {
  en: { name: 'English', direction: 'ltr', locale: 'en-GB' },
  uk: { name: 'Українська', direction: 'ltr', locale: 'uk-UA' },
  bg: { name: 'Български', direction: 'ltr', locale: 'bg-BG' },
  ar: { name: 'العربية', direction: 'rtl', locale: 'ar-u-nu-arab' },
};

const loaders: Record<Language, () => Promise<{ words: Record<string, object> }>> = {
  en: () => import('./languages/en.ts'),
  uk: () => import('./languages/uk.ts'),
  bg: () => import('./languages/bg.ts'),
  ar: () => import('./languages/ar.ts'),
};

/** The language that this laptop's own settings ask for first, of those we speak. */
export function preferredLanguage(): Language {
  const wanted = navigator.languages.map((tag) => tag.slice(0, 2));
  return (wanted.find((tag) => tag in languages) as Language | undefined) ?? 'en';
}

/** The catalogs, a room each. */
const rooms = [
  'app',
  'center',
  'roster',
  'sessions',
  'attendance',
  'assessments',
  'submissions',
  'programs',
  'register',
  'paper',
  'bundles',
  'viewer',
  'scores',
  'collection',
] as const;
export type Words = TFunction<typeof rooms>;
let words: Words;
const listeners = new Set<() => void>();

/** The catalog of a language; asked for again, it is here already. */
export async function fetchWords(language: Language): Promise<Record<string, object>> {
  return (await loaders[language]()).words;
}

function speak(language: Language): void {
  words = i18next.getFixedT(language, rooms);
  document.documentElement.lang = language;
  document.documentElement.dir = languages[language].direction;
  for (const listener of listeners) listener();
}

export async function startWords(language: Language): Promise<void> {
  await i18next.init({
    lng: language,
    resources: { [language]: await fetchWords(language) },
    defaultNS: 'app',
    fallbackLng: false,
    // React escapes; a second time would show entities in names.
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  // Digits follow the language, also inside sentences.
  i18next.services.formatter?.add('number', (value, spoken) =>
    numbers({}, languages[spoken as Language]?.locale).format(value),
  );
  speak(language);
}

async function learn(language: Language): Promise<void> {
  for (const [namespace, catalog] of Object.entries(await fetchWords(language)))
    i18next.addResourceBundle(language, namespace, catalog);
}

/** The catalogs of a language that is not that of the screen: for what is printed in it. */
export async function wordsIn(language: Language): Promise<Words> {
  await learn(language);
  return i18next.getFixedT(language, rooms);
}

export async function changeLanguage(language: Language): Promise<void> {
  if (i18next.language === language) return;
  await learn(language);
  await i18next.changeLanguage(language);
  speak(language);
}

export const currentLanguage = (): Language => (i18next.language as Language | undefined) ?? 'en';
export const currentLocale = (): string => languages[currentLanguage()].locale;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Outside of React, before it is here. */
export const wordsNow = (): Words => words;

/** The catalogs of all rooms: `t('attendance:close')`; `app` needs no prefix. */
export function useWords(): Words {
  return useSyncExternalStore(subscribe, () => words);
}

/** Formatters take a tenth of a millisecond to make, and a roll asks for one a row. */
function kept<O extends object, F>(
  make: (locale: string, options: O) => F,
): (options: O, locale?: string) => F {
  const known = new Map<string, F>();
  return (options, locale = currentLocale()) => {
    const name = locale + JSON.stringify(options);
    const found = known.get(name) ?? make(locale, options);
    known.set(name, found);
    return found;
  };
}
const numbers = kept((locale, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options));
const dates = kept((locale, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options));

export function numberText(value: number, options: Intl.NumberFormatOptions = {}): string {
  return numbers(options).format(value);
}

/** `2026-03-12` as people of this language write it: "Tue 12 March". */
export function dateText(
  date: string,
  options: Intl.DateTimeFormatOptions = { weekday: 'short', day: 'numeric', month: 'long' },
): string {
  return dates({ ...options, timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));
}

/** An instant (ms) in the time zone of this laptop: "12 March, 10:40". */
export function instantText(
  instant: number,
  options: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' },
): string {
  return dates({ hourCycle: 'h23', ...options }).format(instant);
}

/** Local wall time `10:05` in the digits of the language. */
export function timeText(time: string): string {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const two = { minimumIntegerDigits: 2, useGrouping: false };
  return `${numberText(hours, two)}:${numberText(minutes, two)}`;
}

/** A number of bytes: "4.2 MB". */
export function bytesText(bytes: number, locale = currentLocale()): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  const step = bytes < 1000 ? 0 : Math.min(3, Math.floor(Math.log10(bytes) / 3));
  const unit = units[step] ?? 'byte';
  const options = { style: 'unit', unit, maximumFractionDigits: step < 2 ? 0 : 1 } as const;
  return numbers(options, locale).format(bytes / 1000 ** step);
}
