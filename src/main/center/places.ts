import { statSync } from 'node:fs';
import { basename } from 'node:path';
import type { Platform } from '../platform.ts';

export interface Place {
  path: string;
  kind: 'removable' | 'documents' | 'home' | 'chosen';
  name: string;
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

/** Folders to offer for a backup: what is plugged in first, then the person's own. */
export function findPlaces(platform: Platform): Place[] {
  const { documents, home } = platform.paths;
  return [
    ...platform.drives().map((path): Place => ({ path, kind: 'removable', name: basename(path) || path })),
    ...(isFolder(documents)
      ? [{ path: documents, kind: 'documents' as const, name: basename(documents) }]
      : []),
    { path: home, kind: 'home', name: basename(home) },
  ];
}
