import type { FileMetaData } from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import { columns } from './change-columns.ts';
import { damaged } from './faults.ts';
import { groupRows } from './pack-changes.ts';

/** The largest page that is unpacked, bytes: 65,536 rows of values as long as people type. */
const mostPageBytes = 64_000_000;

/**
 * Looks at a Parquet file before any of it is unpacked: pages that promise more rows or bytes than a bundle's may have
 * would fill the memory with nothing. Throws `corrupt` (bundle_damaged).
 */
export function checkPages(bytes: Uint8Array, { row_groups: groups, num_rows: rows }: FileMetaData): void {
  let sum = 0n;
  for (const group of groups) {
    if (group.num_rows < 0n || group.num_rows > BigInt(groupRows)) throw damaged('too_many_rows');
    if (group.columns.length !== columns.length) throw damaged('columns');
    sum += group.num_rows;
    for (const { meta_data: about } of group.columns) {
      if (!about) throw damaged('columns');
      const start = Number(about.dictionary_page_offset ?? about.data_page_offset);
      const end = start + Number(about.total_compressed_size);
      if (!(start >= 4 && end <= bytes.length && start <= end)) throw damaged('columns');
      checkColumn(bytes.subarray(start, end), Number(group.num_rows));
    }
  }
  if (sum !== rows) throw damaged('row_counts');
}

function checkColumn(bytes: Uint8Array, rows: number): void {
  const reader = { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), offset: 0 };
  let found = 0;
  while (found < rows) {
    if (reader.offset >= bytes.length) throw damaged('row_counts');
    const header = parquetHeader(reader);
    if (header.type === 'DICTIONARY_PAGE') {
      if ((header.dictionary_page_header?.num_values ?? rows + 1) > rows) throw damaged('too_many_rows');
    } else if (header.type === 'DATA_PAGE_V2') found += header.data_page_header_v2?.num_values ?? rows + 1;
    else throw damaged('columns');
    const { uncompressed_page_size: unpacked, compressed_page_size: packed } = header;
    if (!(packed >= 0 && unpacked >= 0 && unpacked <= mostPageBytes)) throw damaged('page_size');
    reader.offset += packed;
  }
  if (found !== rows) throw damaged('row_counts');
}
