import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Keychain, Platform } from '../../src/main/platform.ts';
import { testWorkerUrl } from './workers.ts';

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
