/**
 * Why a whole file cannot be read. A row that cannot be read is never one of these: it stays in the
 * result with its own fault.
 */
export const importErrorCodes = [
  'empty_file',
  /** `kind` says what it is instead where the content tells: png, pdf, zip, html, binary, ... */
  'not_a_table',
  /** Spreadsheets we do not read; `kind` is xls, xlsb or ods. Saving as .xlsx or .csv helps. */
  'old_or_other_workbook',
  'encrypted_workbook',
  'unreadable_workbook',
  /** `what` is bytes, rows, columns, unpacked_bytes or parts; `limit` the bound that was passed. */
  'too_large',
  'no_such_sheet',
  'unreadable_encoding',
  'no_rows',
  'bad_mapping',
  'canceled',
] as const;
export type ImportErrorCode = (typeof importErrorCodes)[number];

export type ImportErrorParams = Record<string, string | number>;

/** The one error that reading a roster throws. Carries a code for the catalogs, never prose. */
export class ImportError extends Error {
  readonly code: ImportErrorCode;
  readonly params: ImportErrorParams;
  constructor(code: ImportErrorCode, params: ImportErrorParams = {}) {
    super(code);
    this.name = 'ImportError';
    this.code = code;
    this.params = params;
  }
}
