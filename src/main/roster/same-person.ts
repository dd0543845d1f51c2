import { remembering } from '../database/remembering.ts';
import { all } from '../database/sqlite.ts';

/**
 * Which rows of the roster are one person. Rows that were merged into another keep all that was written about them
 * (that is how a merge is undone), and everybody who reads counts it for the row that stands for the person.
 */
export interface SamePerson {
  /** The row that stands for a person, given any of her rows. */
  personOf(id: string): string;
  /** Every row of a person, the one that stands for her first. */
  rowsOf(id: string): readonly string[];
  /** Every row of several people. */
  rowsOfAll(ids: readonly string[]): string[];
  /** Whether a row was merged into another, and is listed nowhere by itself. */
  isMerged(id: string): boolean;
  /** Rows that were merged into others. */
  merged: readonly string[];
  /** The map for SQL, as the parameter `@same` that `personIn` reads. */
  json: string;
}

/** The person behind a column that holds rows of the roster, in a statement whose `@same` is `SamePerson.json`. */
export const personIn = (column: string): string => `coalesce(@same ->> ${column}, ${column})`;

/** How it is nearly everywhere. */
const nobodyMerged: SamePerson = {
  personOf: (id) => id,
  rowsOf: (id) => [id],
  rowsOfAll: (ids) => [...ids],
  isMerged: () => false,
  merged: [],
  json: '{}',
};

/** As of now: a few rows, read by their own index. */
export const samePeople = remembering(['learner'], (db): SamePerson => {
  // The range is what an index search needs; every id is beyond the empty text.
  const rows = all<{ id: string; of: string }>(
    db,
    `SELECT l.id, l.alias_of AS "of" FROM learner l JOIN learner target ON target.id = l.alias_of
     WHERE l.alias_of > '' AND target.name IS NOT NULL ORDER BY l.alias_of, l.id`,
  );
  if (rows.length === 0) return nobodyMerged;
  const next = new Map(rows.map((row) => [row.id, row.of]));
  const person = new Map<string, string>();
  for (const { id } of rows) {
    const end = endOf(next, id);
    if (end !== id) person.set(id, end);
  }
  const others = Map.groupBy(person.keys(), (id) => person.get(id) ?? id);
  const personOf = (id: string): string => person.get(id) ?? id;
  const rowsOf = (id: string): readonly string[] => [personOf(id), ...(others.get(personOf(id)) ?? [])];
  return {
    personOf,
    rowsOf,
    rowsOfAll: (ids) => (person.size === 0 ? [...ids] : [...new Set(ids.flatMap(rowsOf))]),
    isMerged: (id) => person.has(id),
    merged: [...person.keys()],
    json: JSON.stringify(Object.fromEntries(person)),
  };
});

/**
 * Where a chain of merges ends. Two laptops may have merged the same two people in opposite directions; of such a
 * ring the row with the lowest id stands for all, on every laptop.
 */
function endOf(next: ReadonlyMap<string, string>, id: string): string {
  const path: string[] = [];
  let at = id;
  while (!path.includes(at)) {
    path.push(at);
    const further = next.get(at);
    if (further === undefined) return at;
    at = further;
  }
  const ring = path.slice(path.indexOf(at)).sort();
  return ring[0] ?? at;
}
