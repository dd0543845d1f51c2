import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { makeFolder, writeDurably } from '../durable.ts';
import { lastSeq } from './changes.ts';
import { type Database, inTransaction } from './sqlite.ts';
import { getState, setState } from './state.ts';

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

const tokenOf = (db: Database): string | undefined => getState(db, 'opening');

/** The real place of a folder, also of one that is not there now. */
function placeOf(folder: string): string {
  const whole = resolve(folder);
  if (existsSync(whole)) return realpathSync(whole);
  return dirname(whole) === whole ? whole : join(placeOf(dirname(whole)), basename(whole));
}

function markersOf(dataFolder: string, stateFolder: string): string[] {
  const place = placeOf(dataFolder);
  return filesIn(stateFolder)
    .filter((name) => /^device-.+\.json$/.test(name))
    .map((name) => join(stateFolder, name))
    .filter((file) => read(file)?.folder === place);
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // None yet, or none that can be read: nothing is known of this laptop.
    return [];
  }
}

/**
 * True if a center was once open in this data folder: one without any trace of it was taken away or not plugged in.
 * A marker without the token of an opening before is of a new center that is not in its place yet: a cut during set-up
 * leaves an empty laptop.
 */
export const wasHere = (dataFolder: string, stateFolder: string): boolean =>
  markersOf(dataFolder, stateFolder).some((file) => read(file)?.token !== '');

/** From now on the data folder is that of a new laptop. */
export function forgetPlace(dataFolder: string, stateFolder: string): void {
  for (const file of markersOf(dataFolder, stateFolder)) rmSync(file);
}

/** True if this database is the one that last wrote as `device` on this machine. */
export function isOriginal(db: Database, device: string, dataFolder: string, stateFolder: string): boolean {
  const known = read(fileOf(stateFolder, device));
  if (!known) return false;
  const folder = realpathSync(dataFolder);
  if (known.folder !== folder && existsSync(join(known.folder, 'center', 'rollbook.db'))) return false;
  const token = tokenOf(db);
  return (token === known.token || token === known.next) && known.seq <= lastSeq(db, device);
}

/**
 * Marks a new opening: announced outside, then written inside, so that a cut between is no copy. Until `markSeq`
 * confirms it, the opening before counts as well: nothing may be written under the device's name before that.
 */
export function markOpening(db: Database, device: string, dataFolder: string, stateFolder: string): void {
  makeFolder(stateFolder);
  const file = fileOf(stateFolder, device);
  const folder = realpathSync(dataFolder);
  const next = randomUUID();
  const seq = lastSeq(db, device);
  writeDurably(file, JSON.stringify({ folder, token: tokenOf(db) ?? '', next, seq } satisfies Marker));
  inTransaction(db, () => {
    setState(db, 'opening', next);
    setState(db, 'clean', '0');
  });
}

/** Confirms this opening and notes how far the device has written; called now and then and at every clean close. */
export function markSeq(db: Database, device: string, stateFolder: string): void {
  const file = fileOf(stateFolder, device);
  const known = read(file);
  if (!known) return;
  const confirmed: Marker = {
    folder: known.folder,
    token: tokenOf(db) ?? '',
    next: null,
    seq: lastSeq(db, device),
  };
  writeDurably(file, JSON.stringify(confirmed));
}

/** Milliseconds: once the screen is up, for an old disk takes a tenth of a second for it. */
const soon = 1500;

/** Confirms an opening soon, or at once where something is to be written before that. */
export function confirmLater(
  db: Database,
  device: string,
  stateFolder: string,
): { confirm: () => void; forget: () => void } {
  let confirmed = false;
  const confirm = (): void => {
    if (!confirmed) markSeq(db, device, stateFolder);
    confirmed = true;
  };
  const timer = setTimeout(() => {
    try {
      confirm();
    } catch {
      // Who writes first tries again, and is told.
    }
  }, soon);
  timer.unref();
  return { confirm, forget: () => clearTimeout(timer) };
}
