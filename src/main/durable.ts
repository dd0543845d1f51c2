import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Makes a rename or a new name in this folder survive a power cut. Windows cannot sync a folder and needs not. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

export function syncFile(file: string): void {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Writes a whole file so that after a power cut either the old or the new content is there, never a part. */
export function writeDurably(file: string, content: string | Uint8Array): void {
  const temporary = `${file}.new`;
  const handle = openSync(temporary, 'w', 0o600);
  try {
    writeFileSync(handle, content);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(temporary, file);
  syncFolder(dirname(file));
  // Where a file was replaced, not every disk knows what stands under its name before that is synced by this name.
  syncFile(file);
}

/** A folder for this person only; its name, and those of folders made on the way to it, are on disk. */
export function makeFolder(folder: string): void {
  const parent = dirname(folder);
  if (parent !== folder && !existsSync(parent)) makeFolder(parent);
  // Not `recursive`: of a full or a read-only disk that says only that the folder is not there.
  if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 });
  syncFolder(parent);
}
