import { type CellValue, readXlsx } from 'hucre/xlsx';
import { checkArchive } from './check-archive.ts';
import { ImportError } from './import-error.ts';
import { HEADER_SEARCH_LINES, MAX_COLUMNS, MAX_ROWS } from './limits.ts';

export interface SheetInfo {
  name: string;
  hidden: boolean;
}

export interface WorkbookTable {
  sheets: SheetInfo[];
  sheet: string;
  rows: string[][];
  /** For each row the number that Excel shows beside it. */
  lines: number[];
}

/** One column and some rows beyond the limits are read so that too much is noticed, not cut off. */
const READ_RANGE = `A1:${columnLetters(MAX_COLUMNS)}${MAX_ROWS + HEADER_SEARCH_LINES + 1}`;

/** Spreadsheet letters of a column counted from 0: 0 is A, 26 is AA. */
function columnLetters(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnLetters(Math.floor(index / 26) - 1) + letter;
}

/**
 * A cell as text. Dates become ISO text, with the time only where there is one; whole numbers become
 * their digits, because phones and ids are often stored as numbers.
 */
export function cellText(value: CellValue | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') {
    return Number.isInteger(value) ? BigInt(value).toString() : String(value);
  }
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) return '';
    const iso = value.toISOString();
    return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19);
  }
  return value ? 'TRUE' : 'FALSE';
}

/** Excel stores an encrypted workbook, and every workbook before 2007, in a compound file. */
export function refuseCompoundFile(bytes: Uint8Array): ImportError {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const has = (name: string) => content.includes(Buffer.from(name, 'utf16le'));
  if (has('EncryptedPackage')) return new ImportError('encrypted_workbook');
  if (has('Workbook') || has('Book')) return new ImportError('old_or_other_workbook', { kind: 'xls' });
  return new ImportError('not_a_table', { kind: has('WordDocument') ? 'doc' : 'compound' });
}

/** What a ZIP archive without an Excel workbook is. */
function refuseArchive(names: readonly string[]): ImportError {
  const has = (start: string) => names.some((name) => name.startsWith(start));
  if (names.includes('xl/workbook.bin')) return new ImportError('old_or_other_workbook', { kind: 'xlsb' });
  if (names.includes('mimetype') && names.includes('content.xml')) {
    return new ImportError('old_or_other_workbook', { kind: 'ods' });
  }
  if (has('word/')) return new ImportError('not_a_table', { kind: 'docx' });
  if (has('ppt/')) return new ImportError('not_a_table', { kind: 'pptx' });
  return new ImportError('not_a_table', { kind: 'zip' });
}

/** Lists all sheets and reads the one that `choose` takes, in one pass: unpacking is what costs. */
async function readSheet(
  bytes: Uint8Array,
  choose: (sheet: SheetInfo) => boolean,
): Promise<{ sheets: SheetInfo[]; cells: CellValue[][] }> {
  const sheets: SheetInfo[] = [];
  let isChosen = false;
  const workbook = await readXlsx(bytes, {
    range: READ_RANGE,
    sheets: ({ name, hidden, veryHidden }) => {
      const sheet = { name, hidden: hidden === true || veryHidden === true };
      sheets.push(sheet);
      const takes = !isChosen && choose(sheet);
      isChosen ||= takes;
      return takes;
    },
  });
  return { sheets, cells: workbook.sheets[0]?.rows ?? [] };
}

function toText(cells: readonly CellValue[][]): { rows: string[][]; lines: number[] } {
  const rows: string[][] = [];
  const lines: number[] = [];
  for (const [index, values] of cells.entries()) {
    const row = values.map(cellText);
    let width = row.length;
    while (width > 0 && (row[width - 1] ?? '').trim() === '') width -= 1;
    if (width === 0) continue;
    if (width > MAX_COLUMNS) throw new ImportError('too_large', { what: 'columns', limit: MAX_COLUMNS });
    rows.push(row);
    lines.push(index + 1);
  }
  return { rows, lines };
}

/**
 * Reads one sheet of an Excel workbook (Office Open XML): the named one, otherwise the first visible
 * sheet that holds anything.
 * @throws ImportError not_a_table, old_or_other_workbook, unreadable_workbook, too_large, no_such_sheet
 */
export async function readWorkbook(bytes: Uint8Array, wanted?: string): Promise<WorkbookTable> {
  const { names } = await checkArchive(bytes);
  if (!names.some((name) => /(^|\/)workbook\.xml$/.test(name))) throw refuseArchive(names);
  try {
    const isWanted = (sheet: SheetInfo) => (wanted === undefined ? !sheet.hidden : sheet.name === wanted);
    let found = await readSheet(bytes, isWanted);
    const { sheets } = found;
    const candidates = sheets.filter(isWanted);
    for (const { name } of candidates) {
      if (name !== candidates[0]?.name) found = await readSheet(bytes, (sheet) => sheet.name === name);
      const { rows, lines } = toText(found.cells);
      if (rows.length > 0 || name === candidates.at(-1)?.name) return { sheets, sheet: name, rows, lines };
    }
    throw wanted === undefined
      ? new ImportError('no_rows')
      : new ImportError('no_such_sheet', { sheet: wanted });
  } catch (error) {
    if (error instanceof ImportError) throw error;
    throw new ImportError('unreadable_workbook');
  }
}
