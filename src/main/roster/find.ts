import type { Found } from '../../shared/contract/desk.ts';
import type { Database } from '../database/sqlite.ts';
import { directoryOf, type Entry, searchFor } from './directory.ts';
import { foldName } from './import/fold-text.ts';
import { latinForm } from './latin-form.ts';
import { enrollmentsOf } from './people-queries.ts';
import { cohortNames } from './queries.ts';
import { samePeople } from './same-person.ts';
import { centerLanguage } from './today.ts';

const latin = new WeakMap<Entry, string>();

/** Names as they sound are made once for everybody: the directory keeps its entries while nobody's name changes. */
function latinOf(entry: Entry): string {
  const known = latin.get(entry) ?? latinForm(`${entry.name}\n${entry.shortName}`);
  latin.set(entry, known);
  return known;
}

/** How well somebody fits, 0 is best; null for who does not. */
function rankFor(text: string): (entry: Entry) => number | null {
  const exact = searchFor(text);
  const folded = foldName(text);
  const words = text.split(/\s+/).map(latinForm).filter(Boolean);
  return (entry) => {
    if (exact(entry)) return folded !== '' && entry.folded.startsWith(folded) ? 0 : 1;
    const form = words.length > 0 ? latinOf(entry) : '';
    return words.length > 0 && words.every((word) => form.includes(word)) ? 2 : null;
  };
}

/** The best so many of a list, each with its rank; the order of the list decides between equals. */
export function bestOf<T>(list: Iterable<T>, rank: (one: T) => number | null, most: number): T[] {
  const ranked: [number, T][] = [];
  for (const one of list) {
    const place = rank(one);
    if (place !== null) ranked.push([place, one]);
  }
  return ranked
    .sort(([a], [b]) => a - b)
    .slice(0, most)
    .map(([, one]) => one);
}

export function findLearners(db: Database, text: string, most: number): Found[] {
  const entries = directoryOf(db, centerLanguage(db));
  return describeLearners(db, bestOf(entries, rankFor(text), most));
}

export function recallLearners(db: Database, ids: readonly string[]): Found[] {
  const { personOf } = samePeople(db);
  const wanted = new Set(ids.map(personOf));
  return describeLearners(
    db,
    directoryOf(db, centerLanguage(db)).filter((entry) => wanted.has(entry.id)),
  );
}

function describeLearners(db: Database, entries: readonly Entry[]): Found[] {
  const ids = entries.map((entry) => entry.id);
  const cohorts = cohortNames(db);
  const enrollments = Map.groupBy(enrollmentsOf(db, ids), (row) => row.learnerId);
  return entries.map(({ id, name }) => ({
    ...{ kind: 'learner', id, name },
    cohortNames: (enrollments.get(id) ?? []).flatMap((row) => cohorts.get(row.cohortId)?.name ?? []),
  }));
}

export function findCohorts(db: Database, text: string, most: number): Found[] {
  const folded = foldName(text);
  const sound = latinForm(text);
  const rank = ([, { name }]: [string, { name: string }]): number | null => {
    const own = foldName(name);
    if (own.includes(folded)) return own.startsWith(folded) ? 0 : 1;
    return latinForm(name).includes(sound) ? 2 : null;
  };
  return folded === '' ? [] : bestOf(cohortNames(db), rank, most).map(describeCohort);
}

export const recallCohorts = (db: Database, ids: readonly string[]): Found[] =>
  [...cohortNames(db)].filter(([id]) => ids.includes(id)).map(describeCohort);

const describeCohort = ([id, { name, programName }]: [
  string,
  { name: string; programName: Record<string, string> | null },
]): Found => ({ kind: 'cohort', id, name, programName });
