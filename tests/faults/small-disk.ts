import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readdirSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LeftOut } from './scenario.ts';

/** A disk of a few megabytes of its own. */
export interface SmallDisk {
  folder: string;
  /** Takes all but so many bytes, rounded to pages. */
  fill(left: number): void;
  free(): void;
  /** Nothing of the disk may be open for writing. */
  setReadOnly(readOnly: boolean): void;
  empty(): void;
  remove(): void;
}

function mount(...options: string[]): void {
  const done = spawnSync('mount', options, { encoding: 'utf8' });
  if (done.error || done.status !== 0) throw new LeftOut(`mount is refused: ${done.stderr?.trim() ?? ''}`);
}

/** Needs Linux and the right to mount; throws LeftOut elsewhere. */
export function mountSmallDisk(megabytes: number): SmallDisk {
  if (process.platform !== 'linux') throw new LeftOut('it is for Linux');
  const folder = mkdtempSync(join(tmpdir(), 'rollbook-disk-'));
  try {
    mount('-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  const filler = join(folder, 'filler');
  return {
    folder,
    fill: (left) => {
      const { bavail, bsize } = statfsSync(folder);
      const handle = openSync(filler, 'w');
      try {
        for (let rest = bavail * bsize - left; rest > 0; rest -= bsize)
          writeSync(handle, Buffer.alloc(Math.min(bsize, rest), 1));
      } finally {
        closeSync(handle);
      }
    },
    free: () => rmSync(filler, { force: true }),
    setReadOnly: (readOnly) => mount('-o', `remount,${readOnly ? 'ro' : 'rw'}`, folder),
    empty: () => {
      for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true, force: true });
    },
    remove: () => {
      spawnSync('umount', ['--lazy', folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
