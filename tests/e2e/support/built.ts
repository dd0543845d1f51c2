import { join } from 'node:path';
import { buildIfStale } from '../../../scripts/build-if-stale.ts';

/** The screens are looked at as they are built from these very sources. */
export async function setup(): Promise<void> {
  if (!(await buildIfStale(join(import.meta.dirname, '../../..'))))
    throw new Error('Rollbook could not be built');
}
