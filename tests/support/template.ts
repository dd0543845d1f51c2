import { cpSync, mkdirSync, readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createBackend } from '../../src/main/backend.ts';
import { keychainSlot, parseKeyFile, withSlots, writeKeyFile } from '../../src/main/database/keys.ts';
import { createLog } from '../../src/main/log.ts';
import type { Channel, Input, Output } from '../../src/shared/contract/index.ts';
import { temporaryFolder } from './folders.ts';
import { clockAt, pathsOf, testPlatform } from './platform.ts';

/** Thursday, 10:00 in the center's zone. */
export const morning = '2026-03-12T08:00:00Z';
export const passphrase = 'correct horse battery';

/** The people and secrets of the prepared center. */
export interface Template {
  folder: string;
  coordinatorId: string;
  instructorId: string;
  recoveryCode: string;
  /** The data key, hex. */
  key: string;
}

export const pins = { coordinator: '1234', instructor: '5678' } as const;

export const setUpInput: Input<'center.setUp'> = {
  center: { name: 'Lviv Center', language: 'en', timeZone: 'Europe/Kyiv', country: 'UA' },
  deviceName: 'Laptop 1',
  coordinator: { name: 'Iryna', pin: pins.coordinator },
  passphrase,
  centerFile: null,
};

/** Makes a whole center once, with a coordinator and an instructor: setting one up costs two key derivations. */
export async function makeTemplate(folder: string): Promise<Template> {
  const paths = pathsOf(folder);
  const backend = createBackend({
    platform: testPlatform(paths, clockAt(morning), null),
    log: createLog(join(folder, 'log')),
  });
  const call = async <C extends Channel>(channel: C, input: Input<C>): Promise<Output<C>> => {
    const result = await backend.dispatch(channel, input);
    if (!result.ok) throw new Error(`template: ${channel} ${JSON.stringify(result.error)}`);
    return result.data as Output<C>;
  };
  const { recoveryCode } = await call('center.setUp', setUpInput);
  const coordinatorId = (await call('center.state', {})).me?.id ?? '';
  const instructor = { name: 'Petro', role: 'instructor', pin: pins.instructor, language: null } as const;
  const { id: instructorId } = await call('center.addPerson', instructor);
  const key = backend.gate.vault().key.toString('hex');
  backend.close();
  const template: Template = { folder, coordinatorId, instructorId, recoveryCode, key };
  writeFileSync(join(folder, 'template.json'), JSON.stringify(template));
  return template;
}

let known: Promise<Template> | null = null;

/** The template of this run: made by the global setup, else once for this process. */
export function findTemplate(): Promise<Template> {
  const folder = process.env.ROLLBOOK_TEMPLATE;
  known ??= folder
    ? Promise.resolve(JSON.parse(readFileSync(join(folder, 'template.json'), 'utf8')) as Template)
    : makeTemplate(temporaryFolder('template'));
  return known;
}

/**
 * Copies the prepared center to a laptop of its own under `root`. Its marker is moved along, so that it is not
 * taken for a copy, and it gets a keychain slot, so that it opens without a key derivation.
 */
export async function copyTemplate(root: string): Promise<Template> {
  const template = await findTemplate();
  const from = pathsOf(template.folder);
  const to = pathsOf(root);
  mkdirSync(root, { recursive: true });
  cpSync(from.data, to.data, { recursive: true });
  cpSync(from.state, to.state, { recursive: true });
  moveMarkers(to.state, realpathSync(to.data));
  const file = join(to.data, 'center', 'keys.json');
  const keys = parseKeyFile(readFileSync(file, 'utf8'));
  if (!keys) throw new Error('the template has keys');
  const key = Buffer.from(template.key, 'hex');
  const withKeychain = withSlots(keys, [keychainSlot(key, key)]);
  for (const copy of [file, join(to.data, 'backups', 'keys.json')]) {
    writeKeyFile(copy, withKeychain);
  }
  return template;
}

/** Says in every marker of a state folder that its database is in this data folder. */
export function moveMarkers(stateFolder: string, dataFolder: string): void {
  for (const name of readdirSync(stateFolder)) {
    const file = join(stateFolder, name);
    const marker = JSON.parse(readFileSync(file, 'utf8')) as object;
    writeFileSync(file, JSON.stringify({ ...marker, folder: dataFolder }));
  }
}
