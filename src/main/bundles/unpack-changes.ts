import { zstdDecompressSync } from 'node:zlib';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { type BundleRow, type Column, columns, joinHeads, joinId } from './change-columns.ts';
import { checkPages } from './column-pages.ts';
import { damaged } from './faults.ts';

const decompress = (bytes: Uint8Array, size: number): Uint8Array =>
  zstdDecompressSync(bytes, { maxOutputLength: Math.max(1, size) });

const columnNames = columns.map(({ name }) => name);

/** Throws `corrupt` (bundle_damaged) for what is not a table of changes. */
function metadataOf(bytes: Uint8Array) {
  try {
    const about = parquetMetadata(bytes);
    const [root, ...fields] = about.schema;
    const same =
      root?.num_children === columns.length &&
      (columns as readonly Column[]).every(
        ({ name, physical, nullable }, index) =>
          fields[index]?.name === name &&
          fields[index]?.type === physical &&
          fields[index]?.repetition_type === (nullable ? 'OPTIONAL' : 'REQUIRED'),
      );
    if (!same || fields.length !== columns.length) throw damaged('columns');
    checkPages(bytes, about);
    return about;
  } catch (error) {
    throw error instanceof Error && error.name === 'AppError' ? error : damaged('parquet');
  }
}

/** How many changes a table holds, by its footer and every page's head. */
export const countRows = (bytes: Uint8Array): number => Number(metadataOf(bytes).num_rows);

type Row = Record<(typeof columnNames)[number], unknown>;

/** The changes of a table, a row group at a time, with the log's own columns. Throws `corrupt` (bundle_damaged). */
export async function* unpackChanges(bytes: Uint8Array): AsyncGenerator<BundleRow[]> {
  const metadata = metadataOf(bytes);
  const file = {
    byteLength: bytes.length,
    slice: (start: number, end?: number): ArrayBuffer => Uint8Array.from(bytes.subarray(start, end)).buffer,
  };
  let rowStart = 0;
  for (const group of metadata.row_groups) {
    const rowEnd = rowStart + Number(group.num_rows);
    let rows: Row[];
    try {
      rows = (await parquetReadObjects({
        ...{ file, metadata, rowStart, rowEnd },
        compressors: { ZSTD: decompress },
        parsers: { timestampFromMilliseconds: Number },
      })) as Row[];
    } catch {
      throw damaged('parquet');
    }
    if (rows.length !== rowEnd - rowStart) throw damaged('row_counts');
    yield rows.map(changeOf);
    rowStart = rowEnd;
  }
}

const text = (value: unknown): string => {
  if (typeof value !== 'string') throw damaged('values');
  return value;
};
const textOrNull = (value: unknown): string | null => (value == null ? null : text(value));

const whole = (value: unknown): number => {
  const number = Number(value);
  if ((typeof value !== 'bigint' && typeof value !== 'number') || !Number.isSafeInteger(number))
    throw damaged('values');
  return number;
};
const wholeOrNull = (value: unknown): number | null => (value == null ? null : whole(value));

function changeOf(row: Row): BundleRow {
  const seq = whole(row.seq);
  if (seq < 1) throw damaged('values');
  return {
    device: text(row.device),
    seq,
    act: whole(row.act),
    command: text(row.command),
    undoes: wholeOrNull(row.undoes),
    recorded_at: whole(row.recorded_at),
    actor: textOrNull(row.actor),
    entity: text(row.entity),
    entity_id: joinId(text(row.id), textOrNull(row.id_more)),
    cell: text(row.cell),
    format: whole(row.format),
    value: jsonOrNull(row.value),
    replaces: headsOf(row),
    reason: textOrNull(row.reason),
    withheld: row.withheld === true,
    erased: textOrNull(row.erased),
  };
}

function headsOf(row: Row): string | null {
  try {
    return joinHeads(
      textOrNull(row.replaces_device),
      wholeOrNull(row.replaces_seq),
      textOrNull(row.replaces_more),
    );
  } catch {
    throw damaged('values');
  }
}

/** A value is JSON, or whoever reads the log later falls over it. */
function jsonOrNull(value: unknown): string | null {
  const json = textOrNull(value);
  if (json === null) return null;
  try {
    JSON.parse(json);
  } catch {
    throw damaged('values');
  }
  return json;
}
