import { ImportError } from './import-error.ts';
import { openTable, type ReadTableOptions, type TableInfo } from './open-table.ts';
import type { RowBlock, TableFault } from './row-block.ts';

/** A whole table: the rows that hold anything, header and titles included. */
export interface ReadTable extends TableInfo, RowBlock {}

function moved(fault: TableFault, rows: number): TableFault {
  return { ...fault, rowIndex: fault.rowIndex + rows };
}

/**
 * Reads a table as one block.
 * @throws ImportError with a code of `importErrorCodes`; nothing else
 */
export async function readTable(
  bytes: Uint8Array,
  fileName: string,
  options: ReadTableOptions = {},
): Promise<ReadTable> {
  const { info, blocks } = await openTable(bytes, fileName, options);
  const table: ReadTable = { ...info, rows: [], lines: [], faults: [] };
  for (const { rows, lines, faults } of blocks()) {
    for (const fault of faults) table.faults.push(moved(fault, table.rows.length));
    for (const row of rows) table.rows.push(row);
    for (const line of lines) table.lines.push(line);
  }
  if (table.rows.length === 0) throw new ImportError('no_rows');
  return table;
}
