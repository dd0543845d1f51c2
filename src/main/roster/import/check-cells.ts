import type { DecodedText } from './decode-text.ts';
import { ImportError } from './import-error.ts';
import { MAX_CELL_LENGTH, MAX_COLUMNS } from './limits.ts';
import type { TableFault } from './row-block.ts';

export interface CellChecks {
  /** Whether any cell may be longer than the limit. */
  long: boolean;
  /** Whether any may hold a character to be taken out. */
  unsafe: boolean;
  /** Whether some bytes of the file fit no character. */
  lossy: boolean;
}

const UNSAFE = /[\0\u202A-\u202E\u2066-\u2069\uFFFD]/;
const NUL = /\0/g;
const BIDI_CONTROLS = /[\u202A-\u202E\u2066-\u2069]/g;

/** Whether UTF-8 bytes hold U+202A to U+202E (E2 80 AA to AE) or U+2066 to U+2069 (E2 81 A6 to A9). */
function hasBidiControls(bytes: Buffer): boolean {
  for (let at = bytes.indexOf(0xe2); at !== -1; at = bytes.indexOf(0xe2, at + 1)) {
    const [second = 0, third = 0] = [bytes[at + 1], bytes[at + 2]];
    if (second === 0x80 && third >= 0xaa && third <= 0xae) return true;
    if (second === 0x81 && third >= 0xa6 && third <= 0xa9) return true;
  }
  return false;
}

/** Whether a file holds characters that `checkRows` takes out or reports. Bytes are searched faster than text. */
export function isUnsafe(bytes: Uint8Array, { text, encoding, lossy }: DecodedText): boolean {
  if (lossy) return true;
  if (encoding !== 'utf-8') return UNSAFE.test(text);
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return content.includes(0) || hasBidiControls(content);
}

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

function checkLengths(row: readonly string[], rowIndex: number, faults: TableFault[]): void {
  for (const [column, { length }] of row.entries()) {
    if (length <= MAX_CELL_LENGTH) continue;
    faults.push({ code: 'cell_too_long', rowIndex, column, params: { length, limit: MAX_CELL_LENGTH } });
  }
}

/**
 * Looks through the cells of some rows; unsafe ones are replaced in place, faults are added.
 * @throws ImportError too_large where a row has more cells than a table may have columns
 */
export function checkRows(rows: string[][], faults: TableFault[], checks: CellChecks): void {
  for (let rowIndex = 0; rowIndex < rows.length; rowIndex += 1) {
    const row = rows[rowIndex] ?? [];
    if (row.length > MAX_COLUMNS && row.some((cell, column) => column >= MAX_COLUMNS && cell !== '')) {
      throw new ImportError('too_large', { what: 'columns', limit: MAX_COLUMNS });
    }
    if (checks.long) checkLengths(row, rowIndex, faults);
    if (checks.unsafe) rows[rowIndex] = cleanRow(row, rowIndex, checks.lossy, faults);
  }
}
