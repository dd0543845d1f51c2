import type { Field } from './fields.ts';
import type { FoundHeader } from './find-header.ts';
import type { CellReader } from './read-cells.ts';
import { createDateReader, type DateReader, gatherDateEvidence } from './read-date.ts';
import type { ReadTable } from './read-table.ts';

/** A column of dates that could be read two ways: to be asked once, with some of its values to show. */
export interface DateQuestion {
  column: number;
  field: Field;
  examples: string[];
}

export interface DateColumn {
  /** -1 where no column is mapped. */
  column: number;
  read: DateReader;
  question: DateQuestion | null;
}

export interface DateColumnOptions {
  dayFirst?: boolean;
  today: string;
}

const EXAMPLES = 5;

/** Looks through a whole column of dates and prepares reading it in the order that its values prove. */
export function openDateColumn(
  table: ReadTable,
  header: FoundHeader,
  cells: CellReader,
  field: Field,
  column: number,
  { dayFirst: told, today }: DateColumnOptions,
): DateColumn {
  const evidence = gatherDateEvidence();
  if (column >= 0) {
    for (let index = header.firstRow; index < table.rows.length; index += 1) {
      const row = table.rows[index];
      if (row) evidence.see(cells.line(row, column));
    }
  }
  const order = evidence.decide(told);
  const read = createDateReader({ dayFirst: order.dayFirst, today, birth: field === 'birthDate' });
  if (!order.ambiguous) return { column, read, question: null };
  const examples: string[] = [];
  for (const row of table.rows.slice(header.firstRow)) {
    const text = cells.line(row, column);
    if (text !== '') examples.push(text);
    if (examples.length === EXAMPLES) break;
  }
  return { column, read, question: { column, field, examples } };
}
