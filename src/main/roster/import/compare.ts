import type { ImportVerdict } from '../../../shared/rules/roster-import.ts';
import { type Clusters, clusterRows } from './cluster-rows.ts';
import {
  agreeing,
  BIRTH,
  contradicting,
  createIdentityReader,
  EMAIL,
  type Identifiable,
  type Identities,
  indexNumbers,
  type NumberIndex,
  PHONE,
  present,
  sameName,
} from './identities.ts';
import type { ImportRow } from './import-row.ts';

/** Somebody the center already holds. `phone` in E.164, `birthDate` as `YYYY-MM-DD`. */
export interface ExistingPerson extends Identifiable {
  id: string;
}

export type Verdict = ImportVerdict;

export type MatchField = 'name' | 'phone' | 'email' | 'birthDate';

/** Somebody whom a row may speak of: a person the center holds, or another row of the file. */
export interface Match {
  person: string | null;
  /** Number of the row as in `ImportRow.row`. */
  row: number | null;
  same: MatchField[];
  /** Fields that both have and that are not the same. */
  differs: MatchField[];
}

export interface RowVerdict {
  verdict: Verdict;
  /** Id of the person who is already here. */
  person: string | null;
  /** For repeats_row the number of the first row of this person. */
  repeats: number | null;
  /** For possible_duplicate, the likeliest first; at most 5 people and 5 rows. */
  matches: readonly Match[];
}

export interface Comparison {
  /** One for each row, in the order of the rows. */
  verdicts: RowVerdict[];
  totals: Record<Verdict, number>;
}

const MOST_MATCHES = 5;
const NOBODY = -1;

function plain(verdict: Verdict): RowVerdict {
  return { verdict, person: null, repeats: null, matches: [] };
}
const NEW = plain('new');
const FAULT = plain('fault');
const NOT_A_LEARNER = plain('not_a_learner');

function fieldNames(fields: number): MatchField[] {
  const names: MatchField[] = [];
  if (fields & PHONE) names.push('phone');
  if (fields & EMAIL) names.push('email');
  if (fields & BIRTH) names.push('birthDate');
  return names;
}

/** Where to look for who resembles somebody. */
interface Side {
  identities: Identities;
  byName: NumberIndex;
  byPhone: NumberIndex;
  byEmail: NumberIndex;
}

/** A thousand people of one name, phone or email are a mistake that no search can mend. */
const LONGEST_SEARCH = 1000;

/** @param counts which entries are to be found */
function sideOf(all: Identities, counts: (index: number) => boolean): Side {
  const only = (numbers: Int32Array) => numbers.map((number, index) => (counts(index) ? number : 0));
  return {
    identities: all,
    byName: indexNumbers(only(all.names)),
    byPhone: indexNumbers(only(all.phones)),
    byEmail: indexNumbers(only(all.emails)),
  };
}

function matchOf(a: Identities, i: number, b: Identities, j: number): Omit<Match, 'person' | 'row'> {
  const same = fieldNames(agreeing(a, i, b, j));
  return {
    same: sameName(a, i, b, j) ? ['name', ...same] : same,
    differs: fieldNames(contradicting(a, i, b, j)),
  };
}

function* search(index: NumberIndex, number: number): Generator<number> {
  let seen = 0;
  for (let one = index.first(number); one !== -1 && seen < LONGEST_SEARCH; one = index.next(one)) {
    yield one;
    seen += 1;
  }
}

/** The same person beyond doubt: same name, something else the same too, and nothing against it. */
function findSame(row: number, rows: Identities, { identities, byName }: Side): number {
  let best = -1;
  let bestCount = 0;
  for (const one of search(byName, rows.names[row] ?? 0)) {
    const fields = agreeing(rows, row, identities, one);
    if (fields === 0 || contradicting(rows, row, identities, one) !== 0) continue;
    const count = fieldNames(fields).length;
    if (count > bestCount) [best, bestCount] = [one, count];
  }
  return best;
}

function isUnknown(row: number, rows: Identities, { byName, byPhone, byEmail }: Side): boolean {
  return (
    byName.first(rows.names[row] ?? 0) === -1 &&
    byPhone.first(rows.phones[row] ?? 0) === -1 &&
    byEmail.first(rows.emails[row] ?? 0) === -1
  );
}

/**
 * Who resembles a row: the same phone, the same email, or the same name with the same birth date or with
 * nothing that could tell the two apart.
 * @param self left out
 */
function findResembling(row: number, rows: Identities, others: Side, self: number): number[] {
  const { identities, byName, byPhone, byEmail } = others;
  const found = new Set<number>();
  const take = (index: NumberIndex, number: number, fits: (one: number) => boolean) => {
    let taken = 0;
    for (const one of search(index, number)) {
      if (one === self || !fits(one)) continue;
      found.add(one);
      taken += 1;
      if (taken === MOST_MATCHES) return;
    }
  };
  take(byPhone, rows.phones[row] ?? 0, () => true);
  take(byEmail, rows.emails[row] ?? 0, () => true);
  take(byName, rows.names[row] ?? 0, (one) => {
    if ((agreeing(rows, row, identities, one) & BIRTH) !== 0) return true;
    return (present(rows, row) & present(identities, one)) === 0;
  });
  return [...found];
}

function likeliest(matches: Match[]): Match[] {
  return matches
    .sort((a, b) => b.same.length - a.same.length || a.differs.length - b.differs.length)
    .slice(0, MOST_MATCHES);
}

/** In order of id, so that the order in which people come changes nothing. */
function inOrder(people: readonly ExistingPerson[]): readonly ExistingPerson[] {
  const ordered = people.every((person, index) => index === 0 || (people[index - 1]?.id ?? '') <= person.id);
  return ordered ? people : [...people].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

interface Context {
  rows: readonly ImportRow[];
  clusters: Clusters;
  /** Made when the first row asks: most files have no rows that resemble each other. */
  rowSide: () => Side;
  people: readonly ExistingPerson[];
  peopleSide: Side;
}

function likePeople(row: number, { clusters, people, peopleSide }: Context): Match[] {
  if (isUnknown(row, clusters.merged, peopleSide)) return [];
  const found = findResembling(row, clusters.merged, peopleSide, NOBODY);
  return found.map((one) => ({
    ...matchOf(clusters.merged, row, peopleSide.identities, one),
    person: people[one]?.id ?? null,
    row: null,
  }));
}

function likeRows(row: number, { rows, clusters: { merged }, rowSide }: Context): Match[] {
  return findResembling(row, merged, rowSide(), row).map((one) => ({
    ...matchOf(merged, row, merged, one),
    person: null,
    row: rows[one]?.row ?? null,
  }));
}

function verdictOf(row: number, context: Context): RowVerdict {
  const { rows, clusters, people, peopleSide } = context;
  const leader = clusters.leaders[row] ?? row;
  if (leader !== row) return { ...plain('repeats_row'), repeats: rows[leader]?.row ?? null };
  // The first of rows that resemble each other is new; only later ones are in doubt.
  const isLater = clusters.resembling.of(row) !== row;
  if (!isLater && isUnknown(row, clusters.merged, peopleSide)) return NEW;
  const same = findSame(row, clusters.merged, peopleSide);
  if (same !== -1) return { ...plain('already_here'), person: people[same]?.id ?? null };
  const matches = [
    ...likeliest(likePeople(row, context)),
    ...(isLater ? likeliest(likeRows(row, context)) : []),
  ];
  return isLater || matches.length > 0 ? { ...plain('possible_duplicate'), matches } : NEW;
}

/** Compares rows as they are read: what tells people apart is taken from each while it is at hand. */
export interface Comparer {
  /** @param row the next row of the file */
  add(row: ImportRow): void;
  /** @param rows all that were added, in the same order */
  finish(rows: readonly ImportRow[]): Comparison;
}

function takesPart({ role, severity }: ImportRow): boolean {
  return role === 'learner' && severity !== 'fault';
}

function countVerdicts(found: readonly RowVerdict[]): Record<Verdict, number> {
  const totals = {
    new: 0,
    already_here: 0,
    possible_duplicate: 0,
    repeats_row: 0,
    not_a_learner: 0,
    fault: 0,
  };
  for (const { verdict } of found) totals[verdict] += 1;
  return totals;
}

/** @param rowsExpected about how many rows there will be */
export function createComparer(existing: readonly ExistingPerson[], rowsExpected: number): Comparer {
  const people = inOrder(existing);
  const reader = createIdentityReader(people.length + rowsExpected);
  const known = reader.list();
  for (const person of people) known.add(person);
  const list = reader.list();
  /** What rows of nothing but a name hold, by index. */
  const bare = new Map<number, string>();
  let count = 0;

  return {
    add(row) {
      const { learner } = row;
      if (!takesPart(row)) list.addNobody();
      else {
        list.add(learner);
        if (learner.phone === null && learner.email === null && learner.birthDate === null) {
          bare.set(count, JSON.stringify([learner, row.cohorts, row.enrollmentStart]));
        }
      }
      count += 1;
    },
    finish(rows) {
      const clusters = clusterRows(list.identities(), (row) => bare.get(row) ?? '');
      let side: Side | null = null;
      const rowSide = () => {
        side ??= sideOf(clusters.merged, (row) => clusters.leaders[row] === row);
        return side;
      };
      const peopleSide = sideOf(known.identities(), () => true);
      const context = { rows, clusters, rowSide, people, peopleSide };
      const found = rows.map((row, index) => {
        if (takesPart(row)) return verdictOf(index, context);
        return row.role === 'learner' ? FAULT : NOT_A_LEARNER;
      });
      return { verdicts: found, totals: countVerdicts(found) };
    },
  };
}

/**
 * Says of each row whether its person is new, already here, possibly a duplicate, or the same as in an
 * earlier row. Rows that cannot be imported and staff take part in nothing.
 */
export function compareRows(rows: readonly ImportRow[], existing: readonly ExistingPerson[]): Comparison {
  const comparer = createComparer(existing, rows.length);
  for (const row of rows) comparer.add(row);
  return comparer.finish(rows);
}
