import { type CellChecks, checkRows, isUnsafe } from './check-cells.ts';
import { decodeText, type Encoding } from './decode-text.ts';
import { type Delimiter, findDelimiter } from './find-delimiter.ts';
import { ImportError } from './import-error.ts';
import { HEADER_SEARCH_LINES, MAX_CELL_LENGTH, MAX_FILE_BYTES, MAX_ROWS } from './limits.ts';
import { parseText } from './parse-text.ts';
import { readWorkbook, refuseCompoundFile, type SheetInfo } from './read-workbook.ts';
import type { RowBlock } from './row-block.ts';
import { sniffFormat, sniffMarkup } from './sniff-format.ts';

export interface ReadTableOptions {
  /** Sheet of a workbook; without it the first visible one that holds anything. */
  sheet?: string;
  /** Instead of the guess. */
  encoding?: Encoding;
  /** Instead of the guess. */
  delimiter?: Delimiter;
}

export interface TableInfo {
  fileName: string;
  format: 'csv' | 'tsv' | 'xlsx';
  /** Null for workbooks. */
  encoding: Encoding | null;
  delimiter: Delimiter | null;
  /** Empty for text files. */
  sheets: SheetInfo[];
  sheet: string | null;
}

export interface OpenTable {
  info: TableInfo;
  /** About how many rows there are, for showing progress. */
  rowsExpected: number;
  /**
   * The rows from the first on, each time it is called.
   * @throws ImportError too_large, at the row that goes beyond a limit
   */
  blocks(): Iterable<RowBlock>;
}

/** Control characters other than white space. */
const NOT_TEXT = /[^\P{Cc}\s]/gu;

/** Text in which control characters abound is no text. A stray one in a real list is a row's own fault. */
function refuseBinary(text: string): void {
  const sample = text.slice(0, 16 * 1024);
  const strange = sample.match(NOT_TEXT)?.length ?? 0;
  if (strange > 8 && strange * 50 > sample.length) throw new ImportError('not_a_table', { kind: 'binary' });
}

/** Lines of a text, reckoned from its first ones. */
function reckonLines(text: string): number {
  const sample = text.slice(0, 16 * 1024);
  const lines = sample.split('\n').length;
  return Math.ceil((lines * text.length) / sample.length);
}

interface OpenText {
  text: string;
  delimiter: Delimiter;
  start: number;
  checks: Omit<CellChecks, 'long'>;
}

function* textBlocks({ text, delimiter, start, checks }: OpenText): Generator<RowBlock> {
  let count = 0;
  for (const { rows, lines, faults, oneLineEach, longest } of parseText(text, delimiter, start)) {
    count += rows.length;
    if (count > MAX_ROWS + HEADER_SEARCH_LINES) {
      throw new ImportError('too_large', { what: 'rows', limit: MAX_ROWS });
    }
    checkRows(rows, faults, { ...checks, long: longest > MAX_CELL_LENGTH || !oneLineEach });
    yield { rows, lines, faults };
  }
}

function openText(bytes: Uint8Array, fileName: string, options: ReadTableOptions): OpenTable {
  const decoded = decodeText(bytes, options.encoding);
  refuseBinary(decoded.text);
  const markup = sniffMarkup(decoded.text);
  if (markup) throw new ImportError('not_a_table', { kind: markup });
  const text = decoded.text.includes('\r') ? decoded.text.replace(/\r\n?/g, '\n') : decoded.text;
  if (text.trim() === '') throw new ImportError('empty_file');
  const { delimiter, start } = findDelimiter(text, options.delimiter);
  const { encoding, lossy } = decoded;
  const format = delimiter === '\t' ? 'tsv' : 'csv';
  const checks = { unsafe: isUnsafe(bytes, decoded), lossy };
  return {
    info: { fileName, format, encoding, delimiter, sheets: [], sheet: null },
    rowsExpected: reckonLines(text),
    blocks: () => textBlocks({ text, delimiter, start, checks }),
  };
}

async function openWorkbook(bytes: Uint8Array, fileName: string, wanted?: string): Promise<OpenTable> {
  const { sheets, sheet, rows, lines } = await readWorkbook(bytes, wanted);
  if (rows.length === 0) throw new ImportError('no_rows', { sheet });
  const block: RowBlock = { rows, lines, faults: [] };
  checkRows(rows, block.faults, { long: true, unsafe: true, lossy: false });
  return {
    info: { fileName, format: 'xlsx', encoding: null, delimiter: null, sheets, sheet },
    rowsExpected: rows.length,
    blocks: () => [block],
  };
}

/**
 * Opens CSV, TSV or XLSX, told apart by content; the name of the file is only carried along.
 * @throws ImportError with a code of `importErrorCodes`; nothing else
 */
export async function openTable(
  bytes: Uint8Array,
  fileName: string,
  options: ReadTableOptions = {},
): Promise<OpenTable> {
  if (bytes.length === 0) throw new ImportError('empty_file');
  if (bytes.length > MAX_FILE_BYTES)
    throw new ImportError('too_large', { what: 'bytes', limit: MAX_FILE_BYTES });
  const sniffed = sniffFormat(bytes);
  if (sniffed.format === 'other') throw new ImportError('not_a_table', { kind: sniffed.kind });
  if (sniffed.format === 'compound') throw refuseCompoundFile(bytes);
  if (sniffed.format === 'text') return openText(bytes, fileName, options);
  return openWorkbook(bytes, fileName, options.sheet);
}
