import { nameOrderOf, statusAskedBy } from './ask-by-header.ts';
import { type DateColumn, type DateQuestion, openDateColumn } from './date-columns.ts';
import type { Field, LearnerFields, Mapping } from './fields.ts';
import type { FoundHeader } from './find-header.ts';
import type { AddFault, ImportRow, RowFault, RowFaultCode, Severity } from './import-row.ts';
import { createNameReader } from './name-columns.ts';
import { readAgeBand } from './read-age-band.ts';
import { columnOf, columnsByField, createCellReader, remembering } from './read-cells.ts';
import { type Role, readConsent, readDisplacement, readRole, readSex } from './read-choice.ts';
import { readEmail } from './read-email.ts';
import { createPhoneReader } from './read-phone.ts';
import type { ReadTable } from './read-table.ts';
import { createTableFaultReader } from './table-faults.ts';
import { openTextColumns } from './text-columns.ts';

export interface InterpretOptions {
  /** ISO 3166-1 alpha-2: the center's, for phones typed without a country. */
  country: string;
  /** The answer where the order of day and month was asked; without it day comes first. */
  dayFirst?: boolean;
  /** `YYYY-MM-DD` in the center's time zone. */
  today: string;
}

export interface Interpreter {
  /** Rows of data. */
  count: number;
  /** @param index from 0 to count - 1 */
  read(index: number): ImportRow;
  /**
   * To be asked when all rows are read. Where dates prove to be in another order than they were read
   * by, this is the interpreter to read all rows by again; otherwise null.
   */
  again(): Interpreter | null;
  /** After the last reading. */
  dateQuestions(): DateQuestion[];
}

const NO_FAULTS: readonly RowFault[] = [];
const NO_CELLS: readonly string[] = [];

function severityOf(faults: readonly RowFault[] | null): Severity {
  if (faults === null) return 'none';
  return faults.some(({ severity }) => severity === 'fault') ? 'fault' : 'notice';
}

/** Order of day and month by field, where the values of a first reading proved it. */
type ProvenOrders = Partial<Record<Field, boolean>>;

/**
 * Prepares the reading of a table's rows by a mapping. Nothing is thrown for what a row holds: what
 * cannot be read becomes a fault of its row.
 */
export function createInterpreter(
  table: ReadTable,
  header: FoundHeader,
  mapping: Mapping,
  options: InterpretOptions,
  proven: ProvenOrders = {},
): Interpreter {
  const columns = columnsByField(mapping);
  const reader = createCellReader(table.tidiness);
  let faults: RowFault[] | null = null;
  const add: AddFault = (code, severity, field, column, value, params) => {
    faults ??= [];
    faults.push({ code, severity, field, column, value, ...(params ? { params } : {}) });
  };
  const openDates = (field: Field) =>
    openDateColumn(field, columnOf(columns, field), {
      dayFirst: proven[field] ?? options.dayFirst ?? true,
      told: options.dayFirst,
      today: options.today,
    });
  const nameAt = (column: number) => header.names[column] ?? '';

  const birth = openDates('birthDate');
  const consented = openDates('consentDate');
  const start = openDates('enrollmentStart');
  const sexColumn = columnOf(columns, 'sex');
  const ageColumn = columnOf(columns, 'ageBand');
  const phoneColumn = columnOf(columns, 'phone');
  const emailColumn = columnOf(columns, 'email');
  const statusColumn = columnOf(columns, 'displacementStatus');
  const consentColumn = columnOf(columns, 'consent');
  const roleColumn = columnOf(columns, 'role');
  const yesMeans = statusAskedBy(nameAt(statusColumn));

  const names = createNameReader(columns, nameOrderOf(nameAt(columnOf(columns, 'fullName'))), reader, add);
  const texts = openTextColumns(columns, header.names, reader, add);
  const addTableFaults = createTableFaultReader(table, header, mapping, add);
  const phoneOf = createPhoneReader(options.country);
  const sexOf = remembering(readSex);
  const ageOf = remembering(readAgeBand);
  const consentOf = remembering(readConsent);
  const statusOf = remembering((text) => readDisplacement(text, yesMeans));
  const roleOf = remembering(readRole);

  function birthDateOf(cells: readonly string[]): string | null {
    const text = reader.line(cells, birth.column);
    if (text === '') return null;
    const { value, fault, shortYear } = birth.read(text);
    if (fault) add(`birth_${fault}`, 'notice', 'birthDate', birth.column, text);
    else if (shortYear)
      add('birth_year_two_digits', 'notice', 'birthDate', birth.column, null, { typed: text });
    return value;
  }

  function eventDateOf(
    cells: readonly string[],
    { column, read }: DateColumn,
    field: Field,
    code: RowFaultCode,
  ): string | null {
    const text = reader.line(cells, column);
    if (text === '') return null;
    const { value } = read(text);
    if (value === null) add(code, 'notice', field, column, text);
    return value;
  }

  /** A field whose text either is read or is noted under `code`. */
  function choiceOf<Choice>(
    cells: readonly string[],
    column: number,
    field: Field,
    code: RowFaultCode,
    read: (text: string) => Choice | null,
  ): Choice | null {
    const text = reader.line(cells, column);
    if (text === '') return null;
    const choice = read(text);
    if (choice === null) add(code, 'notice', field, column, text);
    return choice;
  }

  function phoneNumberOf(cells: readonly string[]): string | null {
    const text = reader.line(cells, phoneColumn);
    if (text === '') return null;
    const { value, national, partial } = phoneOf(text);
    if (value === null) add('phone_impossible', 'notice', 'phone', phoneColumn, text);
    else if (partial) add('phone_partial', 'notice', 'phone', phoneColumn, text);
    else if (national) add('phone_national', 'notice', 'phone', phoneColumn, null, { typed: text });
    return value;
  }

  function learnerOf(cells: readonly string[]): LearnerFields {
    const name = names.name(cells);
    const birthDate = birthDateOf(cells);
    const age = choiceOf(cells, ageColumn, 'ageBand', 'age_unknown', ageOf);
    const status = choiceOf(cells, statusColumn, 'displacementStatus', 'displacement_unknown', statusOf);
    const consent = choiceOf(cells, consentColumn, 'consent', 'consent_unknown', consentOf);
    if (consent === null && consentColumn >= 0 && reader.line(cells, consentColumn) === '') {
      add('consent_empty', 'notice', 'consent', consentColumn, null);
    }
    const note = texts.text(cells, 'note');
    const origin = texts.text(cells, 'originRegion');
    return {
      name,
      displayName: names.displayName(cells, name),
      birthDate,
      ageBand: birthDate === null ? age : null,
      sex: choiceOf(cells, sexColumn, 'sex', 'sex_unknown', sexOf),
      phone: phoneNumberOf(cells),
      email: choiceOf(cells, emailColumn, 'email', 'email_invalid', readEmail),
      displacementStatus: status === 'none' ? null : status,
      languages: texts.languages(cells),
      needs: texts.text(cells, 'needs'),
      note: origin === '' ? note : note === '' ? origin : `${note}\n${origin}`,
      consent,
      consentDate:
        consent === null ? null : eventDateOf(cells, consented, 'consentDate', 'consent_date_unreadable'),
    };
  }

  return {
    count: table.rows.length - header.firstRow,
    dateQuestions: () => [birth, consented, start].flatMap((dates) => dates.question() ?? []),
    again() {
      const orders: ProvenOrders = { ...proven };
      const first = options.dayFirst ?? true;
      if (birth.isMisread()) orders.birthDate = !(proven.birthDate ?? first);
      if (consented.isMisread()) orders.consentDate = !(proven.consentDate ?? first);
      if (start.isMisread()) orders.enrollmentStart = !(proven.enrollmentStart ?? first);
      const changed = Object.keys(orders).length > Object.keys(proven).length;
      return changed ? createInterpreter(table, header, mapping, options, orders) : null;
    },
    read(index) {
      faults = null;
      const rowIndex = header.firstRow + index;
      const cells = table.rows[rowIndex] ?? NO_CELLS;
      addTableFaults(rowIndex, cells);
      const learner = learnerOf(cells);
      const role: Role = roleColumn < 0 ? 'learner' : roleOf(reader.line(cells, roleColumn));
      const enrollmentStart = eventDateOf(cells, start, 'enrollmentStart', 'enrollment_start_unreadable');
      return {
        row: index + 1,
        line: table.lines[rowIndex] ?? 0,
        cells,
        learner,
        cohorts: texts.cohorts(cells),
        role,
        enrollmentStart,
        faults: faults ?? NO_FAULTS,
        severity: severityOf(faults),
      };
    },
  };
}

/** Reads all rows at once; `createInterpreter` serves callers that show progress. */
export function interpret(
  table: ReadTable,
  header: FoundHeader,
  mapping: Mapping,
  options: InterpretOptions,
): { rows: ImportRow[]; dateQuestions: DateQuestion[] } {
  const first = createInterpreter(table, header, mapping, options);
  const readAll = ({ count, read }: Interpreter) => Array.from({ length: count }, (_, index) => read(index));
  const rows = readAll(first);
  const second = first.again();
  if (!second) return { rows, dateQuestions: first.dateQuestions() };
  return { rows: readAll(second), dateQuestions: second.dateQuestions() };
}
