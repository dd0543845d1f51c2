import { type Comparer, type Comparison, createComparer, type ExistingPerson } from './compare.ts';
import type { DateQuestion } from './date-columns.ts';
import { type Mapping, mappingSchema } from './fields.ts';
import { type FoundHeader, findHeader, type TableStart } from './find-header.ts';
import { ImportError } from './import-error.ts';
import type { ImportRow, RowFaultCode } from './import-row.ts';
import { createInterpreter, type Interpreter, type InterpretOptions } from './interpret.ts';
import { MAX_ROWS } from './limits.ts';
import { type ColumnProposal, proposeColumns, toMapping } from './map-columns.ts';
import { type OpenTable, openTable, type ReadTableOptions, type TableInfo } from './open-table.ts';
import type { RowBlock } from './row-block.ts';

export interface DryRunOptions extends ReadTableOptions, InterpretOptions {
  /** Corrected by hand. Otherwise the remembered one for this header, otherwise the proposal. */
  mapping?: Mapping;
  /** Mappings of earlier imports by header key. */
  remembered?: Readonly<Record<string, Mapping>>;
  /** Fields of the programs, which columns may hold answers to. */
  questions?: readonly string[];
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
  table: TableInfo;
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

/**
 * Milliseconds of work between two looks at whether to go on. Each look costs as much as thousands of
 * rows: the engine uses the pause to collect garbage while the most is alive.
 */
const STEP = 100;
/** Rows that the header is found in and columns are told by. */
const START_ROWS = 250;

interface Watching {
  onProgress: (done: number, total: number) => void;
  shouldCancel: () => boolean;
}

function yieldToOthers(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function checkedMapping(mapping: unknown): Mapping {
  const checked = mappingSchema.safeParse(mapping);
  if (checked.success) return checked.data;
  throw new ImportError('bad_mapping', { issue: checked.error.issues[0]?.message ?? '' });
}

/** A remembered mapping without answers to what no program asks any more. */
function stillAsked({ columns }: Mapping, questions: readonly string[]): Mapping {
  return {
    columns: columns.map((one) =>
      one.question === undefined || questions.includes(one.question)
        ? one
        : { column: one.column, field: 'ignore' as const },
    ),
  };
}

function chooseMapping(
  header: FoundHeader,
  proposals: readonly ColumnProposal[],
  { mapping, remembered, questions = [] }: DryRunOptions,
): Pick<DryRun, 'mapping' | 'mappingFrom'> {
  if (mapping) return { mapping: checkedMapping(mapping), mappingFrom: 'hand' };
  const known = remembered && Object.hasOwn(remembered, header.key) ? remembered[header.key] : undefined;
  if (known) return { mapping: stillAsked(checkedMapping(known), questions), mappingFrom: 'remembered' };
  return { mapping: toMapping(proposals), mappingFrom: 'proposal' };
}

function columnsOf(
  table: TableStart,
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

/** Reads the rows of a block and hands each on to be compared while it is at hand. */
function readBlock({ interpreter, comparer, rows }: Reading, block: RowBlock, from: number): void {
  for (let index = from; index < block.rows.length; index += 1) {
    const row = interpreter.read(block, index);
    rows.push(row);
    comparer.add(row);
  }
  if (rows.length > MAX_ROWS) throw new ImportError('too_large', { what: 'rows', limit: MAX_ROWS });
}

/** A table whose first rows were looked at already. */
interface Started {
  table: OpenTable;
  start: TableStart;
  /** All blocks from the first on; those that were looked at are not read from the file again. */
  blocks: Iterable<RowBlock>;
}

function* both(first: readonly RowBlock[], rest: Iterator<RowBlock>): Generator<RowBlock> {
  yield* first;
  for (let next = rest.next(); !next.done; next = rest.next()) yield next.value;
}

/** Reads enough rows to find the header in and to show what columns hold. */
function startReading(table: OpenTable): Started {
  const rest = table.blocks()[Symbol.iterator]();
  const seen: RowBlock[] = [];
  const start = { rows: [] as string[][], lines: [] as number[] };
  for (let next = rest.next(); !next.done; next = rest.next()) {
    seen.push(next.value);
    start.rows.push(...next.value.rows.slice(0, START_ROWS));
    start.lines.push(...next.value.lines.slice(0, START_ROWS));
    if (start.rows.length >= START_ROWS) break;
  }
  return { table, start, blocks: both(seen, rest) };
}

async function readRows(
  { table, blocks }: Omit<Started, 'start'>,
  firstRow: number,
  interpreter: Interpreter,
  existing: readonly ExistingPerson[],
  watching: Watching,
): Promise<Reading> {
  const reading: Reading = { interpreter, comparer: createComparer(existing, table.rowsExpected), rows: [] };
  let passed = 0;
  let pausedAt = performance.now();
  for (const block of blocks) {
    readBlock(reading, block, Math.max(firstRow - passed, 0));
    passed += block.rows.length;
    watching.onProgress(reading.rows.length, table.rowsExpected);
    if (performance.now() - pausedAt < STEP) continue;
    await yieldToOthers();
    if (watching.shouldCancel()) throw new ImportError('canceled');
    pausedAt = performance.now();
  }
  const again = interpreter.again();
  if (again) return readRows({ table, blocks: table.blocks() }, firstRow, again, existing, watching);
  watching.onProgress(reading.rows.length, reading.rows.length);
  return reading;
}

function countFaults(rows: readonly ImportRow[]): DryRun['faultTotals'] {
  const totals: DryRun['faultTotals'] = {};
  for (const { faults } of rows) {
    const only = faults[0];
    if (!only) continue;
    if (faults.length === 1) totals[only.code] = (totals[only.code] ?? 0) + 1;
    else
      for (const code of new Set(faults.map((fault) => fault.code))) totals[code] = (totals[code] ?? 0) + 1;
  }
  return totals;
}

/**
 * Reads a roster and says row by row what importing it would do. Writes nothing.
 * @param onProgress rows read so far and about how many there are
 * @param shouldCancel asked about ten times a second
 * @throws ImportError where the file as a whole cannot be read, and `canceled`
 */
export async function dryRun(
  input: DryRunInput,
  onProgress: Watching['onProgress'] = () => {},
  shouldCancel: Watching['shouldCancel'] = () => false,
): Promise<DryRun> {
  const { options, existing } = input;
  const table = await openTable(input.bytes, input.fileName, options);
  const started = startReading(table);
  const { start } = started;
  const header = findHeader(start, options.headerLine);
  const proposals = proposeColumns(header, start.rows, options.questions);
  const chosen = chooseMapping(header, proposals, options);
  const first = createInterpreter(table.info.format, header, chosen.mapping, options);
  const watching = { onProgress, shouldCancel };
  const { interpreter, comparer, rows } = await readRows(started, header.firstRow, first, existing, watching);
  if (rows.length === 0) throw new ImportError('no_rows');
  return {
    table: table.info,
    header,
    columns: columnsOf(start, header, proposals),
    ...chosen,
    dateQuestions: interpreter.dateQuestions(),
    rows,
    ...comparer.finish(rows),
    faultTotals: countFaults(rows),
  };
}
