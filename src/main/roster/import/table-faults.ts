import type { Field, Mapping } from './fields.ts';
import type { FoundHeader } from './find-header.ts';
import type { AddFault } from './import-row.ts';
import type { ReadTable } from './read-table.ts';
import type { TableFault } from './row-faults.ts';

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
  table: ReadTable,
  header: FoundHeader,
  mapping: Mapping,
  add: AddFault,
): (rowIndex: number, cells: readonly string[]) => void {
  const width = header.names.length;
  const fieldAt = new Map<number, Field>();
  for (const { column, field } of mapping.columns) if (field !== 'ignore') fieldAt.set(column, field);
  const lastMapped = Math.max(-1, ...fieldAt.keys());
  const byRow = new Map<number, TableFault[]>();
  for (const fault of table.faults) {
    const list = byRow.get(fault.rowIndex);
    if (list) list.push(fault);
    else byRow.set(fault.rowIndex, [fault]);
  }
  return (rowIndex, cells) => {
    if (byRow.size > 0) {
      for (const fault of byRow.get(rowIndex) ?? []) {
        const column = fault.column ?? null;
        const field = column === null ? null : (fieldAt.get(column) ?? null);
        const severity = severityOf(fault, field, cells.length === width);
        add(fault.code, severity, field, column, null, fault.params);
      }
    }
    if (cells.length === width) return;
    const params = { expected: width, found: cells.length };
    if (cells.length > width) {
      const more = cells.some((cell, column) => column >= width && cell.trim() !== '');
      if (more) add('too_many_cells', 'fault', null, null, null, params);
    } else if (table.format !== 'xlsx' && cells.length <= lastMapped) {
      add('too_few_cells', 'notice', null, null, null, params);
    }
  };
}
