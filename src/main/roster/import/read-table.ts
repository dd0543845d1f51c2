import { type Tidiness, tidinessOf } from './clean-text.ts';
import { decodeText, type Encoding } from './decode-text.ts';
import { type Delimiter, findDelimiter } from './find-delimiter.ts';
import { ImportError } from './import-error.ts';
import { HEADER_SEARCH_LINES, MAX_CELL_LENGTH, MAX_COLUMNS, MAX_FILE_BYTES, MAX_ROWS } from './limits.ts';
import { parseText } from './parse-text.ts';
import { readWorkbook, refuseCompoundFile, type SheetInfo } from './read-workbook.ts';
import type { TableFault } from './row-faults.ts';
import { sniffFormat, sniffMarkup } from './sniff-format.ts';

export interface ReadTableOptions {
  /** Sheet of a workbook; without it the first visible one that holds anything. */
  sheet?: string;
  /** Instead of the guess. */
  encoding?: Encoding;
  /** Instead of the guess. */
  delimiter?: Delimiter;
}

/** The rows of a file that hold anything, header and titles included. */
export interface ReadTable {
  fileName: string;
  format: 'csv' | 'tsv' | 'xlsx';
  /** Null for workbooks. */
  encoding: Encoding | null;
  delimiter: Delimiter | null;
  /** Empty for text files. */
  sheets: SheetInfo[];
  sheet: string | null;
  rows: string[][];
  /** For each row its line in the file, 1-based: what a text editor or Excel shows. */
  lines: number[];
  faults: TableFault[];
  /** How much cleaning its cells may need. */
  tidiness: Tidiness;
}

const UNSAFE = /[\0\u202A-\u202E\u2066-\u2069\uFFFD]/;
const NUL = /\0/g;
const BIDI_CONTROLS = /[\u202A-\u202E\u2066-\u2069]/g;
/** Control characters other than white space. */
const NOT_TEXT = /[^\P{Cc}\s]/gu;

/** Takes out characters that hide or reorder what a person sees, and says in which rows they were. */
function cleanRow(
  cells: readonly string[],
  rowIndex: number,
  lossy: boolean,
  faults: TableFault[],
): string[] {
  return cells.map((cell, column) => {
    if (!UNSAFE.test(cell)) return cell;
    const withoutNul = cell.replace(NUL, '');
    if (withoutNul !== cell) faults.push({ code: 'nul_character', rowIndex, column });
    const clean = withoutNul.replace(BIDI_CONTROLS, '');
    if (clean !== withoutNul) faults.push({ code: 'bidi_control', rowIndex, column });
    if (lossy && clean.includes('\uFFFD')) faults.push({ code: 'unreadable_character', rowIndex, column });
    return clean;
  });
}

interface CellChecks {
  /** Whether any cell may be longer than the limit. */
  long: boolean;
  /** Whether any may hold a character to be taken out. */
  unsafe: boolean;
  /** Whether some bytes of the file fit no character. */
  lossy: boolean;
}

function checkLengths(row: readonly string[], rowIndex: number, faults: TableFault[]): void {
  for (const [column, { length }] of row.entries()) {
    if (length <= MAX_CELL_LENGTH) continue;
    faults.push({ code: 'cell_too_long', rowIndex, column, params: { length, limit: MAX_CELL_LENGTH } });
  }
}

function checkRows(rows: string[][], faults: TableFault[], checks: CellChecks): void {
  for (let rowIndex = 0; rowIndex < rows.length; rowIndex += 1) {
    const row = rows[rowIndex] ?? [];
    if (row.length > MAX_COLUMNS && row.some((cell, column) => column >= MAX_COLUMNS && cell !== '')) {
      throw new ImportError('too_large', { what: 'columns', limit: MAX_COLUMNS });
    }
    if (checks.long) checkLengths(row, rowIndex, faults);
    if (checks.unsafe) rows[rowIndex] = cleanRow(row, rowIndex, checks.lossy, faults);
  }
}

/** Text in which control characters abound is no text. A stray one in a real list is a row's own fault. */
function refuseBinary(text: string): void {
  const sample = text.slice(0, 64 * 1024);
  const strange = sample.match(NOT_TEXT)?.length ?? 0;
  if (strange * 50 > sample.length) throw new ImportError('not_a_table', { kind: 'binary' });
}

function readText(bytes: Uint8Array, fileName: string, options: ReadTableOptions): ReadTable {
  const decoded = decodeText(bytes, options.encoding);
  refuseBinary(decoded.text);
  const markup = sniffMarkup(decoded.text);
  if (markup) throw new ImportError('not_a_table', { kind: markup });
  const text = decoded.text.includes('\r') ? decoded.text.replace(/\r\n?/g, '\n') : decoded.text;
  if (text.trim() === '') throw new ImportError('empty_file');
  const { delimiter, start } = findDelimiter(text, options.delimiter);
  const { rows, lines, faults, oneLineEach, mayHaveLongCells } = parseText(
    text,
    delimiter,
    start,
    MAX_ROWS + HEADER_SEARCH_LINES + 1,
  );
  const tidiness = tidinessOf(text, delimiter === '\t', oneLineEach);
  const unsafe = tidiness === 'anything' && UNSAFE.test(text);
  checkRows(rows, faults, { long: mayHaveLongCells, unsafe, lossy: decoded.lossy });
  return {
    fileName,
    format: delimiter === '\t' ? 'tsv' : 'csv',
    encoding: decoded.encoding,
    delimiter,
    sheets: [],
    sheet: null,
    rows,
    lines,
    faults,
    tidiness,
  };
}

/**
 * Reads CSV, TSV and XLSX, told apart by content; the name of the file is only carried along.
 * @throws ImportError with a code of `importErrorCodes`; nothing else
 */
export async function readTable(
  bytes: Uint8Array,
  fileName: string,
  options: ReadTableOptions = {},
): Promise<ReadTable> {
  if (bytes.length === 0) throw new ImportError('empty_file');
  if (bytes.length > MAX_FILE_BYTES) {
    throw new ImportError('too_large', { what: 'bytes', limit: MAX_FILE_BYTES });
  }
  const sniffed = sniffFormat(bytes);
  if (sniffed.format === 'other') throw new ImportError('not_a_table', { kind: sniffed.kind });
  if (sniffed.format === 'compound') throw refuseCompoundFile(bytes);
  if (sniffed.format === 'text') {
    const table = readText(bytes, fileName, options);
    if (table.rows.length === 0) throw new ImportError('no_rows');
    return table;
  }
  const { sheets, sheet, rows, lines } = await readWorkbook(bytes, options.sheet);
  if (rows.length === 0) throw new ImportError('no_rows', { sheet });
  const faults: TableFault[] = [];
  checkRows(rows, faults, { long: true, unsafe: true, lossy: false });
  return {
    fileName,
    format: 'xlsx',
    encoding: null,
    delimiter: null,
    sheets,
    sheet,
    rows,
    lines,
    faults,
    tidiness: 'anything',
  };
}
