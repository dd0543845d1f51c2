import { restoreFormula } from '../../../shared/rules/csv.ts';
import { cleanLine, cleanLines } from './clean-text.ts';
import type { Field, Mapping } from './fields.ts';

const APOSTROPHE = 0x27;

/** The columns that were mapped to each field, in the order of the file. */
export type FieldColumns = ReadonlyMap<Field, readonly number[]>;

export function columnsByField(mapping: Mapping): FieldColumns {
  const columns = new Map<Field, number[]>();
  for (const { column, field } of [...mapping.columns].sort((a, b) => a.column - b.column)) {
    const list = columns.get(field);
    if (list) list.push(column);
    else columns.set(field, [column]);
  }
  return columns;
}

/** The one column of a field, -1 where it has none. */
export function columnOf(columns: FieldColumns, field: Field): number {
  return columns.get(field)?.[0] ?? -1;
}

export function rawCell(cells: readonly string[], column: number): string {
  return column < 0 ? '' : (cells[column] ?? '');
}

/** A cell as one clean line, without the apostrophe that our own exports put before what looks like a formula. */
export function cleanCell(raw: string): string {
  const text = cleanLine(raw);
  return text.charCodeAt(0) === APOSTROPHE ? restoreFormula(text) : text;
}

/** The same, line ends kept. */
export function cleanCellLines(raw: string): string {
  const text = cleanLines(raw);
  return text !== '' && text.includes("'") ? restoreFormula(text) : text;
}

const MOST_REMEMBERED = 500;
const MOST_RECENT = 4;

/**
 * Remembers what a function made of a text: columns of few different words ("Жіноча", "Так", "Cohort A")
 * are read once a word. Forgets all when a column turns out to hold many.
 */
export function remembering<Result>(read: (text: string) => Result): (text: string) => Result {
  const known = new Map<string, Result>();
  // Comparing with the first few words is cheaper than hashing each cell.
  const texts: string[] = [];
  const results: Result[] = [];
  function fromMap(text: string): Result {
    const found = known.get(text);
    if (found !== undefined) return found;
    const result = read(text);
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(text, result);
    if (texts.length < MOST_RECENT) {
      texts.push(text);
      results.push(result);
    }
    return result;
  }
  return (text) => {
    for (let index = 0; index < texts.length; index += 1) {
      if (texts[index] === text) return results[index] as Result;
    }
    return fromMap(text);
  };
}

/** Names of cohorts in one cell, separated by commas, semicolons, bars or line ends; each one once. */
export function splitCohorts(text: string): string[] {
  const names = new Set<string>();
  for (const part of text.split(/[,;|\n،؛]/)) {
    const name = part.trim().replace(/\s+/g, ' ');
    if (name !== '' && name !== '-') names.add(name);
  }
  return [...names];
}
