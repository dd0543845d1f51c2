import { existsSync, readdirSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';

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
export function removableDrives(): string[] {
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
