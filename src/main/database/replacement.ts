import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { makeFolder, syncFile, syncFolder, writeDurably } from '../durable.ts';
import type { Folders } from './vault.ts';

/**
 * A new or restored center takes the place of the present one file by file: not every disk that lost its power
 * knows the content of a folder under a new name. Once `ready` is on disk the replacement happens, if need be at the
 * next start; until then nothing has.
 */
const order = z.object({
  /** Folder for what is there now, or null where nothing is. */
  kept: z.string().nullable(),
});

const database = 'rollbook.db';
const files = [database, 'keys.json'] as const;
/** What SQLite keeps beside a database: with another one under it, it would destroy that. */
const sides = [`${database}-wal`, `${database}-shm`] as const;

const readyFile = (folders: Folders): string => join(folders.next, 'ready');

/** An empty folder in which a center is put together. */
export function beginReplacement(folders: Folders): string {
  finishReplacement(folders);
  abandonReplacement(folders);
  makeFolder(folders.next);
  return folders.next;
}

/** Throws away what was put together, before it was decided that it takes its place. */
export function abandonReplacement(folders: Folders): void {
  rmSync(folders.next, { recursive: true, force: true });
}

/**
 * Puts the finished center in the place of the present one, which is kept beside it and named in the result.
 * Its files must be synced and closed.
 */
export function replaceCenter(folders: Folders, now: number): string | null {
  const kept = [...files, ...sides].some((name) => existsSync(join(folders.center, name)))
    ? freeName(folders, now)
    : null;
  writeDurably(readyFile(folders), JSON.stringify({ kept } satisfies z.infer<typeof order>));
  finishReplacement(folders);
  return kept;
}

function freeName(folders: Folders, now: number): string {
  const stamp = new Date(now).toISOString().slice(0, 19).replaceAll(':', '');
  const first = join(folders.data, `center.kept-${stamp}`);
  let name = first;
  for (let number = 2; existsSync(name); number++) name = `${first}-${number}`;
  return name;
}

/** Finishes a replacement that was decided, however far it had come: each step may be done a second time. */
export function finishReplacement(folders: Folders): void {
  if (!existsSync(readyFile(folders))) return;
  const { kept } = order.parse(JSON.parse(readFileSync(readyFile(folders), 'utf8')));
  makeFolder(folders.center);
  if (kept !== null) {
    makeFolder(kept);
    setAside(folders, kept);
  }
  for (const name of files) move(folders.next, folders.center, name);
  syncFolder(folders.center);
  rmSync(readyFile(folders));
  syncFolder(folders.next);
  abandonReplacement(folders);
  syncFolder(folders.data);
}

/** A file is still the old one as long as the one that replaces it waits. */
function setAside(folders: Folders, kept: string): void {
  const isOld = (waiting: string, name: string): boolean =>
    existsSync(join(folders.next, waiting)) && !existsSync(join(kept, name));
  for (const name of sides) if (isOld(database, name)) move(folders.center, kept, name);
  for (const name of files) if (isOld(name, name)) move(folders.center, kept, name);
  syncFolder(kept);
  syncFolder(folders.center);
}

function move(from: string, to: string, name: string): void {
  if (!existsSync(join(from, name))) return;
  renameSync(join(from, name), join(to, name));
  syncFile(join(to, name));
}
