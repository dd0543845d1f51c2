import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExistingPerson } from '../../../src/main/roster/import/compare.ts';
import { type DryRun, type DryRunOptions, dryRun } from '../../../src/main/roster/import/dry-run.ts';
import { ImportError } from '../../../src/main/roster/import/import-error.ts';
import { type ReadTable, readTable } from '../../../src/main/roster/import/read-table.ts';

const fixtures = join(import.meta.dirname, '../../fixtures/rosters');

export function fixture(name: string): Uint8Array {
  return new Uint8Array(readFileSync(join(fixtures, name)));
}

export const usual: DryRunOptions = { country: 'UA', today: '2026-03-12' };

/** A dry run of a text or of bytes against nobody, unless told otherwise. */
export function run(
  content: string | Uint8Array,
  options: Partial<DryRunOptions> = {},
  existing: readonly ExistingPerson[] = [],
): Promise<DryRun> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return dryRun({ bytes, fileName: 'roster', options: { ...usual, ...options }, existing });
}

export function read(content: string | Uint8Array, options = {}): Promise<ReadTable> {
  return readTable(
    typeof content === 'string' ? new TextEncoder().encode(content) : content,
    'roster',
    options,
  );
}

/** The code and parameters that some work fails with; throws where it does not fail, or with another error. */
export async function refusal(work: Promise<unknown>): Promise<{ code: string; params: object }> {
  try {
    await work;
  } catch (error) {
    if (error instanceof ImportError) return { code: error.code, params: error.params };
    throw error;
  }
  throw new Error('it did not fail');
}

/** Codes of faults by row number, rows without any left out. */
export function faultsByRow({ rows }: Pick<DryRun, 'rows'>): Record<number, string[]> {
  return Object.fromEntries(
    rows
      .filter(({ faults }) => faults.length > 0)
      .map(({ row, faults }) => [row, faults.map(({ code }) => code)]),
  );
}

/** Field by name of the column. */
export function fieldsOf({ columns }: Pick<DryRun, 'columns'>): Record<string, string> {
  return Object.fromEntries(columns.map(({ name, field }) => [name, field]));
}
