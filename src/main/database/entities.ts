import type { z } from 'zod';
import type { KeptBy } from './kept.ts';

/** SQLite column types that projections use. */
type ColumnType = 'TEXT' | 'INTEGER' | 'REAL';

/**
 * A cell: what a person decides in one act.
 * `columns` say where its value lands: column name to type and JSON path.
 */
export interface Cell<V = unknown> {
  /** Names the value's shape. Raise it when the shape changes, add an upcaster, never edit an old one. */
  format: number;
  schema: z.ZodType<V>;
  columns: Record<string, readonly [ColumnType, string]>;
  /** From format n to n + 1, pure and frozen. */
  upcasts?: Record<number, (old: unknown) => unknown>;
}

/**
 * A kind of thing, and the projection table that shows its current state.
 * The table is a pure function of the log: it is dropped and rebuilt whenever this definition changes.
 */
export interface Entity<Cells extends Record<string, Cell> = Record<string, Cell>> {
  name: string;
  table: string;
  /** Columns of the primary key; an entity id is their values joined by ':'. */
  key: readonly [string] | readonly [string, string];
  cells: Cells;
  indexes?: readonly string[];
  /** What keeps it from being hidden when it is removed. */
  keptBy?: KeptBy;
  /** What its rows keep: the first part of its id is the id of that. */
  keeps?: Entity;
}

export function cell<V>(
  format: number,
  schema: z.ZodType<V>,
  columns: Cell['columns'],
  upcasts?: Cell['upcasts'],
): Cell<V> {
  return { format, schema, columns, ...(upcasts ? { upcasts } : {}) };
}

export function entity<const Cells extends Record<string, Cell>>(spec: Entity<Cells>): Entity<Cells> {
  return spec;
}

/** What a cell holds, for the types of `write`. */
export type CellValue<E extends Entity, C extends keyof E['cells']> =
  E['cells'][C] extends Cell<infer V> ? V : never;

/** Brings a stored value of an older format to the current one. Throws for a format from the future. */
export function upcast(spec: Cell, format: number, value: unknown): unknown {
  if (format > spec.format) throw new RangeError(`format ${format} is newer than ${spec.format}`);
  let current = value;
  for (let at = format; at < spec.format; at++) {
    const step = spec.upcasts?.[at];
    if (!step) throw new RangeError(`no upcaster from format ${at}`);
    current = step(current);
  }
  return current;
}
