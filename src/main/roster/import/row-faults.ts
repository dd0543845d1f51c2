/** What is wrong with a row as a row of a file, before anything is known about its columns. */
export type TableFaultCode =
  | 'unclosed_quote'
  | 'malformed_quotes'
  | 'nul_character'
  | 'bidi_control'
  | 'unreadable_character'
  | 'cell_too_long';

export interface TableFault {
  code: TableFaultCode;
  /** Index into the rows of the table. */
  rowIndex: number;
  /** Index of the cell, where one cell is meant. */
  column?: number;
  params?: Record<string, string | number>;
}
