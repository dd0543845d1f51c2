import { listBackups, rotateBackups } from '../database/backup.ts';
import { runTask } from '../database/tasks.ts';
import { type Folders, findKeys } from '../database/vault.ts';
import type { Log } from '../log.ts';
import type { Platform } from '../platform.ts';
import type { Gate } from './gate.ts';

interface Dependencies {
  gate: Gate;
  platform: Platform;
  folders: Folders;
  log: Log;
  changed: () => void;
}

const wait = 60_000;
const day = 86_400_000;

/** One verified backup a day, made beside the work once the screen has been up for a minute. */
export function scheduleDailyBackup({ gate, platform, folders, log, changed }: Dependencies): () => void {
  let busy = false;
  const timer = setInterval(() => {
    if (busy || gate.working() || (gate.stage() !== 'open' && gate.stage() !== 'locked')) return;
    const [newest] = listBackups(folders.backups);
    const keys = findKeys(folders);
    const age = newest ? platform.now() - newest.madeAt : Number.POSITIVE_INFINITY;
    // A clock that was set back makes the newest look like tomorrow's: one more does no harm.
    if (!keys || (age >= 0 && age < day)) return;
    busy = true;
    runTask(platform, {
      kind: 'backup',
      database: folders.database,
      key: gate.vault().key,
      keys: JSON.stringify(keys),
      folder: folders.backups,
      files: folders.files,
      carry: false,
      reason: 'daily',
      now: platform.now(),
    })
      .then(() => {
        rotateBackups(folders.backups);
        changed();
      })
      .catch((error: unknown) => log.incident('daily backup', error))
      .finally(() => {
        busy = false;
      });
  }, wait);
  timer.unref();
  return () => clearInterval(timer);
}
