import { join } from 'node:path';
import { type Backend, createBackend } from '../../src/main/backend.ts';
import type { Seat } from '../../src/main/center/gate.ts';
import type { Database } from '../../src/main/database/sqlite.ts';
import { createLog } from '../../src/main/log.ts';
import type { Keychain, Platform } from '../../src/main/platform.ts';
import type { Channel, Input, Output } from '../../src/shared/contract/index.ts';
import type { Failure, Result } from '../../src/shared/result.ts';
import { temporaryFolder } from './folders.ts';
import { type Clock, clockAt, openKeychain, pathsOf, testPlatform } from './platform.ts';
import { copyTemplate, findTemplate, morning } from './template.ts';

export interface Options {
  /** Instant that the clock stands at. */
  now?: string;
  clock?: Clock;
  /** An empty laptop, or one with the prepared center (the default). */
  center?: boolean;
  /** How far to open the prepared center: 'open' signs the coordinator in. */
  stage?: 'sealed' | 'locked' | 'open';
  /** A folder that is there already: nothing is copied into it. */
  root?: string;
  paths?: Partial<Platform['paths']>;
  keychain?: Keychain | null;
  /** Sticks that are plugged in; a test may change the list. */
  drives?: string[];
}

export interface TestBackend {
  root: string;
  paths: Platform['paths'];
  clock: Clock;
  /** Topics of every `changed` since the start, in order. */
  changed: string[][];
  coordinatorId: string;
  instructorId: string;
  backend(): Backend;
  db(): Database;
  send(channel: string, input: unknown): Promise<Result<unknown>>;
  /** The data, or an error that names the failure. */
  call<C extends Channel>(channel: C, input: Input<C>): Promise<Output<C>>;
  /** The failure, or an error if the call went well. */
  fail<C extends Channel>(channel: C, input: Input<C>): Promise<Failure>;
  /** Puts somebody at the keyboard without the cost of a PIN. */
  sit(personId: string, role?: Seat['role'], scope?: Seat['scope']): void;
  /** Opens the sealed database by the keychain slot. */
  unseal(): Promise<void>;
  /** Closes the program and starts it again on the same folder, still sealed. */
  restart(): void;
  /** Closes the program and starts it again with the same person at the keyboard. */
  restartOpen(): Promise<void>;
  close(): void;
}

const running = new Set<TestBackend>();

export function closeBackends(): void {
  for (const one of running) one.close();
}

/** The whole program on a real temporary folder, with a clock that stands still. */
export async function openTestBackend(options: Options = {}): Promise<TestBackend> {
  const root = options.root ?? temporaryFolder('laptop');
  const center = options.center ?? true;
  if (center && options.root === undefined) await copyTemplate(root);
  const template = center ? await findTemplate() : null;
  const clock = options.clock ?? clockAt(options.now ?? morning);
  const paths = { ...pathsOf(root), ...options.paths };
  const keychain = options.keychain === undefined ? openKeychain : options.keychain;
  const changed: string[][] = [];
  const start = (): Backend => {
    const log = createLog(join(paths.data, 'log'), () => clock.now);
    const backend = createBackend({
      platform: { ...testPlatform(paths, clock, keychain), drives: () => options.drives ?? [] },
      log,
    });
    backend.subscribe((topic, data) => {
      if (topic === 'changed') changed.push([...(data as readonly string[])]);
    });
    return backend;
  };
  let backend: Backend | null = start();
  const present = (): Backend => {
    if (!backend) throw new Error('this backend is closed');
    return backend;
  };
  const test: TestBackend = {
    root,
    paths,
    clock,
    changed,
    coordinatorId: template?.coordinatorId ?? '',
    instructorId: template?.instructorId ?? '',
    backend: present,
    db: () => present().gate.db(),
    send: (channel, input) => present().dispatch(channel, input),
    call: async <C extends Channel>(channel: C, input: Input<C>) => {
      const result = await present().dispatch(channel, input);
      if (!result.ok) throw new Error(`${channel} failed: ${JSON.stringify(result.error)}`);
      return result.data as Output<C>;
    },
    fail: async (channel, input) => {
      const result = await present().dispatch(channel, input);
      if (result.ok) throw new Error(`${channel} did not fail`);
      return result.error;
    },
    sit: (personId, role = 'coordinator', scope = null) => {
      present().gate.sitDown({ personId, role, scope });
    },
    unseal: async () => {
      await test.call('center.unseal', { keychain: true });
    },
    restart: () => {
      test.close();
      running.add(test);
      backend = start();
    },
    restartOpen: async () => {
      const seat = present().gate.seat();
      test.restart();
      await test.unseal();
      if (seat) test.sit(seat.personId, seat.role, seat.scope);
    },
    close: () => {
      running.delete(test);
      backend?.close();
      backend = null;
    },
  };
  running.add(test);
  const stage = center ? (options.stage ?? 'open') : 'sealed';
  if (stage !== 'sealed') await test.unseal();
  if (stage === 'open') test.sit(test.coordinatorId);
  changed.length = 0;
  return test;
}
