import type { Field, LearnerFields } from './fields.ts';
import type { Role } from './read-choice.ts';
import type { NameFaultCode } from './read-name.ts';
import type { TableFaultCode } from './row-block.ts';

export type RowFaultCode =
  | TableFaultCode
  | NameFaultCode
  | 'too_many_cells'
  | 'too_few_cells'
  | 'formula_text'
  | `birth_${'date_unreadable' | 'date_impossible' | 'date_year_only' | 'date_other_calendar' | 'date_in_future' | 'date_too_old'}`
  | 'birth_year_two_digits'
  | 'consent_empty'
  | 'consent_unknown'
  | 'consent_date_unreadable'
  | 'enrollment_start_unreadable'
  | 'phone_impossible'
  | 'phone_national'
  | 'phone_partial'
  | 'email_invalid'
  | 'sex_unknown'
  | 'displacement_unknown'
  | 'age_unknown'
  | 'language_unknown';

/**
 * fault: the row cannot be imported. notice: it is imported, with this remark. How grave a row is is
 * how grave its gravest fault is.
 */
export type Severity = 'none' | 'notice' | 'fault';

export interface RowFault {
  code: RowFaultCode;
  severity: 'notice' | 'fault';
  field: Field | null;
  /** Index of the column, null where the row as a whole is meant. */
  column: number | null;
  /** What was typed, where it could not be read: it is in no field. */
  value: string | null;
  params?: Record<string, string | number>;
}

/** Takes note of something about the row being read. */
export type AddFault = (
  code: RowFaultCode,
  severity: 'notice' | 'fault',
  field: Field | null,
  column: number | null,
  value: string | null,
  params?: Record<string, string | number>,
) => void;

export interface ImportRow {
  /** Rows of data counted from 1 below the header, blank lines not counted. */
  row: number;
  /** Line in the file, 1-based: what a text editor or Excel shows. */
  line: number;
  /**
   * The cells as in the file, without invisible control characters, where the row cannot be imported;
   * none otherwise, because then all that was mapped is in the fields or in a fault's `value`.
   */
  cells: readonly string[];
  learner: LearnerFields;
  cohorts: readonly string[];
  role: Role;
  /** `YYYY-MM-DD`. */
  enrollmentStart: string | null;
  faults: readonly RowFault[];
  severity: Severity;
}

/**
 * What a row says that no field could take, in the file's own words: "Дата народження: 31.02.1999".
 * For the learner's note, so that nothing typed is lost by importing.
 */
export function leftovers(row: ImportRow, header: readonly string[]): string {
  return row.faults
    .filter((fault) => fault.severity === 'notice' && fault.value !== null && fault.value !== '')
    .map(({ column, value }) => {
      const name = column === null ? '' : (header[column] ?? '');
      return name === '' ? value : `${name}: ${value}`;
    })
    .join('\n');
}
