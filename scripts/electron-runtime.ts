import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Ending, runChild } from './run-child.ts';

const patience = 60_000;
const day = 86_400_000;

const read = (file: string): string | null => (existsSync(file) ? readFileSync(file, 'utf8').trim() : null);

/** Electron's program, or null: since version 42 the package fetches it only when it is first needed. */
export function findRuntime(root: string): string | null {
  const folder = join(root, 'node_modules/electron');
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist');
  const name = read(join(folder, 'path.txt')) ?? 'electron';
  const program = join(dist, name);
  return existsSync(join(dist, 'version')) && existsSync(program) ? program : null;
}

/**
 * Lets the electron package fetch its runtime, for a minute at most. A failure is remembered for a day, so that
 * starts without a network wait once and not each time; `again` asks in spite of that.
 */
export async function fetchRuntime(root: string, again: boolean): Promise<string | null> {
  const folder = join(root, 'node_modules/.cache/rollbook');
  const failure = join(folder, 'no-electron');
  const failedAt = statSync(failure, { throwIfNoEntry: false })?.mtimeMs;
  if (!again && failedAt !== undefined && Math.abs(Date.now() - failedAt) < day) return null;
  const installer = join(root, 'node_modules/electron/install.js');
  await runChild(process.execPath, [installer], { quiet: true, timeout: patience });
  const program = findRuntime(root);
  mkdirSync(folder, { recursive: true });
  if (program) rmSync(failure, { force: true });
  else writeFileSync(failure, '');
  return program;
}

/** Without a display Electron ends at once. */
export function hasDisplay(environment: NodeJS.ProcessEnv, system: NodeJS.Platform): boolean {
  return system !== 'linux' || Boolean(environment.DISPLAY || environment.WAYLAND_DISPLAY);
}

const crashes: readonly (NodeJS.Signals | null)[] = ['SIGTRAP', 'SIGABRT', 'SIGILL', 'SIGSEGV', 'SIGBUS'];

/**
 * What kept Electron from running, or null if it ended in the ordinary way. A sandbox that the system does not
 * allow ends it with a signal, missing libraries with 127, and on Windows a crash is a status above 0xC0000000.
 */
export function whatBroke({ code, signal }: Pick<Ending, 'code' | 'signal'>): string | null {
  if (crashes.includes(signal)) return signal;
  return code !== null && (code === 127 || code >= 0xc000_0000) ? `code ${code}` : null;
}
