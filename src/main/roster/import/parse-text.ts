import Papa from 'papaparse';
import type { Delimiter } from './find-delimiter.ts';
import { ImportError } from './import-error.ts';
import type { TableFault } from './row-block.ts';

/** Some rows of a text, blank ones left out. */
export interface ParsedBlock {
  rows: string[][];
  /** For each row the line it starts on, 1-based, as a text editor counts. */
  lines: number[];
  faults: TableFault[];
  /** No cell holds a line end. */
  oneLineEach: boolean;
  /** Characters of its longest line. */
  longest: number;
}

/** Characters; some hundred rows, so that the processor's cache holds all that is made of them. */
const BLOCK_LENGTH = 64 * 1024;
/** Characters; a quoted cell that seems to go on for longer never closes. A cell may be an eighth of it. */
const LONGEST_BLOCK = 256 * 1024;
/** Characters; a line of MAX_COLUMNS full cells is shorter. */
const LONGEST_LINE = 8 * 1024 * 1024;
/** After so many unclosed quotes the rest of the file is read as if quotes meant nothing. */
const MOST_RECOVERIES = 20;

interface State {
  readonly text: string;
  readonly delimiter: Delimiter;
  position: number;
  line: number;
  recoveries: number;
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
function blockEnd(text: string, from: number, length: number, ignoreQuotes: boolean): number {
  if (text.length - from <= length) return text.length;
  const wanted = from + length;
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
  if (end - from > LONGEST_LINE) throw new ImportError('too_large', { what: 'line', limit: LONGEST_LINE });
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

const BLANK = -1;

/**
 * Keeps the rows up to `count` that are not blank, and counts the lines of all.
 * @returns the index under which each is kept, or BLANK
 */
function keepRows(state: State, block: ParsedBlock, data: string[][], count: number): Int32Array {
  const kept = new Int32Array(count);
  for (let index = 0; index < count; index += 1) {
    const row = data[index] ?? [];
    kept[index] = isBlank(row) ? BLANK : block.rows.push(row) - 1;
    if (kept[index] !== BLANK) block.lines.push(state.line);
    state.line += block.oneLineEach ? 1 : linesIn(row);
  }
  return kept;
}

/** One line whose quote never closes: read without quotes, so that what it holds can still be shown. */
function keepBrokenLine(state: State, block: ParsedBlock): void {
  const end = lineEndAfter(state.text, state.position);
  const line = state.text.slice(state.position, end).replace(/\n$/, '');
  const rowIndex = block.rows.push(line.split(state.delimiter)) - 1;
  block.lines.push(state.line);
  block.faults.push({ code: 'unclosed_quote', rowIndex });
  state.position = end;
  state.line += 1;
  state.recoveries += 1;
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

function markMalformed(block: ParsedBlock, kept: Int32Array, errors: readonly Papa.ParseError[]): void {
  const malformed = new Set<number>();
  for (const { code, row } of errors) {
    const rowIndex = code === 'InvalidQuotes' ? (kept[row ?? -1] ?? BLANK) : BLANK;
    if (rowIndex !== BLANK) malformed.add(rowIndex);
  }
  for (const rowIndex of malformed) block.faults.push({ code: 'malformed_quotes', rowIndex });
}

function openBlock(text: string, rowsOfPapaparse: number): ParsedBlock {
  const { count, longest } = measureLines(text);
  return { rows: [], lines: [], faults: [], oneLineEach: count === rowsOfPapaparse, longest };
}

function parseNext(state: State, length: number): ParsedBlock {
  const { text, delimiter, position } = state;
  const end = blockEnd(text, position, length, false);
  const part = text.slice(position, end);
  const { data, errors } = Papa.parse<string[]>(part, { delimiter, newline: '\n' });
  const broken = firstBrokenRow(data, errors);
  // The quote may close beyond the block.
  if (broken !== null && end < text.length && length < LONGEST_BLOCK) return parseNext(state, length * 4);
  const block = openBlock(part, data.length);
  const firstLine = state.line;
  const kept = keepRows(state, block, data, broken ?? data.length);
  markMalformed(block, kept, errors);
  if (broken !== null) {
    for (let line = firstLine; line < state.line; line += 1) {
      state.position = lineEndAfter(text, state.position);
    }
    keepBrokenLine(state, block);
    return block;
  }
  // A block that ends with a line end gives one empty row too many: it is no line of the file.
  if (part.endsWith('\n')) state.line -= 1;
  state.position = end;
  return block;
}

function parseNextWithoutQuotes(state: State): ParsedBlock {
  const { text, delimiter, position } = state;
  const end = blockEnd(text, position, BLOCK_LENGTH, true);
  const part = text.slice(position, end);
  const { data } = Papa.parse<string[]>(part, { delimiter, newline: '\n', quoteChar: '\0' });
  const block = openBlock(part, data.length);
  for (const rowIndex of keepRows(state, block, data, data.length)) {
    if (rowIndex !== BLANK && block.rows[rowIndex]?.some((cell) => cell.includes('"'))) {
      block.faults.push({ code: 'malformed_quotes', rowIndex });
    }
  }
  if (part.endsWith('\n')) state.line -= 1;
  state.position = end;
  return block;
}

/**
 * Parses delimited text whose line ends are all `\n`. Blank lines are left out but counted. A quote
 * that never closes costs its own line, not the rest of the file.
 * @param start where the first line begins, after a separator line if there is one
 * @throws ImportError too_large where one line is longer than any table has
 */
export function* parseText(text: string, delimiter: Delimiter, start: number): Generator<ParsedBlock> {
  const state: State = { text, delimiter, position: start, line: start === 0 ? 1 : 2, recoveries: 0 };
  while (state.position < text.length) {
    yield state.recoveries < MOST_RECOVERIES ? parseNext(state, BLOCK_LENGTH) : parseNextWithoutQuotes(state);
  }
}
