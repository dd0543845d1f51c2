import type { SchemaElement } from 'hyparquet';
import type { ChangeRow } from '../database/changes.ts';

/**
 * A change as a row of `data/changes-<domain>.parquet`. Entity ids are split into their parts and the one change that
 * most changes replace has columns of its own, so that every id is one of a dictionary that many rows share: written
 * out in each row they would be two thirds of the file.
 */
export interface BundleRow extends ChangeRow {
  /** Something of the value or the reason stays at the center: what is here is not the whole. */
  withheld: boolean;
  /** What stands for a value and a reason that were erased, see database/salts.ts; else null. */
  erased: string | null;
}

export interface Column {
  name: string;
  /** Parquet's physical type, and what it means. */
  physical: 'BYTE_ARRAY' | 'INT32' | 'INT64' | 'BOOLEAN';
  meaning: 'text' | 'integer' | 'instant' | 'truth';
  nullable: boolean;
  encoding: 'RLE_DICTIONARY' | 'DELTA_BINARY_PACKED' | undefined;
  /** Smallest and largest value of each row group stand in the footer, so that readers skip what they need not read. */
  statistics: boolean;
  /** For a reader of the schema. */
  about: string;
}

type Named<N extends string> = Column & { name: N };

const text = <N extends string>(name: N, about: string, more: Partial<Column> = {}): Named<N> => ({
  ...{ about, physical: 'BYTE_ARRAY', meaning: 'text', nullable: false, statistics: false },
  ...{ encoding: 'RLE_DICTIONARY' as const },
  ...more,
  name,
});
const integer = <N extends string>(name: N, about: string, more: Partial<Column> = {}): Named<N> => ({
  ...{ about, physical: 'INT64', meaning: 'integer', nullable: false, statistics: false },
  ...{ encoding: 'DELTA_BINARY_PACKED' as const },
  ...more,
  name,
});

/** In their order in the file. A new one is added at the end, nullable, with a new version of the schema. */
export const columns = [
  text('device', 'The laptop that wrote the change', { statistics: true }),
  integer('seq', 'Number of the change on that laptop; with the device its key', { statistics: true }),
  integer('act', 'Number of the first change of the same human act'),
  text('command', 'What was done'),
  integer('undoes', 'The act of the same laptop that this one takes back', { nullable: true }),
  integer('recorded_at', "The laptop's clock, milliseconds since 1970, UTC", { meaning: 'instant' }),
  text('actor', 'Who did it; null is the program itself', { nullable: true }),
  text('entity', 'What kind of thing it is about'),
  text('id', 'Which one: the whole id, or its first part'),
  text('id_more', 'Second part of the id, such as the learner of a mark', { nullable: true }),
  text('cell', 'What of it was decided'),
  integer('format', "Version of the value's shape", { physical: 'INT32', encoding: 'RLE_DICTIONARY' }),
  text('value', 'What was decided, as JSON; null takes the value away', {
    nullable: true,
    encoding: undefined,
  }),
  text('replaces_device', 'The change that it replaces: its laptop', { nullable: true }),
  integer('replaces_seq', 'The change that it replaces: its number', { nullable: true }),
  text('replaces_more', 'Further changes that it replaces, as JSON: [[device, seq]]', { nullable: true }),
  text('reason', 'Why, as the person wrote it', { nullable: true, encoding: undefined }),
  text('withheld', 'True if a part of value or reason stays at the center', {
    ...{ physical: 'BOOLEAN', meaning: 'truth', encoding: undefined },
  }),
  text('erased', 'Hash that stands for a value that was erased', { nullable: true }),
] as const;

/** The schema that Parquet's footer holds. */
export const parquetSchema: SchemaElement[] = [
  { name: 'change', num_children: columns.length },
  ...(columns as readonly Column[]).map(
    ({ name, physical, meaning, nullable }): SchemaElement => ({
      name,
      type: physical,
      repetition_type: nullable ? 'OPTIONAL' : 'REQUIRED',
      ...(meaning === 'text' ? { converted_type: 'UTF8' } : {}),
      ...(meaning === 'instant' ? { converted_type: 'TIMESTAMP_MILLIS' } : {}),
    }),
  ),
];

const types = { text: 'string', integer: 'integer', instant: 'datetime', truth: 'boolean' } as const;

/** The same as a Table Schema (Data Package v2), as short as it goes: every table of every bundle carries it. */
export const tableSchema = {
  fields: (columns as readonly Column[]).map(({ name, meaning }) => ({ name, type: types[meaning] })),
  primaryKey: ['device', 'seq'],
};

/** `session:learner` into both; an id of one part has no second. */
export function splitId(id: string): [string, string | null] {
  const at = id.indexOf(':');
  return at < 0 ? [id, null] : [id.slice(0, at), id.slice(at + 1)];
}

export const joinId = (id: string, more: string | null): string => (more === null ? id : `${id}:${more}`);

type Heads = readonly [device: string, seq: number][];

/** `replaces` of a change as its three columns. */
export function splitHeads(replaces: string | null): [string | null, number | null, string | null] {
  if (replaces === null) return [null, null, null];
  const [first, ...more] = JSON.parse(replaces) as Heads;
  if (!first) return [null, null, '[]'];
  return [first[0], first[1], more.length > 0 ? JSON.stringify(more) : null];
}

/** Back again, as `record` wrote it. */
export function joinHeads(device: string | null, seq: number | null, more: string | null): string | null {
  if (device === null || seq === null) return more === null ? null : '[]';
  const rest = more === null ? [] : (JSON.parse(more) as Heads);
  return JSON.stringify([[device, seq], ...rest]);
}
