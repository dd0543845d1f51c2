import Papa from 'papaparse';
import type { Delimiter } from './find-delimiter.ts';
import { ImportError } from './import-error.ts';
import { MAX_CELL_LENGTH } from './limits.ts';
import type { TableFault } from './row-faults.ts';

export interface ParsedText {
  rows: string[][];
  /** For each row the line it starts on, 1-based, as a text editor counts. */
  lines: number[];
  faults: TableFault[];
  /** No cell holds a line end. */
  oneLineEach: boolean;
  /** Some line is longer than a cell may be, or cells span lines. */
  mayHaveLongCells: boolean;
}

/**
 * Papaparse keeps an error object for every stray quote; parsing in blocks bounds how many there can
 * be at a time, whatever the file.
 */
const BLOCK_LENGTH = 1024 * 1024;
/** Characters; a line of MAX_COLUMNS full cells is shorter. */
const MOST_IN_A_BLOCK = 8 * 1024 * 1024;
/** After so many unclosed quotes the rest of the file is read as if quotes meant nothing. */
const MOST_RECOVERIES = 50;

interface State extends ParsedText {
  text: string;
  delimiter: Delimiter;
  position: number;
  line: number;
  recoveries: number;
  rowLimit: number;
}

/** Most rows show by their first character that they are not blank. */
function isBlank(row: readonly string[]): boolean {
  const start = row[0]?.charCodeAt(0) ?? 0;
  if (start > 0x20 && start < 0x7f) return false;
  return row.every((cell) => cell === '' || cell.trim() === '');
}

function lineEndAfter(text: string, position: number): number {
  const end = text.indexOf('\n', position);
  return end === -1 ? text.length : end + 1;
}

/** The end of a block: after a line end that no quoted cell spans, as far as counting quotes tells. */
function blockEnd(text: string, from: number, ignoreQuotes: boolean): number {
  if (text.length - from <= BLOCK_LENGTH) return text.length;
  const wanted = from + BLOCK_LENGTH;
  let quote = ignoreQuotes ? -1 : text.indexOf('"', from);
  let open = false;
  let safe = -1;
  for (let at = from; at < wanted; ) {
    const end = lineEndAfter(text, at);
    for (; quote !== -1 && quote < end; quote = text.indexOf('"', quote + 1)) open = !open;
    if (!open) safe = end;
    at = end;
  }
  const end = safe === -1 ? lineEndAfter(text, wanted) : safe;
  if (end - from > MOST_IN_A_BLOCK)
    throw new ImportError('too_large', { what: 'line', limit: MOST_IN_A_BLOCK });
  return end;
}

/** Lines as Papaparse counts them: a line end at the very end opens one more, empty line. */
function measureLines(text: string): { count: number; longest: number } {
  let count = 1;
  let longest = 0;
  let start = 0;
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
    count += 1;
    if (end - start > longest) longest = end - start;
    start = end + 1;
  }
  return { count, longest: Math.max(longest, text.length - start) };
}

function linesIn(row: readonly string[]): number {
  let lines = 1;
  for (const cell of row) lines += measureLines(cell).count - 1;
  return lines;
}

function keep(state: State, row: string[], line: number): number {
  state.rows.push(row);
  state.lines.push(line);
  return state.rows.length - 1;
}

/** One line whose quote never closes: read without quotes, so that what it holds can still be shown. */
function keepBrokenLine(state: State): void {
  const end = lineEndAfter(state.text, state.position);
  const line = state.text.slice(state.position, end).replace(/\n$/, '');
  const rowIndex = keep(state, line.split(state.delimiter), state.line);
  state.faults.push({ code: 'unclosed_quote', rowIndex });
  state.position = end;
  state.line += 1;
  state.recoveries += 1;
}

const BLANK = -1;

/**
 * Keeps the rows of a block up to `count`, which all start after `state.position`, and counts their lines.
 * @returns the index under which each is kept, or BLANK
 */
function keepRows(state: State, data: string[][], count: number, oneLineEach: boolean): Int32Array {
  const kept = new Int32Array(count);
  for (let index = 0; index < count; index += 1) {
    const row = data[index];
    if (!row) break;
    kept[index] = isBlank(row) ? BLANK : keep(state, row, state.line);
    state.line += oneLineEach ? 1 : linesIn(row);
  }
  return kept;
}

/** Moves to the start of a line that lies some lines further on. */
function skipLines(state: State, lines: number): void {
  for (let skipped = 0; skipped < lines; skipped += 1)
    state.position = lineEndAfter(state.text, state.position);
}

/** The first row that cannot be believed: its quote never closes, or closes only lines further on. */
function firstBrokenRow(data: string[][], errors: readonly Papa.ParseError[]): number | null {
  let first: number | null = null;
  for (const { code, row } of errors) {
    if (row === undefined || (first !== null && row >= first)) continue;
    if (code === 'MissingQuotes' || (code === 'InvalidQuotes' && linesIn(data[row] ?? []) > 1)) first = row;
  }
  return first;
}

function markMalformed(state: State, kept: Int32Array, errors: readonly Papa.ParseError[]): void {
  const malformed = new Set<number>();
  for (const { code, row } of errors) {
    const rowIndex = code === 'InvalidQuotes' ? (kept[row ?? -1] ?? BLANK) : BLANK;
    if (rowIndex !== BLANK) malformed.add(rowIndex);
  }
  for (const rowIndex of malformed) state.faults.push({ code: 'malformed_quotes', rowIndex });
}

function parseBlock(state: State): void {
  const end = blockEnd(state.text, state.position, false);
  const block = state.text.slice(state.position, end);
  const { data, errors } = Papa.parse<string[]>(block, { delimiter: state.delimiter, newline: '\n' });
  const broken = firstBrokenRow(data, errors);
  const firstLine = state.line;
  const { count, longest } = measureLines(block);
  const oneLineEach = count === data.length;
  if (!oneLineEach) state.oneLineEach = false;
  if (!oneLineEach || longest > MAX_CELL_LENGTH) state.mayHaveLongCells = true;
  const kept = keepRows(state, data, broken ?? data.length, oneLineEach);
  markMalformed(state, kept, errors);
  if (broken !== null) {
    skipLines(state, state.line - firstLine);
    keepBrokenLine(state);
    return;
  }
  // A block that ends with a line end gives one empty row too many: it is no line of the file.
  if (block.endsWith('\n')) state.line -= 1;
  state.position = end;
}

function parseBlockWithoutQuotes(state: State): void {
  const end = blockEnd(state.text, state.position, true);
  const block = state.text.slice(state.position, end);
  state.mayHaveLongCells = true;
  const { data } = Papa.parse<string[]>(block, {
    delimiter: state.delimiter,
    newline: '\n',
    quoteChar: '\0',
  });
  for (const rowIndex of keepRows(state, data, data.length, true)) {
    if (rowIndex !== BLANK && state.rows[rowIndex]?.some((cell) => cell.includes('"'))) {
      state.faults.push({ code: 'malformed_quotes', rowIndex });
    }
  }
  if (block.endsWith('\n')) state.line -= 1;
  state.position = end;
}

/**
 * Parses delimited text whose line ends are all `\n`. Blank lines are left out but counted. A quote
 * that never closes costs its own line, not the rest of the file.
 * @param rowLimit rows after which parsing stops; the caller refuses the file then
 * @throws ImportError too_large where one line is longer than any table has
 */
export function parseText(text: string, delimiter: Delimiter, start: number, rowLimit: number): ParsedText {
  const state: State = {
    text,
    delimiter,
    position: start,
    line: start === 0 ? 1 : 2,
    recoveries: 0,
    rowLimit,
    rows: [],
    lines: [],
    faults: [],
    oneLineEach: true,
    mayHaveLongCells: false,
  };
  while (state.position < text.length && state.rows.length < rowLimit) {
    if (state.recoveries < MOST_RECOVERIES) parseBlock(state);
    else parseBlockWithoutQuotes(state);
  }
  const { rows, lines, faults, oneLineEach, mayHaveLongCells } = state;
  return { rows, lines, faults, oneLineEach, mayHaveLongCells };
}
