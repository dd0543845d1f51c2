import { randomBytes } from 'node:crypto';
import { refuse } from '../shared/result.ts';

export interface HeldFile {
  name: string;
  type: string;
  bytes: Uint8Array;
}

/** Files on their way in (uploads) or out (blobs): in memory only, because they name people. */
export interface Files {
  hold(file: HeldFile): string;
  get(token: string): HeldFile;
  drop(token: string): void;
  dropAll(): void;
}

/** The largest file that is taken in, bytes. */
export const mostUploadBytes = 50_000_000;
const mostHeld = 8;

export function createFiles(): Files {
  const held = new Map<string, HeldFile>();
  return {
    hold: (file) => {
      const token = randomBytes(24).toString('base64url');
      held.set(token, file);
      for (const old of [...held.keys()].slice(0, -mostHeld)) held.delete(old);
      return token;
    },
    get: (token) => {
      const file = held.get(token);
      if (!file) throw refuse('not_found', 'file_not_found');
      return file;
    },
    drop: (token) => {
      held.delete(token);
    },
    dropAll: () => held.clear(),
  };
}
