import { AppError } from '../../shared/result.ts';
import { runTask } from '../database/tasks.ts';
import type { Folders, Vault } from '../database/vault.ts';
import type { Log } from '../log.ts';
import type { Platform } from '../platform.ts';
import type { Gate } from './gate.ts';

interface Dependencies {
  gate: Gate;
  platform: Platform;
  folders: Folders;
  log: Log;
}

/** Long enough for the screen to be up, milliseconds. */
const wait = 3000;

/** After a clean close the file is read through beside the work: at a million changes that takes seconds. */
export function checkLate({ gate, platform, folders, log }: Dependencies, vault: Vault): void {
  const isOpen = (): boolean => gate.stage() !== 'sealed' && gate.stage() !== 'new' && gate.vault() === vault;
  const timer = setTimeout(async () => {
    if (!isOpen()) return;
    try {
      await runTask(platform, { kind: 'check', database: folders.database, key: vault.key });
    } catch (error) {
      const isDamage = error instanceof AppError && error.failure.code === 'corrupt';
      // A backup may have taken its place meanwhile.
      if (isDamage && isOpen()) gate.noteDamage(error);
      else log.incident('late check', error);
    }
  }, wait);
  timer.unref();
}
