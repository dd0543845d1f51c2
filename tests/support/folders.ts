import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const made = new Set<string>();

/** A new empty folder of this process, removed by `removeFolders`. */
export function temporaryFolder(name = 'folder'): string {
  const folder = mkdtempSync(join(tmpdir(), `rollbook-${name}-`));
  made.add(folder);
  return folder;
}

export function removeFolders(): void {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
  made.clear();
}
