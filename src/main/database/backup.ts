import { existsSync, readdirSync, renameSync, rmSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { refuse } from '../../shared/result.ts';
import { makeFolder, syncFolder } from '../durable.ts';
import { codeOf } from '../errors.ts';
import { type backupReasons, type Manifest, packArchive, readArchive, sha256OfFile } from './archive.ts';
import { lastSeq } from './changes.ts';
import { type SealedFile, sealedFiles } from './file-store.ts';
import { versionOf } from './migrate.ts';
import { connect, type Database } from './sqlite.ts';
import { getState } from './state.ts';

export const backupSuffix = '.rollbook-backup';
const halfMade = /^\.rollbook-.*\.rollbook-backup\.(db|db-wal|db-shm|part)$/;

export interface BackupRequest {
  database: string;
  key: Buffer;
  /** The key file as it stands, so that the backup opens with the same passphrase. */
  keys: string;
  folder: string;
  /** Folder of the file store whose files the backup carries, or only counts, where it stays beside them. */
  files: string;
  carry: boolean;
  reason: (typeof backupReasons)[number];
  /** Milliseconds since 1970. */
  now: number;
}

/**
 * Makes one verified backup and returns its path and size.
 * VACUUM INTO stays encrypted (the backup API refuses encrypted targets). Only a copy that opened, passed
 * integrity_check and was read back with the right hash gets its final name.
 */
export async function makeBackup(request: BackupRequest): Promise<{ path: string; bytes: number }> {
  makeFolder(request.folder);
  removeHalfMade(request.folder);
  requireRoom(request);
  const name = freeName(request);
  const copy = join(request.folder, `.${name}.db`);
  const part = join(request.folder, `.${name}.part`);
  const path = join(request.folder, name);
  try {
    rmSync(copy, { force: true });
    const source = connect(request.database, request.key);
    try {
      source.prepare('VACUUM INTO ?').run(copy);
    } finally {
      source.close();
    }
    const facts = inspect(copy, request.key);
    // Listed after the database was copied: a file is on disk before the change that speaks of it.
    const files = [...sealedFiles(request.files)];
    const about: Manifest = {
      format: 'rollbook-backup',
      version: 2,
      madeAt: request.now,
      reason: request.reason,
      ...facts,
      databaseSha256: await sha256OfFile(copy),
      databaseBytes: statSync(copy).size,
      files: { carried: request.carry, count: files.length, bytes: totalOf(files) },
    };
    await packArchive(part, {
      about,
      keys: request.keys,
      database: copy,
      files: request.carry ? files : [],
    });
    await readArchive(part, { files: true });
    renameSync(part, path);
    syncFolder(request.folder);
    return { path, bytes: statSync(path).size };
  } finally {
    for (const left of [copy, `${copy}-wal`, `${copy}-shm`, part]) rmSync(left, { force: true });
  }
}

const totalOf = (files: Iterable<SealedFile>): number => {
  let bytes = 0;
  for (const file of files) bytes += file.bytes;
  return bytes;
};

/**
 * Says before anything is written that a disk has too little room: twice the database, whose copy is checked before
 * it is packed, and the files. Throws `disk_full` (backup_no_room) with both in megabytes.
 */
function requireRoom({ database, files, carry, folder }: BackupRequest): void {
  const needed = 2 * statSync(database).size + (carry ? totalOf(sealedFiles(files)) : 0);
  const free = freeBytes(folder);
  if (free >= needed) return;
  const megabytes = (bytes: number): number => Math.ceil(bytes / 1_000_000);
  throw refuse('disk_full', 'backup_no_room', { needed: megabytes(needed), free: megabytes(free) });
}

/** Infinite where a file system does not say: then writing will. */
function freeBytes(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

/** Names tell seconds: of two backups in one of them, the later is named after the next. */
function freeName({ folder, reason, now }: BackupRequest): string {
  for (let at = now; ; at += 1000) {
    const stamp = new Date(at).toISOString().slice(0, 19).replaceAll(':', '');
    const name = `rollbook-${stamp}Z-${reason}${backupSuffix}`;
    if (!existsSync(join(folder, name))) return name;
  }
}

/** What a power cut or a stick that was pulled out left of earlier backups; none takes an hour. */
function removeHalfMade(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (!halfMade.test(name)) continue;
    const file = join(folder, name);
    if (Date.now() - statSync(file).mtimeMs > 3_600_000) rmSync(file, { force: true });
  }
}

/** Opens a database file and checks all of it. Throws `corrupt` (backup_damaged) if anything is wrong. */
export function inspect(file: string, key: Buffer): { schema: number; device: string; seq: number } {
  let db: Database | null = null;
  try {
    db = connect(file, key, { readonly: true });
    const verdict = db.pragma('integrity_check', { simple: true });
    if (verdict !== 'ok') throw refuse('corrupt', 'backup_damaged');
    const device = getState(db, 'device') ?? '';
    return { schema: versionOf(db), device, seq: lastSeq(db, device) };
  } catch (error) {
    if (codeOf(error) === 'corrupt') throw refuse('corrupt', 'backup_damaged');
    throw error;
  } finally {
    db?.close();
  }
}

export interface BackupFile {
  name: string;
  path: string;
  madeAt: number;
  bytes: number;
  reason: (typeof backupReasons)[number];
}

const namePattern =
  /^rollbook-(\d{4}-\d\d-\d\dT)(\d\d)(\d\d)(\d\d)Z-(daily|migration|hand|restore)\.rollbook-backup$/;

/** Backups in a folder, newest first, by their names: whole ones only ever get one. Empty if it cannot be read. */
export function listBackups(folder: string): BackupFile[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  return names
    .flatMap((name) => {
      const match = namePattern.exec(name);
      const madeAt = match ? Date.parse(`${match[1]}${match[2]}:${match[3]}:${match[4]}Z`) : Number.NaN;
      if (!match || Number.isNaN(madeAt)) return [];
      const path = join(folder, name);
      const bytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
      return [{ name, path, madeAt, bytes, reason: match[5] as BackupFile['reason'] }];
    })
    .sort((a, b) => b.madeAt - a.madeAt || (a.name < b.name ? 1 : -1));
}

/**
 * Which backups may go: kept are the newest of each of the last 7 days and of each of the last 8 weeks that
 * have one, the last 3 made before migrations, and everything made by hand.
 */
export function surplus(backups: readonly BackupFile[]): BackupFile[] {
  const kept = new Set<BackupFile>();
  const newestOf = (group: (backup: BackupFile) => string, most: number): void => {
    const seen = new Set<string>();
    for (const backup of backups) {
      const name = group(backup);
      if (seen.has(name) || seen.size >= most) continue;
      seen.add(name);
      kept.add(backup);
    }
  };
  const day = 86_400_000;
  newestOf((backup) => String(Math.floor(backup.madeAt / day)), 7);
  newestOf((backup) => String(Math.floor((backup.madeAt / day + 3) / 7)), 8);
  for (const backup of backups) if (backup.reason === 'hand' || backup.reason === 'restore') kept.add(backup);
  for (const backup of backups.filter((one) => one.reason === 'migration').slice(0, 3)) kept.add(backup);
  return backups.filter((backup) => !kept.has(backup));
}

export function rotateBackups(folder: string): void {
  for (const backup of surplus(listBackups(folder))) rmSync(backup.path, { force: true });
}
