import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { AppError, refuse } from '../../shared/result.ts';
import { deviceEntity } from '../center/entities.ts';
import { makeFolder } from '../durable.ts';
import { codeOf } from '../errors.ts';
import type { Platform } from '../platform.ts';
import { listBackups } from './backup.ts';
import { beginAct, lastSeq, newId } from './changes.ts';
import { type FileStore, openFileStore, sweepFileStore } from './file-store.ts';
import { type KeyFile, mendKeyFile, readKeyFile, writeKeyFile } from './keys.ts';
import { confirmLater, isOriginal, markOpening, markSeq } from './marker.ts';
import { migrate, refuseFuture, schemaVersion, versionOf } from './migrate.ts';
import { outdated, rebuild } from './projections.ts';
import { entities } from './schema.ts';
import { connect, type Database, one, run } from './sqlite.ts';
import { getState, setState } from './state.ts';
import { runTask } from './tasks.ts';

/** Where everything of one data folder is. */
export interface Folders {
  data: string;
  center: string;
  database: string;
  keys: string;
  /** A copy of the key slots, so that one deleted file is not the end. */
  keysCopy: string;
  backups: string;
  /** What belongs to the data and is too large for the database, see file-store.ts. Centers that were set aside share it. */
  files: string;
  /** Bundles on their way out, sealed; see bundles/outbox.ts. */
  outbox: string;
  /** Where a restored or new center is put together, see replacement.ts. */
  next: string;
}

export function foldersOf(data: string): Folders {
  const center = join(data, 'center');
  const backups = join(data, 'backups');
  return {
    data,
    center,
    database: join(center, 'rollbook.db'),
    keys: join(center, 'keys.json'),
    keysCopy: join(backups, 'keys.json'),
    backups,
    files: join(data, 'files'),
    outbox: join(data, 'outbox'),
    next: join(data, 'center.new'),
  };
}

/** True if this folder has, or once had, a center: then an empty one must never take its place. */
export function hasTraces(folders: Folders): boolean {
  return (
    existsSync(folders.center) || existsSync(folders.keysCopy) || listBackups(folders.backups).length > 0
  );
}

/** The key slots: the file itself, and its copy where that says something else. Those that cannot be read are left out. */
export function allKeys(folders: Folders): KeyFile[] {
  const own = readKeyFile(folders.keys);
  const copy = readKeyFile(folders.keysCopy);
  return [own, isDeepStrictEqual(own, copy) ? null : copy].filter((file) => file !== null);
}

/** The key slots: the file itself, else its copy. Null if both are gone or unreadable. */
export function findKeys(folders: Folders): KeyFile | null {
  return allKeys(folders)[0] ?? null;
}

export function saveKeys(folders: Folders, keys: KeyFile): void {
  writeKeyFile(folders.keys, keys);
  makeFolder(folders.backups);
  writeKeyFile(folders.keysCopy, keys);
}

/** Mends the key file and its copy by each other: what is damaged never takes the place of what is whole. */
export function mendKeys(folders: Folders, dataKey: Buffer): void {
  const files = allKeys(folders);
  const [first] = files;
  if (!first) return;
  makeFolder(folders.backups);
  for (const path of [folders.keys, folders.keysCopy]) {
    const here = readKeyFile(path);
    const mended = mendKeyFile(dataKey, here ?? first, files);
    if (!isDeepStrictEqual(here, mended)) writeKeyFile(path, mended);
  }
}

/** An open database and what belongs to its being open. */
export interface Vault {
  db: Database;
  key: Buffer;
  device: string;
  /** The device, to write in its name: confirms this opening first, see marker.ts. */
  writeAs(): string;
  files: FileStore;
  /** When it last showed a sign of life before it was cut off; null after a clean close. */
  cutOffAt: number | null;
  close(): void;
}

export type Working = 'opening' | 'checking' | 'backing_up' | 'migrating' | 'rebuilding';

/** Makes the tables of a new, empty database and its device. */
export function createDatabase(file: string, key: Buffer, deviceName: string, now: number): Database {
  const db = connect(file, key, { create: true });
  migrate(db);
  rebuild(db, entities);
  db.transaction(() => registerDevice(db, deviceName, now)).immediate();
  return db;
}

/** From now on this database writes under a new name; what it wrote before stays under the old one. */
function registerDevice(db: Database, name: string, now: number): string {
  const device = newId(now);
  run(db, 'INSERT INTO local_device (id, name, since) VALUES (?, ?, ?)', device, name, now);
  setState(db, 'device', device);
  beginAct(db, { device, actor: null, command: 'center.registerDevice', now }).write(
    deviceEntity,
    device,
    'profile',
    { name },
  );
  return device;
}

/**
 * Opens the center's database: refuses one from the future, checks it after an unclean close, backs it up before
 * migrating, rebuilds changed projections, and takes a new device name if it is a copy.
 * Throws AppError `corrupt`, `unavailable` (database_from_future), `disk_full`, `read_only`.
 */
export async function openVault(
  platform: Platform,
  folders: Folders,
  key: Buffer,
  working: (task: Working, done: number | null) => void,
): Promise<Vault> {
  working('opening', null);
  const db = connectOrCorrupt(folders.database, key);
  try {
    refuseFuture(db);
    // A center in place has tables: without any it is what a failing disk left of one.
    if (versionOf(db) === 0) throw refuse('corrupt', 'database_corrupt');
    const unclean = getState(db, 'clean') !== '1';
    const cutOffAt = unclean ? lastSignOfLife(db) : null;
    if (unclean) {
      working('checking', null);
      await runTask(platform, { kind: 'check', database: folders.database, key });
    }
    if (versionOf(db) < schemaVersion) {
      working('backing_up', null);
      await runTask(platform, {
        kind: 'backup',
        database: folders.database,
        key,
        keys: JSON.stringify(findKeys(folders)),
        folder: folders.backups,
        files: folders.files,
        carry: false,
        reason: 'migration',
        now: platform.now(),
      });
      working('migrating', null);
      migrate(db);
    }
    const stale = outdated(db, entities);
    if (stale.length > 0) {
      working('rebuilding', 0);
      await runTask(
        platform,
        {
          kind: 'rebuild',
          database: folders.database,
          key,
          heads: false,
          entities: stale.map((one) => one.name),
        },
        (done) => working('rebuilding', done),
      );
    }
    const device = claimDevice(platform, folders, db);
    const { confirm, forget } = confirmLater(db, device, platform.paths.state);
    return {
      db,
      key,
      device,
      writeAs: () => {
        confirm();
        return device;
      },
      files: openStore(folders, key),
      cutOffAt,
      close: () => {
        forget();
        try {
          setState(db, 'clean', '1');
          markSeq(db, device, platform.paths.state);
        } catch {
          // A full, read-only or damaged disk: the next opening checks the file, and a restore must not wait for it.
        } finally {
          db.close();
        }
      },
    };
  } catch (error) {
    db.close();
    if (codeOf(error) === 'corrupt') throw refuse('corrupt', 'database_corrupt');
    throw error;
  }
}

function openStore(folders: Folders, key: Buffer): FileStore {
  try {
    sweepFileStore(folders.files);
  } catch {
    // On a disk that cannot be written it waits for better days.
  }
  return openFileStore(folders.files, key);
}

function connectOrCorrupt(file: string, key: Buffer): Database {
  const size = statSync(file, { throwIfNoEntry: false })?.size;
  if (size === undefined) throw refuse('corrupt', 'database_missing');
  if (size === 0) throw refuse('corrupt', 'database_corrupt');
  try {
    return connect(file, key);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'corrupt') throw refuse('corrupt', 'database_corrupt');
    // SQLite cannot open its WAL on such a disk and says only that.
    if (code === 'unavailable' && !isWritable(file)) throw refuse('read_only', 'read_only');
    if (code) throw new AppError({ code, reason: code });
    throw error;
  }
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function claimDevice(platform: Platform, folders: Folders, db: Database): string {
  const { state } = platform.paths;
  let device = getState(db, 'device') ?? '';
  if (!isOriginal(db, device, folders.data, state)) {
    const name = one<{ name: string }>(db, 'SELECT name FROM local_device WHERE id = ?', device)?.name ?? '';
    device = db
      .transaction(() => {
        setState(db, 'new_device', '1');
        return registerDevice(db, name, platform.now());
      })
      .immediate();
  }
  markOpening(db, device, folders.data, state);
  return device;
}

/** The later of the last heartbeat and the last record of this laptop. */
function lastSignOfLife(db: Database): number {
  const device = getState(db, 'device') ?? '';
  const newest = one<{ at: number }>(
    db,
    'SELECT recorded_at AS at FROM change WHERE device = ? AND seq = ?',
    device,
    lastSeq(db, device),
  );
  return Math.max(Number(getState(db, 'alive') ?? 0), newest?.at ?? 0);
}
