import type { Log } from '../../src/main/log.ts';

export const noLog: Log = { folder: '/log', event: () => {}, incident: () => '1234abcd' };

/** A log that keeps the names of its events and the places of its incidents. */
export function listLog(): Log & { entries: string[] } {
  const entries: string[] = [];
  return {
    folder: '/log',
    entries,
    event: (name) => void entries.push(name),
    incident: (where) => {
      entries.push(`incident: ${where}`);
      return '1234abcd';
    },
  };
}
