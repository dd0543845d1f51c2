import { agreeing, type Identities, indexNumbers, type NumberIndex, present } from './identities.ts';
import { createSets, ownNumbers, type Sets } from './join-sets.ts';

/**
 * Which rows of a file speak of one person.
 *
 * Rows of the same name that share a phone, an email or a birth date are one person unless any of these
 * contradict within the group. In a group with contradictions only rows that are the same in all of them
 * are one; the others resemble each other. Groups, not pairs, so that the order of rows changes nothing.
 */
export interface Clusters {
  /** For each row the first row that speaks of the same person; itself where it is the first. */
  leaders: Int32Array;
  /** What all rows of a leader say together; entries of other rows are meaningless. */
  merged: Identities;
  /** Rows that resemble each other without being one: leaders of one set. */
  resembling: Sets;
}

type Field = 'phones' | 'emails' | 'births';
const FIELDS: readonly Field[] = ['phones', 'emails', 'births'];

/** Within one name: few rows, so each is compared with each up to this many. */
const FEW = 24;

function joinEqual(rows: readonly number[], numbers: Int32Array, sets: Sets): void {
  if (rows.length > FEW) {
    joinEqualByNumber(rows, numbers, sets);
    return;
  }
  for (const [index, row] of rows.entries()) {
    const number = numbers[row] ?? 0;
    if (number === 0) continue;
    for (let other = 0; other < index; other += 1) {
      const earlier = rows[other] ?? row;
      if (numbers[earlier] !== number) continue;
      sets.join(earlier, row);
      break;
    }
  }
}

function joinEqualByNumber(rows: readonly number[], numbers: Int32Array, sets: Sets): void {
  const firstOf = new Map<number, number>();
  for (const row of rows) {
    const number = numbers[row] ?? 0;
    if (number === 0) continue;
    const first = firstOf.get(number);
    if (first === undefined) firstOf.set(number, row);
    else sets.join(first, row);
  }
}

/** Over the whole file: all leaders that share a number. */
function joinLeaders(leaders: Int32Array, numbers: Int32Array, sets: Sets): void {
  let highest = 0;
  for (const number of numbers) if (number > highest) highest = number;
  const firstOf = new Int32Array(highest + 1).fill(-1);
  for (let row = 0; row < leaders.length; row += 1) {
    const number = numbers[row] ?? 0;
    if (number === 0 || leaders[row] !== row) continue;
    const first = firstOf[number] ?? -1;
    if (first === -1) firstOf[number] = row;
    else sets.join(first, row);
  }
}

/** Rows of nothing but a name are one person only where the whole rows are the same. */
function joinBareTwins(
  rows: readonly number[],
  identities: Identities,
  wholeRow: WholeRow,
  sets: Sets,
): void {
  const bare = rows.filter((row) => present(identities, row) === 0);
  if (bare.length < 2) return;
  const firstOf = new Map<string, number>();
  for (const row of bare) {
    const text = wholeRow(row);
    const first = firstOf.get(text);
    if (first === undefined) firstOf.set(text, row);
    else sets.join(first, row);
  }
}

function isContradictory(rows: readonly number[], identities: Identities): boolean {
  return FIELDS.some((field) => {
    let value = 0;
    for (const row of rows) {
      const number = identities[field][row] ?? 0;
      if (number !== 0 && value !== 0 && number !== value) return true;
      value ||= number;
    }
    return false;
  });
}

function fillFrom(merged: Identities, leader: number, row: number): void {
  for (const field of FIELDS) {
    if (merged[field][leader] === 0) merged[field][leader] = merged[field][row] ?? 0;
  }
}

function settleGroup(
  rows: readonly number[],
  leaders: Int32Array,
  merged: Identities,
  resembling: Sets,
): void {
  const [first = 0] = rows;
  if (!isContradictory(rows, merged)) {
    for (const row of rows) {
      leaders[row] = first;
      fillFrom(merged, first, row);
    }
    return;
  }
  const leaderOf = new Map<string, number>();
  for (const row of rows) {
    const values = FIELDS.map((field) => merged[field][row]).join();
    const leader = leaderOf.get(values) ?? row;
    leaderOf.set(values, leader);
    leaders[row] = leader;
    resembling.join(first, row);
  }
}

function groupsOf(rows: readonly number[], sets: Sets): number[][] {
  if (rows.every((row) => sets.of(row) === row)) return [];
  const groups = new Map<number, number[]>();
  for (const row of rows) {
    const root = sets.of(row);
    const group = groups.get(root);
    if (group) group.push(row);
    else groups.set(root, [row]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

/** Same name and nothing to tell them apart by: no field that both have. */
function joinIndistinct(leadersOfName: readonly number[], merged: Identities, resembling: Sets): void {
  const firstByFields = new Map<number, number>();
  for (const row of leadersOfName) {
    const fields = present(merged, row);
    if (!firstByFields.has(fields)) firstByFields.set(fields, row);
  }
  if (firstByFields.size === 1 && !firstByFields.has(0)) return;
  for (const row of leadersOfName) {
    const fields = present(merged, row);
    for (const [others, first] of firstByFields) if ((fields & others) === 0) resembling.join(first, row);
  }
}

/** Names with more rows than this are settled without looking first whether there is anything to settle. */
const MANY = 64;

/** Whether any two rows of a name share something, or have nothing to be told apart by. Most have not. */
function mayBelongTogether(first: number, byName: NumberIndex, identities: Identities): boolean {
  let seen = 0;
  for (let row = byName.next(first); row !== -1; row = byName.next(row)) {
    seen += 1;
    if (seen > MANY) return true;
    const fields = present(identities, row);
    for (let earlier = first; earlier !== row; earlier = byName.next(earlier)) {
      if ((fields & present(identities, earlier)) === 0) return true;
      if (agreeing(identities, row, identities, earlier) !== 0) return true;
    }
  }
  return false;
}

/** Settles all rows of one name. */
function settleName(
  first: number,
  byName: NumberIndex,
  clusters: Clusters,
  own: Identities,
  sets: Sets,
  wholeRow: WholeRow,
): void {
  const { leaders, merged, resembling } = clusters;
  const rows: number[] = [];
  for (let row = first; row !== -1; row = byName.next(row)) rows.push(row);
  for (const field of FIELDS) joinEqual(rows, own[field], sets);
  joinBareTwins(rows, own, wholeRow, sets);
  for (const group of groupsOf(rows, sets)) settleGroup(group, leaders, merged, resembling);
  joinIndistinct(
    rows.filter((row) => leaders[row] === row),
    merged,
    resembling,
  );
}

/** Everything that was read from a row, as one text; asked only for rows of nothing but a name. */
export type WholeRow = (row: number) => string;

/** Finds the rows that speak of one person, in time linear in the rows. */
export function clusterRows(identities: Identities, wholeRow: WholeRow): Clusters {
  const count = identities.names.length;
  const merged: Identities = {
    names: identities.names,
    phones: identities.phones.slice(),
    emails: identities.emails.slice(),
    births: identities.births.slice(),
  };
  const clusters: Clusters = { leaders: ownNumbers(count), merged, resembling: createSets(count) };
  const sets = createSets(count);
  const byName = indexNumbers(identities.names);
  for (let row = 0; row < count; row += 1) {
    const isFirst = byName.first(identities.names[row] ?? 0) === row;
    if (isFirst && byName.next(row) !== -1 && mayBelongTogether(row, byName, identities)) {
      settleName(row, byName, clusters, identities, sets, wholeRow);
    }
  }
  joinLeaders(clusters.leaders, merged.phones, clusters.resembling);
  joinLeaders(clusters.leaders, merged.emails, clusters.resembling);
  return clusters;
}
