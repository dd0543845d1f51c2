import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Keychain, Platform, WorkerName } from '../../src/main/platform.ts';
import { workerUrl } from '../../src/main/worker-url.ts';

/** A clock that moves only when a test moves it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now: number;
  set(instant: string): void;
  advance(milliseconds: number): void;
}

export function clockAt(instant: string): Clock {
  const clock: Clock = {
    now: Date.parse(instant),
    set: (next) => {
      clock.now = Date.parse(next);
    },
    advance: (milliseconds) => {
      clock.now += milliseconds;
    },
  };
  return clock;
}

/** A keychain that hides nothing: opening by it costs no key derivation. */
export const openKeychain: Keychain = {
  protect: (secret) => Buffer.from(secret),
  unprotect: (sealed) => Buffer.from(sealed),
};

/** The folders of one laptop under `root`. */
export const pathsOf = (root: string): Platform['paths'] => ({
  data: join(root, 'data'),
  state: join(root, 'state'),
  home: join(root, 'home'),
  documents: join(root, 'home', 'Documents'),
});

/** Where the entry of a worker lies: bundled for this run, else where it is written. */
function testWorkerUrl(name: WorkerName): URL {
  const folder = process.env.ROLLBOOK_WORKERS;
  return folder ? pathToFileURL(join(folder, `${name}-worker.js`)) : workerUrl(name);
}

export function testPlatform(paths: Platform['paths'], clock: Clock, keychain: Keychain | null): Platform {
  mkdirSync(paths.documents, { recursive: true });
  return {
    host: 'browser',
    version: '0.0.0',
    paths,
    keychain,
    pickFolder: null,
    drives: () => [],
    now: () => clock.now,
    worker: testWorkerUrl,
  };
}
