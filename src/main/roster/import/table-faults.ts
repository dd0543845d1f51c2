import type { Field, Mapping } from './fields.ts';
import type { FoundHeader } from './find-header.ts';
import type { AddFault } from './import-row.ts';
import type { TableInfo } from './open-table.ts';
import type { RowBlock, TableFault } from './row-block.ts';

/**
 * How grave a fault of the table is depends on what its cell was to become: a column that nobody maps
 * cannot spoil a row.
 */
function severityOf({ code }: TableFault, field: Field | null, isWholeRow: boolean): 'notice' | 'fault' {
  switch (code) {
    case 'unclosed_quote':
      return 'fault';
    case 'malformed_quotes':
      return isWholeRow ? 'notice' : 'fault';
    case 'bidi_control':
      return 'notice';
    default:
      return field === null ? 'notice' : 'fault';
  }
}

/** Adds to a row what is wrong with its shape: quotes, hidden characters, cells too many or too few. */
export function createTableFaultReader(
  format: TableInfo['format'],
  header: FoundHeader,
  mapping: Mapping,
  add: AddFault,
): (block: RowBlock, rowIndex: number, cells: readonly string[]) => void {
  const width = header.names.length;
  const fieldAt = new Map<number, Field>();
  for (const { column, field } of mapping.columns) if (field !== 'ignore') fieldAt.set(column, field);
  const lastMapped = Math.max(-1, ...fieldAt.keys());

  function addOwn(block: RowBlock, rowIndex: number, cells: readonly string[]): void {
    for (const fault of block.faults) {
      if (fault.rowIndex !== rowIndex) continue;
      const column = fault.column ?? null;
      const field = column === null ? null : (fieldAt.get(column) ?? null);
      const severity = severityOf(fault, field, cells.length === width);
      add(fault.code, severity, field, column, null, fault.params);
    }
  }

  function addShape(cells: readonly string[]): void {
    const params = { expected: width, found: cells.length };
    if (cells.length > width) {
      const more = cells.some((cell, column) => column >= width && cell.trim() !== '');
      if (more) add('too_many_cells', 'fault', null, null, null, params);
    } else if (format !== 'xlsx' && cells.length <= lastMapped) {
      add('too_few_cells', 'notice', null, null, null, params);
    }
  }

  return (block, rowIndex, cells) => {
    if (block.faults.length > 0) addOwn(block, rowIndex, cells);
    if (cells.length !== width) addShape(cells);
  };
}
