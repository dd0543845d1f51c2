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
  /** Index into the rows of its block or table. */
  rowIndex: number;
  /** Index of the cell, where one cell is meant. */
  column?: number;
  params?: Record<string, string | number>;
}

/**
 * Some rows of a table, those that hold anything. Tables are read block by block, so that the cells of a
 * row are used while they are at hand and need not be kept.
 */
export interface RowBlock {
  rows: string[][];
  /** For each row its line in the file, 1-based: what a text editor or Excel shows. */
  lines: number[];
  faults: TableFault[];
}
