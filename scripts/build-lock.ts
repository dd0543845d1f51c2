import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

const pause = 200;

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Waits until no other start builds here: somebody impatient starts twice. Returns the way to let go. */
export async function lockBuild(root: string): Promise<() => void> {
  const folder = join(root, 'node_modules/.cache/rollbook');
  const file = join(folder, 'building');
  mkdirSync(folder, { recursive: true });
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    if (isRunning(ownerOf(file))) await setTimeout(pause);
    else rmSync(file, { force: true });
  }
}

/** The process that holds the lock; ours, which runs, while it is between making the file and writing into it. */
function ownerOf(file: string): number {
  try {
    return Number(readFileSync(file, 'utf8')) || process.pid;
  } catch {
    return process.pid;
  }
}
