import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';

const folder = resolve(import.meta.dirname, '../../node_modules/.cache/rollbook-faults');

/** How far a scenario has come: the next seed, how many passed, and which failed. */
const progress = z.object({ next: z.int(), passed: z.int(), failed: z.array(z.int()) });
export type Progress = z.infer<typeof progress>;

const fileOf = (name: string): string => join(folder, `${name}.json`);

/** What an earlier run that was stopped has done; null if there is none. */
export function readProgress(name: string): Progress | null {
  try {
    return progress.parse(JSON.parse(readFileSync(fileOf(name), 'utf8')));
  } catch {
    return null;
  }
}

export function writeProgress(name: string, state: Progress): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(fileOf(name), JSON.stringify(state));
}

export function forgetProgress(name: string): void {
  rmSync(fileOf(name), { force: true });
}
