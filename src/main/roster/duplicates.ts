import type { DuplicatePair } from '../../shared/contract/roster-merge.ts';
import type { Database } from '../database/sqlite.ts';
import { foldName } from './import/fold-text.ts';
import { enrollmentsOf, type Identity, listIdentities, listLearners, toldApart } from './people-queries.ts';
import { cohortNames } from './queries.ts';

type Same = DuplicatePair['same'][number];

/** How many pairs are listed; who has more is helped by the first of them. */
const most = 200;
/** A phone that a whole shelter shares says nothing about who is who. */
const crowd = 8;

/** What each sign says by itself, to put the likeliest first. */
const weight: Record<Same, number> = { name: 3, birthDate: 2, phone: 2, email: 2 };

const keyOf = (a: string, b: string): string => (a < b ? `${a}:${b}` : `${b}:${a}`);

/** Pairs of entries that share a value, by the two people. */
function pairsBy(people: readonly Identity[], signOf: (person: Identity) => string | null): Set<string> {
  const pairs = new Set<string>();
  for (const [value, alike] of Map.groupBy(people, signOf)) {
    if (value === null || value === '' || alike.length > crowd) continue;
    for (const [index, one] of alike.entries())
      for (const other of alike.slice(index + 1)) if (one.id !== other.id) pairs.add(keyOf(one.id, other.id));
  }
  return pairs;
}

/**
 * Who may be here twice: same phone, same email, or the same name with the same birth date or with one that is not
 * known, names compared as an import compares them. Who was told apart by hand is left out.
 */
export function findDuplicates(db: Database): { pairs: DuplicatePair[]; more: number } {
  const people = listIdentities(db);
  const signs: Record<Same, Set<string>> = {
    name: pairsBy(people, (person) => foldName(person.name)),
    phone: pairsBy(people, (person) => person.phone),
    email: pairsBy(people, (person) => person.email?.toLowerCase() ?? null),
    birthDate: new Set(),
  };
  const rows = Map.groupBy(people, (person) => person.id);
  const births = (id: string): Set<string> =>
    new Set((rows.get(id) ?? []).flatMap((row) => row.birthDate ?? []));
  for (const pair of new Set([...signs.name, ...signs.phone, ...signs.email])) {
    const [one, other] = pair.split(':').map(births) as [Set<string>, Set<string>];
    if ([...one].some((date) => other.has(date))) signs.birthDate.add(pair);
    else if (one.size > 0 && other.size > 0) signs.name.delete(pair);
  }
  const apart = toldApart(db);
  const all = [...new Set([...signs.name, ...signs.phone, ...signs.email])]
    .filter((pair) => !apart.has(pair))
    .map((pair) => {
      const same = (Object.keys(signs) as Same[]).filter((sign) => signs[sign].has(pair));
      return { pair, same, weight: same.reduce((sum, sign) => sum + weight[sign], 0) };
    })
    .sort((a, b) => b.weight - a.weight || (a.pair < b.pair ? -1 : 1));
  const shown = all.slice(0, most);
  const somebody = describe(
    db,
    shown.flatMap(({ pair }) => pair.split(':')),
  );
  return {
    pairs: shown.map(({ pair, same }) => {
      const [one = '', other = ''] = pair.split(':');
      return { people: [somebody(one), somebody(other)], same };
    }),
    more: all.length - shown.length,
  };
}

/** People by id, as a pair names them: with their cohorts. */
function describe(db: Database, ids: readonly string[]) {
  const cohorts = cohortNames(db);
  const learners = listLearners(db, ids);
  const enrollments = Map.groupBy(enrollmentsOf(db, [...new Set(ids)]), (row) => row.learnerId);
  return (id: string): DuplicatePair['people'][number] => ({
    id,
    name: learners.get(id)?.name ?? '',
    cohorts: (enrollments.get(id) ?? []).map((row) => cohorts.get(row.cohortId)?.name ?? ''),
  });
}
