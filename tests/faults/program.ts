import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Backend, createBackend } from '../../src/main/backend.ts';
import { createLog } from '../../src/main/log.ts';
import type { Platform } from '../../src/main/platform.ts';
import { workerUrl } from '../../src/main/worker-url.ts';
import type { Channel, Input, Output } from '../../src/shared/contract/index.ts';
import { AppError, type Result, refuse } from '../../src/shared/result.ts';

/** The program without a window, on a folder that holds its data and its state. */
export interface Program {
  backend: Backend;
  platform: Platform;
  /** What a window would get. */
  send<C extends Channel>(channel: C, input: Input<C>): Promise<Result<Output<C>>>;
  /** The same, throwing AppError where the answer is a failure. */
  call<C extends Channel>(channel: C, input: Input<C>): Promise<Output<C>>;
  close(): void;
}

export const dataOf = (folder: string): string => join(folder, 'data');
export const stateOf = (folder: string): string => join(folder, 'state');

export function startProgram(folder: string, now: () => number = Date.now): Program {
  const platform: Platform = {
    host: 'browser',
    version: '0.0.0',
    paths: { data: dataOf(folder), state: stateOf(folder), home: tmpdir(), documents: tmpdir() },
    keychain: null,
    pickFolder: null,
    drives: () => [],
    now,
    worker: workerUrl,
  };
  const backend = createBackend({ platform, log: createLog(join(platform.paths.data, 'log')) });
  const send: Program['send'] = async <C extends Channel>(channel: C, input: Input<C>) =>
    (await backend.dispatch(channel, input)) as Result<Output<C>>;
  return {
    backend,
    platform,
    send,
    call: async (channel, input) => {
      const result = await send(channel, input);
      if (!result.ok) throw new AppError(result.error);
      return result.data;
    },
    close: () => backend.close(),
  };
}

export const passphrase = 'correct horse battery';
export const pin = '1234';

export const setUpInput: Input<'center.setUp'> = {
  center: { name: 'Lviv Center', language: 'uk', timeZone: 'Europe/Kyiv', country: 'UA' },
  deviceName: 'Laptop 1',
  coordinator: { name: 'Iryna', pin },
  passphrase,
  centerFile: null,
};

/** Opens a center that is there and signs its first coordinator in. */
export async function signIn(program: Program, secret: string = passphrase): Promise<void> {
  await program.call('center.unseal', { passphrase: secret });
  await sitDown(program);
}

/** Signs the first coordinator in where the center is open. Throws `locked` where there is nobody. */
export async function sitDown(program: Program): Promise<void> {
  const { people } = await program.call('center.state', {});
  const person = people.find((one) => one.role === 'coordinator');
  if (!person) throw refuse('locked', 'nobody_here');
  await program.call('center.unlock', { personId: person.id, pin });
}
