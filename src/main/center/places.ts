import { existsSync, readdirSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { basename, join } from 'node:path';
import type { Platform } from '../platform.ts';

export interface Place {
  path: string;
  kind: 'removable' | 'documents' | 'home' | 'chosen';
  name: string;
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

function foldersIn(path: string): string[] {
  try {
    return readdirSync(path)
      .filter((name) => !name.startsWith('.'))
      .map((name) => join(path, name))
      .filter(isFolder);
  } catch {
    return [];
  }
}

/** Where sticks and cards appear. Windows: every drive letter but the system's; a missing one answers at once. */
function removableFolders(): string[] {
  if (process.platform === 'win32') {
    const system = (process.env.SystemDrive ?? 'C:').toUpperCase();
    return [...'DEFGHIJKLMNOPQRSTUVWXYZ']
      .map((letter) => `${letter}:`)
      .filter((drive) => drive !== system)
      .map((drive) => `${drive}\\`)
      .filter((drive) => existsSync(drive));
  }
  if (process.platform === 'darwin') return foldersIn('/Volumes');
  const user = userInfo().username;
  return [`/media/${user}`, `/run/media/${user}`].flatMap(foldersIn);
}

/** Folders to offer for a backup: what is plugged in first, then the person's own. */
export function findPlaces(platform: Platform): Place[] {
  const { documents, home } = platform.paths;
  return [
    ...removableFolders().map((path): Place => ({ path, kind: 'removable', name: basename(path) || path })),
    ...(isFolder(documents)
      ? [{ path: documents, kind: 'documents' as const, name: basename(documents) }]
      : []),
    { path: home, kind: 'home', name: basename(home) },
  ];
}
