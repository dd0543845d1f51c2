import { resolve } from 'node:path';
import { refuse } from '../../shared/result.ts';
import { mayDo } from '../../shared/rules/permissions.ts';
import { listBackups, rotateBackups } from '../database/backup.ts';
import { replaceCenter } from '../database/replacement.ts';
import { setState } from '../database/state.ts';
import { runTask } from '../database/tasks.ts';
import type { Folders } from '../database/vault.ts';
import type { Handlers } from '../dispatch.ts';
import type { Platform } from '../platform.ts';
import type { Gate } from './gate.ts';
import { requireKeys } from './key-handlers.ts';
import { findPlaces } from './places.ts';
import { prepareRestore } from './restore.ts';

interface Dependencies {
  gate: Gate;
  platform: Platform;
  folders: Folders;
  sample: boolean;
}

type Names = 'backups' | 'places' | 'pickFolder' | 'backUp' | 'findBackups' | 'restore';

/** Copies of everything: made, listed, carried out of the room, and put back. */
export function backupHandlers({
  gate,
  platform,
  folders,
  sample,
}: Dependencies): Pick<Handlers<'center'>, Names> {
  let restoring = false;

  const backUp = (folder: string, reason: 'daily' | 'hand'): Promise<{ path: string; bytes: number }> =>
    runTask(platform, {
      kind: 'backup',
      database: folders.database,
      key: gate.vault().key,
      keys: JSON.stringify(requireKeys(folders)),
      folder,
      files: folders.files,
      carry: folder !== folders.backups,
      reason,
      now: platform.now(),
    });

  return {
    backups: () => ({
      backups: listBackups(folders.backups).map(({ path: _path, ...backup }) => ({
        ...backup,
        verified: true,
      })),
      folder: folders.backups,
    }),
    places: () => ({ places: findPlaces(platform), canPick: platform.pickFolder !== null }),
    pickFolder: async () => ({ path: (await platform.pickFolder?.()) ?? null }),
    backUp: async ({ folder }) => {
      // Nobody knows its key, and it would be what the sample leaves behind.
      if (sample && folder !== null) throw refuse('forbidden', 'not_in_sample');
      const made = await backUp(folder === null ? folders.backups : resolve(folder), 'hand');
      if (folder === null) rotateBackups(folders.backups);
      else setState(gate.db(), 'backup_off', String(platform.now()));
      return made;
    },
    findBackups: ({ folder }) => ({
      backups: listBackups(folder === null ? folders.backups : resolve(folder)).map((backup) => ({
        ...backup,
        verified: true,
      })),
    }),
    restore: async ({ path, unlock }) => {
      // A real center, put in place of the sample, would be deleted with it.
      if (sample) throw refuse('forbidden', 'not_in_sample');
      const seat = gate.seat();
      if (gate.stage() === 'locked' || (seat && !mayDo(seat.role, 'backup.restore')))
        throw refuse('forbidden', 'not_allowed');
      if (restoring) throw refuse('busy', 'restoring');
      restoring = true;
      try {
        // The center stays open until a whole backup stands ready: a wrong passphrase closes nothing.
        await prepareRestore(folders, resolve(path), unlock);
        const kept = await gate.whileClosed(async () => replaceCenter(folders, platform.now()));
        return { kept };
      } finally {
        restoring = false;
      }
    },
  };
}
