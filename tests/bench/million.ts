import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { connect } from '../../src/main/database/sqlite.ts';
import { foldersOf } from '../../src/main/database/vault.ts';
import { fillCenter } from '../../src/main/sample/scale.ts';
import { dataOf, setUpInput, startProgram } from '../faults/program.ts';

const cache = resolve(import.meta.dirname, '../../node_modules/.cache/rollbook-bench');
const changes = 1_000_000;

/** A center on disk, closed well, with its data key. */
export interface StoredCenter {
  /** Holds `data` and `state`. */
  folder: string;
  key: Buffer;
}

/**
 * The center with a million changes, made once a month: its newest session lies before the first of this month,
 * so that the last two months, which the first unlock of a day looks at, are full.
 */
export async function millionCenter(): Promise<StoredCenter> {
  const today = `${new Date().toISOString().slice(0, 7)}-01`;
  const folder = join(cache, `million-${today}`);
  const keyFile = join(folder, 'key');
  if (!existsSync(keyFile)) {
    process.stderr.write('Making a center with 1,000,000 changes (once a month, half a minute).\n');
    mkdirSync(cache, { recursive: true });
    for (const old of readdirSync(cache)) rmSync(join(cache, old), { recursive: true, force: true });
    const building = join(cache, 'building');
    const key = await makeCenter(building, today);
    writeFileSync(join(building, 'key'), key);
    renameSync(building, folder);
  }
  return { folder, key: readFileSync(keyFile) };
}

async function makeCenter(folder: string, today: string): Promise<Buffer> {
  const program = startProgram(folder);
  await program.call('center.setUp', setUpInput);
  const { key } = program.backend.gate.vault();
  program.close();
  const db = connect(foldersOf(dataOf(folder)).database, key);
  fillCenter(db, { size: { changes }, seed: 1, today });
  db.close();
  return key;
}
