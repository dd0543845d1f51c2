import { resolve } from 'node:path';
import { refuse } from '../../shared/result.ts';
import { listBackups, rotateBackups } from '../database/backup.ts';
import { setState } from '../database/state.ts';
import { runTask } from '../database/tasks.ts';
import type { Folders } from '../database/vault.ts';
import type { Handlers } from '../dispatch.ts';
import type { Platform } from '../platform.ts';
import type { Gate } from './gate.ts';
import { requireKeys } from './key-handlers.ts';
import { findPlaces } from './places.ts';
import { restoreBackup } from './restore.ts';

interface Dependencies {
  gate: Gate;
  platform: Platform;
  folders: Folders;
}

type Names = 'backups' | 'places' | 'pickFolder' | 'backUp' | 'findBackups' | 'restore';

/** Copies of everything: made, listed, carried out of the room, and put back. */
export function backupHandlers({ gate, platform, folders }: Dependencies): Pick<Handlers<'center'>, Names> {
  const backUp = (folder: string, reason: 'daily' | 'hand'): Promise<{ path: string; bytes: number }> =>
    runTask(platform, {
      kind: 'backup',
      database: folders.database,
      key: gate.vault().key,
      keys: JSON.stringify(requireKeys(folders)),
      folder,
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
      const seat = gate.seat();
      if (gate.stage() === 'locked' || (seat && seat.role !== 'coordinator'))
        throw refuse('forbidden', 'not_allowed');
      const kept = await gate.whileClosed(() =>
        restoreBackup(folders, resolve(path), unlock, platform.now()),
      );
      return { kept };
    },
  };
}
