import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { makeFolder, writeDurably } from '../durable.ts';
import { lastSeq } from './changes.ts';
import { type Database, one, run } from './sqlite.ts';

/**
 * The marker stands outside the data folder and says which opening of which database was the last here.
 * A copied folder finds no marker, or one of another folder; a restored older one finds a token or seq that
 * it does not know. Either must not write under the old name: two histories would share (device, seq).
 */
const marker = z.object({ folder: z.string(), token: z.string(), next: z.string().nullable(), seq: z.int() });
type Marker = z.infer<typeof marker>;

const fileOf = (stateFolder: string, device: string): string => join(stateFolder, `device-${device}.json`);

function read(file: string): Marker | null {
  try {
    return marker.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

const tokenOf = (db: Database): string | undefined =>
  one<{ value: string }>(db, "SELECT value FROM local_state WHERE name = 'opening'")?.value;

/** True if this database is the one that last wrote as `device` on this machine. */
export function isOriginal(db: Database, device: string, dataFolder: string, stateFolder: string): boolean {
  const known = read(fileOf(stateFolder, device));
  if (!known) return false;
  const folder = realpathSync(dataFolder);
  if (known.folder !== folder && existsSync(join(known.folder, 'center', 'rollbook.db'))) return false;
  const token = tokenOf(db);
  return (token === known.token || token === known.next) && known.seq <= lastSeq(db, device);
}

/** Marks a new opening: announced outside, written inside, confirmed outside, so a cut between is no copy. */
export function markOpening(db: Database, device: string, dataFolder: string, stateFolder: string): void {
  makeFolder(stateFolder);
  const file = fileOf(stateFolder, device);
  const folder = realpathSync(dataFolder);
  const next = randomUUID();
  const seq = lastSeq(db, device);
  writeDurably(file, JSON.stringify({ folder, token: tokenOf(db) ?? '', next, seq } satisfies Marker));
  run(
    db,
    "INSERT INTO local_state (name, value) VALUES ('opening', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    next,
  );
  writeDurably(file, JSON.stringify({ folder, token: next, next: null, seq } satisfies Marker));
}

/** Notes how far this device has written; called now and then and at every clean close. */
export function markSeq(db: Database, device: string, stateFolder: string): void {
  const file = fileOf(stateFolder, device);
  const known = read(file);
  if (known) writeDurably(file, JSON.stringify({ ...known, seq: lastSeq(db, device) } satisfies Marker));
}
