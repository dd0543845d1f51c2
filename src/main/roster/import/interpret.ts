import { nameOrderOf, statusAskedBy } from './ask-by-header.ts';
import { type DateColumn, type DateQuestion, openDateColumn } from './date-columns.ts';
import type { Field, LearnerFields, Mapping } from './fields.ts';
import type { FoundHeader } from './find-header.ts';
import type { AddFault, ImportRow, RowFault, RowFaultCode, Severity } from './import-row.ts';
import { createNameReader } from './name-columns.ts';
import type { TableInfo } from './open-table.ts';
import { readAgeBand } from './read-age-band.ts';
import { cleanCell, columnOf, columnsByField, rawCell, remembering } from './read-cells.ts';
import { type Role, readConsent, readDisplacement, readRole, readSex } from './read-choice.ts';
import type { DateNotes } from './read-date.ts';
import { isPlainAddress, readEmail } from './read-email.ts';
import { createPhoneReader, isE164 } from './read-phone.ts';
import type { ReadTable } from './read-table.ts';
import type { RowBlock } from './row-block.ts';
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
  /**
   * Reads the next row of data.
   * @param index of the row in its block
   */
  read(block: RowBlock, index: number): ImportRow;
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

/** Reads a word of a list once for each way it is typed; undefined where nothing is. */
function choice<Choice>(read: (text: string) => Choice | null): (raw: string) => Choice | null | undefined {
  return remembering((raw) => {
    const text = cleanCell(raw);
    return text === '' ? undefined : read(text);
  });
}

/** Order of day and month by field, where the values of a first reading proved it. */
type ProvenOrders = Partial<Record<Field, boolean>>;

/**
 * Prepares the reading of a table's rows by a mapping. Nothing is thrown for what a row holds: what
 * cannot be read becomes a fault of its row.
 */
export function createInterpreter(
  format: TableInfo['format'],
  header: FoundHeader,
  mapping: Mapping,
  options: InterpretOptions,
  proven: ProvenOrders = {},
): Interpreter {
  const columns = columnsByField(mapping);
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

  const notes: DateNotes = { fault: null, shortYear: false };
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

  const names = createNameReader(columns, nameOrderOf(nameAt(columnOf(columns, 'fullName'))), add);
  const texts = openTextColumns(columns, mapping, header.names, add);
  const addTableFaults = createTableFaultReader(format, header, mapping, add);
  const phoneOf = createPhoneReader(options.country);
  const sexOf = choice(readSex);
  const ageOf = choice(readAgeBand);
  const consentOf = choice(readConsent);
  const statusOf = choice((text) => readDisplacement(text, yesMeans));
  const roleOf = remembering((raw) => readRole(cleanCell(raw)));

  function birthDateOf(cells: readonly string[]): string | null {
    const raw = rawCell(cells, birth.column);
    if (raw === '') return null;
    const value = birth.read(raw, notes);
    if (notes.fault) add(`birth_${notes.fault}`, 'notice', 'birthDate', birth.column, cleanCell(raw));
    else if (notes.shortYear)
      add('birth_year_two_digits', 'notice', 'birthDate', birth.column, null, { typed: cleanCell(raw) });
    return value;
  }

  function eventDateOf(
    cells: readonly string[],
    { column, read }: DateColumn,
    field: Field,
    code: RowFaultCode,
  ): string | null {
    const raw = rawCell(cells, column);
    if (raw === '') return null;
    const value = read(raw, notes);
    if (notes.fault) add(code, 'notice', field, column, cleanCell(raw));
    return value;
  }

  /** A field whose text either is read or is noted under `code`. */
  function choiceOf<Choice>(
    cells: readonly string[],
    column: number,
    field: Field,
    code: RowFaultCode,
    read: (raw: string) => Choice | null | undefined,
  ): Choice | null {
    const raw = rawCell(cells, column);
    if (raw === '') return null;
    const found = read(raw);
    if (found === null) add(code, 'notice', field, column, cleanCell(raw));
    return found ?? null;
  }

  function emailOf(cells: readonly string[]): string | null {
    const raw = rawCell(cells, emailColumn);
    if (isPlainAddress(raw)) return raw;
    const text = cleanCell(raw);
    if (text === '') return null;
    const email = readEmail(text);
    if (email === null) add('email_invalid', 'notice', 'email', emailColumn, text);
    return email;
  }

  function phoneNumberOf(cells: readonly string[]): string | null {
    const raw = rawCell(cells, phoneColumn);
    if (isE164(raw)) return raw;
    const text = cleanCell(raw);
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
    if (consent === null && consentColumn >= 0 && cleanCell(rawCell(cells, consentColumn)) === '') {
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
      email: emailOf(cells),
      displacementStatus: status === 'none' ? null : status,
      languages: texts.languages(cells),
      needs: texts.text(cells, 'needs'),
      note: origin === '' ? note : note === '' ? origin : `${note}\n${origin}`,
      consent,
      consentDate:
        consent === null ? null : eventDateOf(cells, consented, 'consentDate', 'consent_date_unreadable'),
      answers: texts.answers(cells),
    };
  }

  let row = 0;
  return {
    dateQuestions: () => [birth, consented, start].flatMap((dates) => dates.question() ?? []),
    again() {
      const orders: ProvenOrders = { ...proven };
      const first = options.dayFirst ?? true;
      if (birth.isMisread()) orders.birthDate = !(proven.birthDate ?? first);
      if (consented.isMisread()) orders.consentDate = !(proven.consentDate ?? first);
      if (start.isMisread()) orders.enrollmentStart = !(proven.enrollmentStart ?? first);
      const changed = Object.keys(orders).length > Object.keys(proven).length;
      return changed ? createInterpreter(format, header, mapping, options, orders) : null;
    },
    read(block, index) {
      faults = null;
      row += 1;
      const cells = block.rows[index] ?? NO_CELLS;
      addTableFaults(block, index, cells);
      const learner = learnerOf(cells);
      const cohorts = texts.cohorts(cells);
      const role: Role = roleColumn < 0 ? 'learner' : roleOf(rawCell(cells, roleColumn));
      const enrollmentStart = eventDateOf(cells, start, 'enrollmentStart', 'enrollment_start_unreadable');
      const severity = severityOf(faults);
      return {
        row,
        line: block.lines[index] ?? 0,
        cells: severity === 'fault' ? cells : NO_CELLS,
        learner,
        cohorts,
        role,
        enrollmentStart,
        faults: faults ?? NO_FAULTS,
        severity,
      };
    },
  };
}

/** Reads all rows of a table at once; `createInterpreter` serves callers that read it block by block. */
export function interpret(
  table: ReadTable,
  header: FoundHeader,
  mapping: Mapping,
  options: InterpretOptions,
): { rows: ImportRow[]; dateQuestions: DateQuestion[] } {
  const readAll = (interpreter: Interpreter) => {
    const rows: ImportRow[] = [];
    for (let index = header.firstRow; index < table.rows.length; index += 1) {
      rows.push(interpreter.read(table, index));
    }
    return rows;
  };
  const first = createInterpreter(table.format, header, mapping, options);
  const rows = readAll(first);
  const second = first.again();
  if (!second) return { rows, dateQuestions: first.dateQuestions() };
  return { rows: readAll(second), dateQuestions: second.dateQuestions() };
}
