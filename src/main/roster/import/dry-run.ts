import { type Comparer, type Comparison, createComparer, type ExistingPerson } from './compare.ts';
import type { DateQuestion } from './date-columns.ts';
import { type Mapping, mappingSchema } from './fields.ts';
import { type FoundHeader, findHeader } from './find-header.ts';
import { ImportError } from './import-error.ts';
import type { ImportRow, RowFaultCode } from './import-row.ts';
import { createInterpreter, type Interpreter, type InterpretOptions } from './interpret.ts';
import { MAX_ROWS } from './limits.ts';
import { type ColumnProposal, proposeColumns, toMapping } from './map-columns.ts';
import { type ReadTable, type ReadTableOptions, readTable } from './read-table.ts';

export interface DryRunOptions extends ReadTableOptions, InterpretOptions {
  /** Corrected by hand. Otherwise the remembered one for this header, otherwise the proposal. */
  mapping?: Mapping;
  /** Mappings of earlier imports by header key. */
  remembered?: Readonly<Record<string, Mapping>>;
  /** Line of the header where the person chose it, null where she says there is none. */
  headerLine?: number | null;
}

export interface DryRunInput {
  bytes: Uint8Array;
  fileName: string;
  options: DryRunOptions;
  existing: readonly ExistingPerson[];
}

/** A column to show beside its mapping. */
export interface DryRunColumn extends ColumnProposal {
  name: string;
  /** Its first three values. */
  samples: string[];
}

export interface DryRun extends Comparison {
  table: Omit<ReadTable, 'rows' | 'lines' | 'faults' | 'tidiness'>;
  header: FoundHeader;
  columns: DryRunColumn[];
  /** The mapping that the rows were read by. */
  mapping: Mapping;
  mappingFrom: 'hand' | 'remembered' | 'proposal';
  /** Date columns whose order of day and month nobody knows: ask, and run again with `dayFirst`. */
  dateQuestions: DateQuestion[];
  /** Same order and length as `verdicts`. */
  rows: ImportRow[];
  /** Rows with each fault or notice. */
  faultTotals: Partial<Record<RowFaultCode, number>>;
}

/** Rows between two looks at whether to go on; about a millisecond of work. */
const STEP = 1000;

function yieldToOthers(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function checkedMapping(mapping: unknown): Mapping {
  const checked = mappingSchema.safeParse(mapping);
  if (checked.success) return checked.data;
  throw new ImportError('bad_mapping', { issue: checked.error.issues[0]?.message ?? '' });
}

function chooseMapping(
  header: FoundHeader,
  proposals: readonly ColumnProposal[],
  { mapping, remembered }: DryRunOptions,
): Pick<DryRun, 'mapping' | 'mappingFrom'> {
  if (mapping) return { mapping: checkedMapping(mapping), mappingFrom: 'hand' };
  const known = remembered && Object.hasOwn(remembered, header.key) ? remembered[header.key] : undefined;
  if (known) return { mapping: checkedMapping(known), mappingFrom: 'remembered' };
  return { mapping: toMapping(proposals), mappingFrom: 'proposal' };
}

function columnsOf(
  table: ReadTable,
  header: FoundHeader,
  proposals: readonly ColumnProposal[],
): DryRunColumn[] {
  const first = table.rows.slice(header.firstRow, header.firstRow + 50);
  return proposals.map((proposal) => ({
    ...proposal,
    name: header.names[proposal.column] ?? '',
    samples: first
      .map((cells) => (cells[proposal.column] ?? '').trim().slice(0, 80))
      .filter((text) => text !== '')
      .slice(0, 3),
  }));
}

interface Reading {
  interpreter: Interpreter;
  comparer: Comparer;
  rows: ImportRow[];
}

/** Reads rows and hands each on to be compared while it is at hand. */
function readSome({ interpreter, comparer, rows }: Reading, from: number, to: number): void {
  for (let index = from; index < to; index += 1) {
    const row = interpreter.read(index);
    rows.push(row);
    comparer.add(row);
  }
}

async function readAll(
  interpreter: Interpreter,
  existing: readonly ExistingPerson[],
  onProgress: (done: number, total: number) => void,
  shouldCancel: () => boolean,
): Promise<Reading> {
  const { count } = interpreter;
  const reading: Reading = { interpreter, comparer: createComparer(existing, count), rows: [] };
  for (let from = 0; from < count; from += STEP) {
    onProgress(from, count);
    await yieldToOthers();
    if (shouldCancel()) throw new ImportError('canceled');
    readSome(reading, from, Math.min(from + STEP, count));
  }
  onProgress(count, count);
  const again = interpreter.again();
  return again ? readAll(again, existing, onProgress, shouldCancel) : reading;
}

function countFaults(rows: readonly ImportRow[]): DryRun['faultTotals'] {
  const totals: DryRun['faultTotals'] = {};
  for (const { faults } of rows) {
    const [only] = faults;
    if (!only) continue;
    if (faults.length === 1) totals[only.code] = (totals[only.code] ?? 0) + 1;
    else
      for (const code of new Set(faults.map((fault) => fault.code))) totals[code] = (totals[code] ?? 0) + 1;
  }
  return totals;
}

/**
 * Reads a roster and says row by row what importing it would do. Writes nothing.
 * @param onProgress rows read so far and in all
 * @param shouldCancel asked about once a thousand rows
 * @throws ImportError where the file as a whole cannot be read, and `canceled`
 */
export async function dryRun(
  input: DryRunInput,
  onProgress: (done: number, total: number) => void = () => {},
  shouldCancel: () => boolean = () => false,
): Promise<DryRun> {
  const { options } = input;
  const table = await readTable(input.bytes, input.fileName, options);
  const header = findHeader(table, options.headerLine);
  const count = table.rows.length - header.firstRow;
  if (count <= 0) throw new ImportError('no_rows');
  if (count > MAX_ROWS) throw new ImportError('too_large', { what: 'rows', limit: MAX_ROWS });
  const proposals = proposeColumns(header, table.rows);
  const { mapping, mappingFrom } = chooseMapping(header, proposals, options);
  const first = createInterpreter(table, header, mapping, options);
  const { interpreter, comparer, rows } = await readAll(first, input.existing, onProgress, shouldCancel);
  const { verdicts, totals } = comparer.finish();
  const { rows: _rows, lines: _lines, faults: _faults, tidiness: _tidiness, ...about } = table;
  return {
    table: about,
    header,
    columns: columnsOf(table, header, proposals),
    mapping,
    mappingFrom,
    dateQuestions: interpreter.dateQuestions(),
    rows,
    verdicts,
    totals,
    faultTotals: countFaults(rows),
  };
}
