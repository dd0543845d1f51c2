import type { Database } from '../database/sqlite.ts';
import { asciiDigits } from './import/clean-text.ts';
import { foldName } from './import/fold-text.ts';
import { listPeople, type Person } from './people-queries.ts';

/** A person with what she is found by. */
export interface Entry extends Person {
  /** Name as written and short name, folded. */
  folded: string;
  digits: string;
}

interface Directory {
  language: string;
  people: readonly Person[];
  entries: readonly Entry[];
}

const known = new WeakMap<Database, Directory>();

/**
 * Everybody of the center in the order of its language. Sorting ten thousand names takes longer than a key press
 * may, so the last order is kept as long as nobody's name, phone or email has changed.
 */
export function directoryOf(db: Database, language: string): readonly Entry[] {
  const people = listPeople(db);
  const last = known.get(db);
  if (last && last.language === language && same(last.people, people)) return last.entries;
  const collator = new Intl.Collator(language, { sensitivity: 'base', numeric: true });
  const entries = people
    .map(
      (person): Entry => ({
        ...person,
        folded: foldName(`${person.name}\n${person.shortName}`),
        digits: person.phone?.replace(/\D/g, '') ?? '',
      }),
    )
    .sort((a, b) => collator.compare(a.name, b.name) || (a.id < b.id ? -1 : 1));
  known.set(db, { language, people, entries });
  return entries;
}

function same(a: readonly Person[], b: readonly Person[]): boolean {
  return (
    a.length === b.length &&
    a.every((one, index) => {
      const other = b[index];
      return (
        one.id === other?.id &&
        one.name === other.name &&
        one.shortName === other.shortName &&
        one.phone === other.phone &&
        one.email === other.email
      );
    })
  );
}

/**
 * Whether somebody is meant by a search: every word is in her name, in any order, case and spelling variant;
 * or digits of her phone, with or without its country; or a part of her email.
 */
export function searchFor(search: string): (entry: Entry) => boolean {
  const text = asciiDigits(search.trim());
  if (text === '') return () => true;
  if (/^[+\d\s().-]+$/.test(text)) {
    const digits = text.replace(/\D/g, '').replace(/^0+/, '');
    return (entry) => digits !== '' && entry.digits.includes(digits);
  }
  const words = text
    .split(/\s+/)
    .map(foldName)
    .filter((word) => word !== '');
  const address = text.toLowerCase();
  return (entry) =>
    (words.length > 0 && words.every((word) => entry.folded.includes(word))) ||
    (entry.email?.toLowerCase().includes(address) ?? false);
}
