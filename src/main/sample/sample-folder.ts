import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../shared/result.ts';
import { lockFolder } from '../database/instance-lock.ts';
import { makeFolder } from '../durable.ts';
import type { Platform } from '../platform.ts';

/** Beside the data folder, never in it. */
export const sampleFolder = (data: string): string => `${data}.sample`;

/** Only what has this file in it was made by us, and may be deleted by us. */
const mark = 'rollbook-sample';

/** What the sample center is lent: folders of its own, no keychain. */
export function samplePlatform(platform: Platform): Platform {
  const root = sampleFolder(platform.paths.data);
  const paths = { ...platform.paths, data: join(root, 'data'), state: join(root, 'state') };
  return { ...platform, paths, keychain: null };
}

/** Makes the folder of the sample. Throws for a folder of that name that is somebody's own. */
export function claimSampleFolder(data: string): void {
  const root = sampleFolder(data);
  if (existsSync(root) && !existsSync(join(root, mark))) throw new Error('this folder is not ours');
  makeFolder(root);
  writeFileSync(join(root, mark), 'Rollbook deletes this folder when its sample center is closed.\n');
}

/** Deletes what a sample left, also one that was cut off. Leaves alone one that another Rollbook has open. */
export function removeSample(data: string): void {
  const root = sampleFolder(data);
  if (!existsSync(join(root, mark)) || isOpen(join(root, 'data'))) return;
  // The mark goes last: cut off on the way, the next start goes on.
  for (const name of readdirSync(root)) if (name !== mark) remove(join(root, name));
  remove(root);
}

const remove = (path: string): void => rmSync(path, { recursive: true, force: true, maxRetries: 3 });

function isOpen(folder: string): boolean {
  if (!existsSync(folder)) return false;
  try {
    lockFolder(folder)();
    return false;
  } catch (error) {
    if (error instanceof AppError && error.failure.code === 'busy') return true;
    throw error;
  }
}
