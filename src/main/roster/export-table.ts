import { writeXlsx as writeWorkbook } from 'hucre/xlsx';
import type { CsvCell } from '../../shared/rules/csv.ts';

/** Characters that Excel takes in one cell; with more it calls the file damaged. */
const MOST_IN_A_CELL = 32_767;
/** Excel's own rules for the name of a sheet. */
const MOST_IN_A_SHEET_NAME = 31;

function cellValue(cell: CsvCell): string | number | null {
  return typeof cell === 'string' ? cell.slice(0, MOST_IN_A_CELL) : cell;
}

function safeSheetName(name: string): string {
  const safe = name
    .replace(/[\\/?*[\]:\p{Cc}]/gu, ' ')
    .replace(/^'+|'+$/g, '')
    .trim()
    .slice(0, MOST_IN_A_SHEET_NAME)
    .trim();
  return safe === '' ? '1' : safe;
}

function holdsNumbers(rows: readonly (readonly CsvCell[])[], column: number): boolean {
  return rows.some((row) => typeof row[column] === 'number');
}

/**
 * Rows as an Excel workbook of one sheet, the first row frozen. Text cells are stored as text, and
 * columns of text alone are formatted as text, so nothing in them is run, not even after somebody edits a
 * cell; numbers are stored as numbers.
 * @param sheetName characters that Excel forbids in it are left out
 */
export async function writeXlsx(
  rows: readonly (readonly CsvCell[])[],
  sheetName: string,
): Promise<Uint8Array> {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  return writeWorkbook({
    sheets: [
      {
        name: safeSheetName(sheetName),
        columns: Array.from({ length: width }, (_, column) =>
          holdsNumbers(rows, column) ? {} : { numFmt: '@' },
        ),
        rows: rows.map((row) => row.map(cellValue)),
        freezePane: { rows: 1 },
      },
    ],
  });
}
