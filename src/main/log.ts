import { randomBytes } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The local log: JSON lines of what the program did, never of whom it concerned.
 * Messages of errors are left out because they can quote data; frames of our own code say enough.
 */
export interface Log {
  event(name: string, facts?: Record<string, string | number | boolean | null>): void;
  /** Notes an error and returns the incident id that the screen may show. */
  incident(where: string, error: unknown): string;
  folder: string;
}

const mostBytes = 1_000_000;

export function createLog(folder: string, now: () => number = Date.now): Log {
  const file = join(folder, 'rollbook.log');
  let begun = false;
  const append = (entry: Record<string, unknown>): void => {
    try {
      // A data folder that was moved away meanwhile must not come back empty, in the way of the one that is put back.
      if (!begun || existsSync(dirname(folder))) mkdirSync(folder, { recursive: true, mode: 0o700 });
      begun = true;
      rotate(file);
      appendFileSync(file, `${JSON.stringify({ at: new Date(now()).toISOString(), ...entry })}\n`, {
        mode: 0o600,
      });
    } catch {
      // A log that cannot be written must not stop the roll: the disk may be full or read-only.
    }
  };
  return {
    folder,
    event: (name, facts = {}) => append({ event: name, ...facts }),
    incident: (where, error) => {
      const incident = randomBytes(4).toString('hex');
      append({ event: 'incident', incident, where, ...describe(error) });
      return incident;
    },
  };
}

function rotate(file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size < mostBytes) return;
  rmSync(`${file}.1`, { force: true });
  renameSync(file, `${file}.1`);
}

function describe(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { kind: typeof error };
  const code = 'code' in error ? String(error.code) : undefined;
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .map((line) => line.trim().replace(/(?:file:\/\/)?\/?[^\s()]*[/\\]([^/\\\s()]+:\d+:\d+)/, '$1'));
  return { kind: error.name, ...(code ? { code } : {}), frames };
}
