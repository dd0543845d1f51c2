import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { migrations } from '../../src/main/database/migrate.ts';
import { definitionOf } from '../../src/main/database/projections.ts';
import { entities } from '../../src/main/database/schema.ts';
import { connect } from '../../src/main/database/sqlite.ts';
import { foldersOf } from '../../src/main/database/vault.ts';
import { type CenterPlan, fillCenter } from '../../src/main/sample/scale.ts';
import { mondayOf } from '../../src/shared/rules/time.ts';
import { dataOf, setUpInput, startProgram } from '../faults/program.ts';

const root = resolve(import.meta.dirname, '../..');
const cache = join(root, 'node_modules/.cache/rollbook-bench');

/** A center on disk, closed well, with its data key. */
export interface StoredCenter {
  /** Holds `data` and `state`. */
  folder: string;
  key: Buffer;
}

/** Whatever a center on disk comes out different with: tables, entities, and the code that makes it. */
function recipe(): string {
  const hash = createHash('sha256');
  for (const { version, sql } of migrations) hash.update(`${version} ${sql}`);
  for (const entity of entities) hash.update(definitionOf(entity));
  const folder = join(root, 'src/main/sample');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  for (const name of names.filter((one) => statSync(join(folder, one)).isFile()))
    hash.update(name).update(readFileSync(join(folder, name)));
  return hash.digest('hex').slice(0, 12);
}

/**
 * A center as large as it is asked for, made once a week and again when the tables change: its newest session lies
 * before this Monday, so that the last two months, which the first unlock of a day looks at, are full.
 */
export async function storedCenter(size: CenterPlan['size']): Promise<StoredCenter> {
  const today = mondayOf(new Date().toISOString().slice(0, 10));
  const current = `${today}-${recipe()}`;
  const [name = ''] = Object.entries(size).map(([unit, count]) => `${count}-${unit}`);
  const folder = join(cache, `${name}-${current}`);
  const keyFile = join(folder, 'key');
  if (!existsSync(keyFile)) {
    process.stderr.write(`Making a center with ${name} (once a week, at most a minute).\n`);
    mkdirSync(cache, { recursive: true });
    for (const old of readdirSync(cache))
      if (!old.endsWith(current)) rmSync(join(cache, old), { recursive: true, force: true });
    const building = join(cache, 'building');
    const key = await makeCenter(building, { size, seed: 1, today });
    writeFileSync(join(building, 'key'), key);
    renameSync(building, folder);
  }
  return { folder, key: readFileSync(keyFile) };
}

/** The center with a million changes. */
export function millionCenter(): Promise<StoredCenter> {
  return storedCenter({ changes: 1_000_000 });
}

async function makeCenter(folder: string, plan: CenterPlan): Promise<Buffer> {
  const program = startProgram(folder);
  await program.call('center.setUp', setUpInput);
  const { key } = program.backend.gate.vault();
  program.close();
  const db = connect(foldersOf(dataOf(folder)).database, key);
  fillCenter(db, plan);
  db.close();
  return key;
}
