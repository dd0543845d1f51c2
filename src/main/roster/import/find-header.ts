import { createHash } from 'node:crypto';
import { cleanLine, wordKey } from './clean-text.ts';
import { type ContentKind, contentKind } from './guess-content.ts';
import { phraseMeaning } from './header-phrases.ts';
import { headerMeaning } from './header-words.ts';
import { HEADER_SEARCH_LINES } from './limits.ts';
import type { RowBlock } from './row-block.ts';

export interface FoundHeader {
  /** Index of the header in the table's rows, null where the file has none. */
  rowIndex: number | null;
  /** Its line in the file, 1-based. */
  line: number | null;
  /** One for each column, cleaned; empty texts where there is no header. */
  names: string[];
  /** Index of the first row of data. */
  firstRow: number;
  /** Stable name of this header, to remember a mapping by; the same in any case, spacing or punctuation. */
  key: string;
}

/** The first rows of a table, or all. */
export type TableStart = Pick<RowBlock, 'rows' | 'lines'>;

const FACTS: ReadonlySet<ContentKind> = new Set(['email', 'phone', 'date', 'number']);

function filled(row: readonly string[]): string[] {
  return row.map((cell) => cleanLine(cell)).filter((cell) => cell !== '');
}

/** What a known name of a column counts. */
const KNOWN_NAME = 3;

/** How much a row reads like names of columns: known names count, facts about a person count against it. */
function headerScore(row: readonly string[]): number {
  let score = 0;
  for (const cell of filled(row)) {
    if (headerMeaning(cell) !== null || headerMeaning(lastPart(cell)) !== null) score += KNOWN_NAME;
    else if (FACTS.has(contentKind(cell))) score -= 3;
    else if (cell.length > 8 && phraseMeaning(cell) !== null) score += 2;
  }
  return score;
}

/** KoboToolbox names a question "group/question". */
export function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

/** Without any known name: a row of words above columns of facts is a header, a row like the others is not. */
function looksLikeData(row: readonly string[], below: readonly (readonly string[])[]): boolean {
  let alike = 0;
  let compared = 0;
  for (const [column, cell] of row.entries()) {
    const kind = contentKind(cell);
    const kinds = below.map((other) => contentKind(other[column] ?? '')).filter((other) => other !== 'empty');
    if (kind === 'empty' || kinds.length === 0) continue;
    compared += 1;
    const agreeing = kinds.filter((other) => other === kind).length;
    if (kind !== 'words' && agreeing * 2 > kinds.length) alike += 1;
  }
  return compared > 0 && alike * 2 >= compared;
}

function keyOf(names: readonly string[]): string {
  const text = names.map((name) => wordKey(name)).join('\u001F');
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

function widthOf(rows: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>();
  for (const row of rows.slice(0, 200)) counts.set(row.length, (counts.get(row.length) ?? 0) + 1);
  let [width, most] = [0, 0];
  for (const [length, count] of counts) if (count > most) [width, most] = [length, count];
  return width;
}

function headerless(table: TableStart, firstRow: number): FoundHeader {
  const width = widthOf(table.rows.slice(firstRow));
  return {
    rowIndex: null,
    line: null,
    names: Array(width).fill(''),
    firstRow,
    key: `without-header-${width}`,
  };
}

function at(table: TableStart, rowIndex: number): FoundHeader {
  const names = (table.rows[rowIndex] ?? []).map((cell) => cleanLine(cell));
  while (names.length > 0 && names.at(-1) === '') names.pop();
  return { rowIndex, line: table.lines[rowIndex] ?? null, names, firstRow: rowIndex + 1, key: keyOf(names) };
}

/**
 * Finds the row that names the columns, below any titles. A file without known names has its first row
 * taken for the header unless that row is like the rows below it.
 * @param told line of the header that the person chose; null where she says there is none
 */
export function findHeader(table: TableStart, told?: number | null): FoundHeader {
  const { rows } = table;
  if (told === null) return headerless(table, 0);
  if (told !== undefined && table.lines.includes(told)) return at(table, table.lines.indexOf(told));
  let best = -1;
  let bestScore = 0;
  for (const [index, row] of rows.slice(0, HEADER_SEARCH_LINES).entries()) {
    const score = headerScore(row);
    if (score > bestScore) [best, bestScore] = [index, score];
    // Known names in half of its cells: no row below can be more of a header than this.
    if (score * 2 >= KNOWN_NAME * row.length && row.length > 1) break;
  }
  if (best >= 0) return at(table, best);
  // Titles stand alone in the first cell, above rows of the table's own width.
  const width = widthOf(rows);
  const first = rows.slice(0, HEADER_SEARCH_LINES).findIndex((row) => width < 2 || filled(row).length > 1);
  const start = Math.max(first, 0);
  const below = rows.slice(start + 1, start + 21);
  return looksLikeData(rows[start] ?? [], below) ? headerless(table, start) : at(table, start);
}
