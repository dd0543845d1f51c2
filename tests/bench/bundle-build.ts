import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { constants, zstdCompressSync } from 'node:zlib';
import { ByteWriter, type ColumnSource, ParquetWriter } from 'hyparquet-writer';
import { buildBundle } from '../../src/main/bundles/build-bundle.ts';
import {
  type Column,
  columns,
  parquetSchema,
  splitHeads,
  splitId,
} from '../../src/main/bundles/change-columns.ts';
import type { ChangeRow } from '../../src/main/database/changes.ts';
import { all } from '../../src/main/database/sqlite.ts';
import { domainOf } from '../../src/shared/rules/bundle-fields.ts';
import { emptyStore } from '../support/bundles.ts';
import { removeFolders, temporaryFolder } from '../support/folders.ts';
import { copyCenter, planAll } from './bundle-center.ts';
import { type Bench, type Figure, figureOf, median, type Round, timed } from './figure.ts';

const rounds = 5;
const changes = 200_000;

const size = (count: number, most: number): Bench => ({
  name: `bundle-size-${count / 1000}k`,
  about: `a sealed bundle of ${count.toLocaleString('en')} changes, everything in it / ${most} kB`,
  bar: 1,
  measure: async () => {
    const center = await copyCenter(count);
    try {
      const { db, plan } = await planAll(center);
      const { bytes } = await buildBundle(db, emptyStore(), plan, temporaryFolder());
      db.close();
      return figureOf([{ subject: bytes / 1000, baseline: most }], 'kB');
    } finally {
      center.remove();
      removeFolders();
    }
  },
});

/** The rows as the writer takes them, table by table: what is measured against begins with them. */
function tablesOf(rows: readonly ChangeRow[]): ColumnSource[][] {
  return [...Map.groupBy(rows, ({ entity }) => domainOf(entity)).values()].map((own) => {
    const values = own.map((row) => {
      const [id, id_more] = splitId(row.entity_id);
      const [replaces_device, replaces_seq, replaces_more] = splitHeads(row.replaces);
      const more = {
        id,
        id_more,
        replaces_device,
        replaces_seq,
        replaces_more,
        withheld: false,
        erased: null,
      };
      return { ...row, ...more } as Record<string, unknown>;
    });
    return (columns as readonly Column[]).map(({ name, encoding, statistics }) => ({
      ...{ name, statistics, data: values.map((row) => row[name]) },
      ...(encoding ? { encoding } : {}),
    })) as ColumnSource[];
  });
}

const zstd = (bytes: Uint8Array): Uint8Array =>
  zstdCompressSync(bytes, { params: { [constants.ZSTD_c_compressionLevel]: 9 } });

function writeAlone(tables: readonly ColumnSource[][]): void {
  for (const columnData of tables) {
    const options = {
      schema: parquetSchema,
      codec: 'ZSTD' as const,
      compressors: { ZSTD: zstd },
      statistics: false,
    };
    const writer = new ParquetWriter({ writer: new ByteWriter(), ...options });
    writer.write({ columnData, rowGroupSize: 65_536 });
    writer.finish();
  }
}

const time: Bench = {
  name: 'bundle-build',
  about:
    'a bundle of 200,000 changes: read, digested, packed, signed, sealed, synced / the Parquet writer alone',
  bar: 3,
  measure: async () => {
    const center = await copyCenter(changes);
    try {
      const { db, plan } = await planAll(center);
      const tables = tablesOf(all<ChangeRow>(db, 'SELECT * FROM change ORDER BY device, seq'));
      const done: Round[] = [];
      // The first round warms both up.
      for (let round = -1; round < rounds; round++) {
        const baseline = await timed(() => writeAlone(tables));
        const subject = await timed(() => buildBundle(db, emptyStore(), plan, temporaryFolder()));
        if (round >= 0) done.push({ subject, baseline });
      }
      db.close();
      return figureOf(done);
    } finally {
      center.remove();
      removeFolders();
    }
  },
};

/** In a process of its own, by the outbox's own way, with its worker. */
async function freezing(): Promise<{ memory: number; longestTask: number }> {
  const center = await copyCenter(changes);
  try {
    const script = join(import.meta.dirname, 'bundle-freezing.ts');
    const words = [script, center.folder, center.key.toString('hex')];
    return JSON.parse(execFileSync(process.execPath, words, { encoding: 'utf8' }));
  } finally {
    center.remove();
  }
}

const inRounds = async (read: (found: Awaited<ReturnType<typeof freezing>>) => number): Promise<number[]> => {
  const found: number[] = [];
  for (let round = 0; round < rounds; round++) found.push(read(await freezing()));
  return found;
};

const against = (subjects: readonly number[], baseline: number, unit: Figure['unit']): Figure => ({
  ratio: median(subjects) / baseline,
  spread: [Math.min(...subjects) / baseline, Math.max(...subjects) / baseline],
  subject: median(subjects),
  ...{ baseline, unit, rounds },
});

const memory: Bench = {
  name: 'bundle-memory',
  about: 'peak memory above idle while a worker makes that bundle / 300 MB',
  bar: 1,
  measure: async () => against(await inRounds((found) => found.memory), 300_000, 'kB'),
};

const task: Bench = {
  name: 'bundle-task',
  about: 'longest task of the main thread meanwhile / 50 ms',
  bar: 1,
  measure: async () => against(await inRounds((found) => found.longestTask), 50, 'ms'),
};

export const bundleBenches: readonly Bench[] = [size(200_000, 2000), size(10_000, 60), time, memory, task];
