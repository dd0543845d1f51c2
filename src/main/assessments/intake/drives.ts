import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { opendir, realpath, stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { type AppError, refuse } from '../../../shared/result.ts';
import { isClutter } from '../../annotation/read/file-set.ts';
import { makeFolder, syncFolder } from '../../durable.ts';
import { codeOf } from '../../errors.ts';
import type { Platform } from '../../platform.ts';

export interface Drive {
  path: string;
  name: string;
}

export const listDrives = (platform: Platform): Drive[] =>
  platform.drives().map((path) => ({ path, name: basename(path) || path }));

/** Throws `not_found` (drive_gone) for what is no drive, or is none any more. */
export function requireDrive(platform: Platform, path: string): string {
  if (!platform.drives().includes(path)) throw refuse('not_found', 'drive_gone');
  return path;
}

/** What a stick itself refuses, apart from the faults of this laptop's own disk. */
function faultOfDrive(error: unknown): AppError | null {
  switch (codeOf(error)) {
    case 'disk_full':
      return refuse('disk_full', 'drive_full');
    case 'read_only':
      return refuse('read_only', 'drive_read_only');
    case 'not_found':
    case 'unavailable':
      return refuse('unavailable', 'drive_broken');
    default:
      return null;
  }
}

/**
 * Works on a stick, which may be pulled out at any moment. Throws `not_found` (drive_gone), `disk_full` (drive_full),
 * `read_only` (drive_read_only), `unavailable` (drive_broken), and whatever else `work` throws.
 */
export async function onDrive<T>(platform: Platform, drive: string, work: () => Promise<T>): Promise<T> {
  requireDrive(platform, drive);
  try {
    return await work();
  } catch (error) {
    requireDrive(platform, drive);
    throw faultOfDrive(error) ?? error;
  }
}

export interface DriveFile {
  /** Below the drive, with `/` between folders. */
  path: string;
  bytes: number;
  changedAt: number;
}

const MOST_LOOKED_AT = 20_000;
const DEEPEST = 6;

/** Files of a stick, not deeper than a few folders; links are not followed. `more` says that there are others. */
export async function filesOnDrive(drive: string): Promise<{ files: DriveFile[]; more: boolean }> {
  const files: DriveFile[] = [];
  let more = false;
  const walk = async (folder: string, depth: number): Promise<void> => {
    const entries = await opendir(folder).catch(() => null);
    if (!entries) return;
    for await (const entry of entries) {
      const place = join(folder, entry.name);
      const path = relative(drive, place).split(sep).join('/');
      if (isClutter(path) || /^System Volume Information$/i.test(path)) continue;
      if (files.length >= MOST_LOOKED_AT) more = true;
      else if (entry.isDirectory()) {
        if (depth < DEEPEST) await walk(place, depth + 1);
        else more = true;
      } else if (entry.isFile()) {
        const facts = await stat(place).catch(() => null);
        if (facts) files.push({ path, bytes: facts.size, changedAt: facts.mtimeMs });
      }
    }
  };
  await walk(drive, 1);
  return { files, more };
}

/** Letters that no file system of a stick takes in a name. */
const fileName = (name: string): string =>
  name
    .replace(/[<>:"/\\|?*\p{Cc}]/gu, '_')
    .replace(/^\.+|[. ]+$/g, '')
    .trim() || 'file';

/**
 * Writes files into a folder of a stick, each whole or not at all: first under another name, then on disk, then under
 * its own. A stick is pulled out when its files are there, so its folder is synced too.
 */
export async function writeToDrive(
  drive: string,
  folder: string,
  files: readonly { name: string; bytes: Uint8Array }[],
): Promise<string> {
  const place = join(await realpath(drive), fileName(folder));
  makeFolder(place);
  for (const { name, bytes } of files) {
    const whole = join(place, fileName(name));
    const part = `${whole}.part`;
    try {
      const handle = openSync(part, 'w');
      try {
        writeFileSync(handle, bytes);
        fsyncSync(handle);
      } finally {
        closeSync(handle);
      }
      renameSync(part, whole);
    } catch (error) {
      rmSync(part, { force: true });
      throw error;
    }
  }
  syncFolder(place);
  return place;
}
