import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { refuse } from '../../shared/result.ts';
import type { Audience } from '../../shared/rules/bundle-fields.ts';
import { findCenter, newestRecord } from '../center/queries.ts';
import { newId } from '../database/changes.ts';
import { makeSalts } from '../database/salts.ts';
import { type Database, inTransaction } from '../database/sqlite.ts';
import { runWorker } from '../database/tasks.ts';
import type { Folders, Vault } from '../database/vault.ts';
import { codeOf } from '../errors.ts';
import type { Platform } from '../platform.ts';
import type { BundlePlan, Frozen } from './build-bundle.ts';
import { certify } from './certificates.ts';
import { bundleSuffix } from './format.ts';
import { type HeadOffice, readHeadOffice, recipientsOf } from './head-office.ts';
import { bundleKeys } from './keys.ts';
import {
  addBundle,
  devicesOfHere,
  dropBundle,
  findBundle,
  lastSent,
  listBundles,
  noteFrozen,
  type StoredBundle,
  unfinished,
} from './queries.ts';
import { nextParts } from './waiting.ts';
import type { BundleTask } from './worker.ts';

export interface OutboxOptions {
  platform: Platform;
  folders: Folders;
  vault: Vault;
  build?: Build;
}

/** Where the work is done: in a worker, unless somebody knows better. */
export type Build = (task: BundleTask, progress?: (done: number) => void) => Promise<Frozen>;

export interface FreezeOptions {
  /** Pictures and submissions go along. */
  files: boolean;
  progress?: (done: number) => void;
}

/** Where a bundle lies. */
export const bundlePath = (folders: Folders, id: string): string =>
  join(folders.outbox, `${id}${bundleSuffix}`);

const ours = /^[0-9a-f-]{36}\.rollbook\.age(?:\.part)?$/;

/**
 * Clears away what a cut left of building: a bundle is there once the outbox knows its hash, and not before. What is
 * cleared was never sent, and its changes wait again. Only while nothing is being built.
 */
export function sweepOutbox(db: Database, folders: Folders): void {
  inTransaction(db, () => {
    for (const id of unfinished(db)) dropBundle(db, id);
  });
  const known = new Set(listBundles(db).map(({ id }) => `${id}${bundleSuffix}`));
  for (const name of namesIn(folders.outbox))
    if (ours.test(name) && !known.has(name)) rmSync(join(folders.outbox, name), { force: true });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (codeOf(error) === 'not_found') return [];
    throw error;
  }
}

/** A worker's heap, megabytes: building holds one row group and its strings. */
const limits = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 16 };

const buildIn =
  (platform: Platform): Build =>
  (task, progress) =>
    runWorker<Frozen>(platform.worker('bundle'), task, progress, limits);

/**
 * Freezes what waits for an audience into a bundle, in a worker. Null if nothing waits. Whatever cuts it off, there is
 * the whole bundle and its row, or neither.
 * Throws `busy` (bundle_building), `unavailable` (bundle_recipients_missing, bundle_for_reports), `not_found`
 * (center_not_found), and what the disk says.
 */
export async function freezeNext(
  { platform, folders, vault, build = buildIn(platform) }: OutboxOptions,
  audience: Audience,
  { files, progress }: FreezeOptions,
): Promise<StoredBundle | null> {
  const { db } = vault;
  const center = findCenter(db);
  if (!center) throw refuse('not_found', 'center_not_found');
  if (audience === 'funder') throw refuse('unavailable', 'bundle_for_reports');
  const now = platform.now();
  const device = vault.writeAs();
  const keys = await bundleKeys(db, device, now);
  const office = readHeadOffice(db, center.id);
  const opened = audience === 'head-office' ? office.opened : [];
  const recipients = recipientsOf(audience, office, keys.center);
  const plan = inTransaction(db, (): BundlePlan | null => {
    if (unfinished(db).length > 0) throw refuse('busy', 'bundle_building');
    const parts = nextParts(db, audience, opened);
    if (parts.length === 0) return null;
    const own = new Set(devicesOfHere(db));
    for (const { device: author, from, to } of parts) if (own.has(author)) makeSalts(db, author, from, to);
    const id = newId(now);
    const previous = lastSent(db, audience);
    addBundle(db, { id, audience, opened, previous }, now);
    const issuer = { center: center.id, device, key: keys.device.public, now };
    return {
      ...{ id, audience, opened, recipients, parts, previous, files, created: now, app: platform.version },
      center: { id: center.id, name: center.name },
      signer: { device, key: keys.device, certificate: certify(keys.center.signing, issuer) },
      clockSuspect: isSuspect(db, now),
      consentBasis: office.consentBasis,
      retainUntil: retainUntil(office, now),
    };
  });
  if (!plan) return null;
  try {
    const task: BundleTask = {
      ...{ database: folders.database, key: vault.key, files: folders.files, outbox: folders.outbox, plan },
    };
    const frozen = await build(task, progress);
    inTransaction(db, () => noteFrozen(db, plan.id, frozen, platform.now()));
  } catch (error) {
    giveUp(db, folders, plan.id);
    throw error;
  }
  return findBundle(db, plan.id) ?? null;
}

/** Without its row a bundle is none; where even that cannot be written, the next sweep does it. */
function giveUp(db: Database, folders: Folders, id: string): void {
  try {
    inTransaction(db, () => dropBundle(db, id));
    rmSync(bundlePath(folders, id), { force: true });
  } catch {
    // What went wrong first is what is told.
  }
}

/** A clock that stands before what was recorded already, or before this program was made. */
const made = Date.UTC(2026, 0, 1);
const tolerated = 10 * 60_000;
const isSuspect = (db: Database, now: number): boolean => now < made || newestRecord(db) > now + tolerated;

function retainUntil({ retainMonths }: HeadOffice, now: number): string | null {
  if (retainMonths === null) return null;
  const day = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO('UTC').toPlainDate();
  return day.add({ months: retainMonths }).toString();
}
