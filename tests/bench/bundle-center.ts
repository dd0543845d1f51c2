import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BundlePlan } from '../../src/main/bundles/build-bundle.ts';
import { connect, type Database } from '../../src/main/database/sqlite.ts';
import { getState } from '../../src/main/database/state.ts';
import { foldersOf } from '../../src/main/database/vault.ts';
import { dataOf } from '../faults/program.ts';
import { planFor, testKeys } from '../support/bundles.ts';
import { storedCenter } from './million.ts';

/** A copy of the generator's center, whose log is written into by what is measured. */
export interface CenterCopy {
  /** Holds `data` and `state`. */
  folder: string;
  key: Buffer;
  remove(): void;
}

export async function copyCenter(changes: number): Promise<CenterCopy> {
  const { folder: source, key } = await storedCenter({ changes });
  const folder = mkdtempSync(join(tmpdir(), 'rollbook-bench-'));
  cpSync(source, folder, { recursive: true });
  return { folder, key, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** The copy's database and a plan for a bundle of all of it, to the center's own laptops: everything, with digests. */
export async function planAll({ folder, key }: CenterCopy): Promise<{ db: Database; plan: BundlePlan }> {
  const db = connect(foldersOf(dataOf(folder)).database, key);
  const plan = planFor(db, await testKeys(), [getState(db, 'device') ?? '']);
  return { db, plan };
}
