import { useQuery } from '@tanstack/react-query';
import type { Output } from '../../shared/contract/index.ts';
import { call } from '../app/bridge.ts';
import { remember } from './door-memory.ts';
import type { Unlock } from './unlock-form.tsx';

export type Place = Output<'center.places'>['places'][number];
export type FoundBackup = Output<'center.findBackups'>['backups'][number] & { place: Place | null };

/** Folders that may hold or take a backup; looked for anew each time a screen asks, because sticks come and go. */
export function usePlaces() {
  return useQuery({
    queryKey: ['places'],
    queryFn: () => call('center.places', {}),
    staleTime: 0,
    gcTime: 0,
  });
}

/** Backups on this laptop, on everything plugged in, and in folders that were named by hand; newest first. */
export function useFoundBackups(folders: readonly string[]) {
  return useQuery({
    queryKey: ['found-backups', folders],
    staleTime: 0,
    gcTime: 0,
    queryFn: async (): Promise<FoundBackup[]> => {
      const { places } = await call('center.places', {});
      const named = folders.map((path): Place => ({ path, kind: 'chosen', name: path }));
      const lists = await Promise.all(
        [null, ...places, ...named].map(async (place) => {
          const { backups } = await call('center.findBackups', { folder: place?.path ?? null });
          return backups.map((backup): FoundBackup => ({ ...backup, place }));
        }),
      );
      const byPath = new Map(lists.flat().map((backup) => [backup.path, backup]));
      return [...byPath.values()].sort((a, b) => b.madeAt - a.madeAt);
    },
  });
}

/**
 * Puts a backup in place and opens it with what was typed for it, as one step on the screen.
 * Returns the folder in which the former database is kept, or null. Rejects if nothing was restored.
 */
export async function restoreAndOpen(
  path: string,
  unlock: Unlock,
  state: Output<'center.state'>,
): Promise<string | null> {
  const working = { task: 'restoring', done: null } as const;
  remember({ fault: null, held: state.stage === 'open' ? { ...state, working } : state });
  try {
    const { kept } = await call('center.restore', { path, unlock });
    await call('center.unseal', unlock).catch((fault: unknown) => remember({ fault }));
    remember({ openedByCode: 'recoveryCode' in unlock });
    return kept;
  } finally {
    remember({ held: null });
  }
}
