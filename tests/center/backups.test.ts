import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { readArchive } from '../../src/main/database/archive.ts';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { dumpTables } from '../support/dump.ts';
import { temporaryFolder } from '../support/folders.ts';
import { prepareRoll } from '../support/people.ts';
import { findTemplate, passphrase } from '../support/template.ts';

/** One laptop whose backup all tests restore somewhere. */
let source: TestBackend;
let path: string;
let content: Record<string, unknown[]>;
let sourceDevice: string;

beforeAll(async () => {
  source = await openTestBackend();
  const { sessionId } = await prepareRoll(source, 5);
  await source.call('attendance.fillBlanks', { sessionId });
  content = dumpTables(source.db());
  sourceDevice = source.backend().gate.vault().device;
  const stick = temporaryFolder('stick');
  path = (await source.call('center.backUp', { folder: stick })).path;
});

const emptyLaptop = () => openTestBackend({ center: false });

/** Everything that was in the backup, without the name that the restored laptop has taken since. */
function expectContent(laptop: TestBackend): void {
  const { head: _head, device, ...tables } = dumpTables(laptop.db());
  const { head: _then, device: devices, ...before } = content;
  expect(tables).toEqual(before);
  expect(device).toHaveLength((devices?.length ?? 0) + 1);
}

describe('a backup', () => {
  test('is encrypted whole: no name and no center in its bytes', () => {
    const bytes = readFileSync(path, 'latin1');
    for (const word of ['Iryna', 'Petro', 'Lviv', 'Learner 01', 'Polygons', 'SQLite format 3']) {
      expect(bytes).not.toContain(word);
    }
  });

  test('leaves nothing half made behind, and is for its owner only', () => {
    expect(readdirSync(join(path, '..'))).toHaveLength(1);
    expect(statSync(path).mode & 0o077).toBe(0);
  });

  test('says what it is, and its hash is that of the database in it', async () => {
    const { manifest } = await readArchive(path);
    expect(manifest).toMatchObject({
      format: 'rollbook-backup',
      reason: 'hand',
      madeAt: source.clock.now,
      device: sourceDevice,
    });
  });

  test('on the laptop itself is listed there, newest first', async () => {
    source.clock.advance(60_000);
    await source.call('center.backUp', { folder: null });
    source.clock.advance(60_000);
    await source.call('center.backUp', { folder: null });
    const { backups, folder } = await source.call('center.backups', {});
    expect(folder).toBe(join(source.paths.data, 'backups'));
    expect(backups.map((backup) => backup.madeAt)).toEqual([source.clock.now, source.clock.now - 60_000]);
    expect((await source.call('center.state', {})).lastBackupOff).toBe(source.clock.now - 120_000);
  });

  test('to another place is what the reminder counts from', async () => {
    expect((await source.call('center.state', {})).lastBackupOff).not.toBeNull();
    const { todos } = await source.call('sessions.today', {});
    expect(todos.map((todo) => todo.kind)).not.toContain('backup');
  });

  test('is found in a folder by a laptop that has no center', async () => {
    const laptop = await emptyLaptop();
    const { backups } = await laptop.call('center.findBackups', { folder: join(path, '..') });
    expect(backups).toEqual([expect.objectContaining({ path, reason: 'hand' })]);
  });
});

test.each([
  ['no place at all', ''],
  ['a name that ends in its middle', '/tmp/a\0b'],
])('a backup to %s is refused before anything is written', async (_name, folder) => {
  expect((await source.fail('center.backUp', { folder })).code).toBe('validation');
});

describe('restoring on an empty machine', () => {
  test.each([
    ['the passphrase', async () => ({ passphrase })],
    ['the recovery code', async () => ({ recoveryCode: (await findTemplate()).recoveryCode })],
  ])('with %s brings everything back under a new device name', async (_name, unlock) => {
    const laptop = await emptyLaptop();
    expect((await laptop.call('center.state', {})).stage).toBe('new');
    expect(await laptop.call('center.restore', { path, unlock: await unlock() })).toEqual({ kept: null });
    expect((await laptop.call('center.state', {})).stage).toBe('sealed');
    await laptop.call('center.unseal', await unlock());
    const state = await laptop.call('center.state', {});
    expect(state.center?.name).toBe('Lviv Center');
    expect(state.newDevice).toBe(true);
    expect(state.device?.id).not.toBe(sourceDevice);
    expectContent(laptop);
    const { people } = state;
    const coordinator = people.find((person) => person.role === 'coordinator');
    await laptop.call('center.unlock', { personId: coordinator?.id ?? '', pin: '1234' });
  });

  test('with a wrong passphrase changes nothing', async () => {
    const laptop = await emptyLaptop();
    const input = { path, unlock: { passphrase: 'not the passphrase' } };
    expect(await laptop.fail('center.restore', input)).toEqual({
      code: 'forbidden',
      reason: 'wrong_passphrase',
    });
    expect((await laptop.call('center.state', {})).stage).toBe('new');
    expect(readdirSync(laptop.paths.data).filter((name) => name.startsWith('center'))).toEqual([]);
  });
});

describe('restoring over a center', () => {
  test('that is damaged keeps the damaged folder beside the new one', async () => {
    const laptop = await openTestBackend();
    laptop.close();
    const database = join(laptop.paths.data, 'center', 'rollbook.db');
    writeFileSync(database, Buffer.alloc(5000, 7));
    laptop.restart();
    await laptop.fail('center.unseal', { passphrase });
    expect((await laptop.call('center.state', {})).problem?.reason).toBe('database_corrupt');
    const { kept } = await laptop.call('center.restore', { path, unlock: { passphrase } });
    expect(readFileSync(join(kept ?? '', 'rollbook.db'))).toEqual(Buffer.alloc(5000, 7));
    expect((await laptop.call('center.state', {})).problem).toBeNull();
    await laptop.call('center.unseal', { passphrase });
    expectContent(laptop);
  });

  test('that is well is the coordinator’s alone, and needs somebody at the keyboard', async () => {
    const laptop = await openTestBackend({ stage: 'locked' });
    const refused = { code: 'forbidden', reason: 'not_allowed' };
    const input = { path, unlock: { passphrase } };
    expect(await laptop.fail('center.restore', input)).toEqual(refused);
    laptop.sit(laptop.instructorId, 'instructor');
    expect(await laptop.fail('center.restore', input)).toEqual(refused);
    laptop.sit(laptop.coordinatorId);
    await laptop.call('center.restore', input);
    expect(laptop.backend().gate.seat()).toBeNull();
  });

  test('after a cut takes a new name, although the marker still knows this opening', async () => {
    const laptop = await openTestBackend();
    const own = (await laptop.call('center.backUp', { folder: null })).path;
    const device = laptop.backend().gate.vault().device;
    // Written, perhaps already sent, and then the plug is pulled: the marker's seq is that of the opening.
    await prepareRoll(laptop, 3);
    const cut = temporaryFolder('cut');
    cpSync(laptop.root, cut, { recursive: true });
    laptop.close();
    rmSync(laptop.root, { recursive: true });
    cpSync(cut, laptop.root, { recursive: true });
    laptop.restart();
    await laptop.call('center.restore', { path: own, unlock: { passphrase } });
    await laptop.unseal();
    expect(laptop.backend().gate.vault().device).not.toBe(device);
    expect((await laptop.call('center.state', {})).newDevice).toBe(true);
  });
});
