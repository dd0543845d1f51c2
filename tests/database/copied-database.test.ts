import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { all } from '../../src/main/database/sqlite.ts';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { logOf, memoryDatabase, receiveAll } from '../support/device.ts';
import { temporaryFolder } from '../support/folders.ts';
import { prepareRoll } from '../support/people.ts';

let original: TestBackend;
let roll: Awaited<ReturnType<typeof prepareRoll>>;

beforeEach(async () => {
  original = await openTestBackend();
  roll = await prepareRoll(original, 3);
});

const deviceOf = (laptop: TestBackend): string => laptop.backend().gate.vault().device;
const mark = (laptop: TestBackend, index: number, status = 'present') =>
  laptop.call('attendance.mark', {
    sessionId: roll.sessionId,
    learnerId: roll.learners[index] ?? '',
    mark: { status },
  });

/** Opens a data folder as another program start would, and signs the coordinator in. */
async function open(root: string, paths: Partial<TestBackend['paths']> = {}): Promise<TestBackend> {
  mkdirSync(root, { recursive: true });
  const laptop = await openTestBackend({ root, paths, clock: original.clock });
  return laptop;
}

function copyOf(folder: string): string {
  const to = join(temporaryFolder('copy'), 'data');
  cpSync(folder, to, { recursive: true });
  return to;
}

/** No two changes of the two logs share a name without being the same change. */
function expectNoCollision(one: TestBackend, other: TestBackend): void {
  const merged = memoryDatabase();
  receiveAll(merged, logOf(one.db()));
  receiveAll(merged, logOf(other.db()));
  const union = new Map([...logOf(one.db()), ...logOf(other.db())].map((row) => [JSON.stringify(row), row]));
  expect(logOf(merged)).toHaveLength(union.size);
}

async function expectNewName(copy: TestBackend, from: string): Promise<void> {
  expect(deviceOf(copy)).not.toBe(from);
  const state = await copy.call('center.state', {});
  expect(state.newDevice).toBe(true);
  expect(state.device?.name).toBe('Laptop 1');
}

async function expectSameName(laptop: TestBackend, from: string): Promise<void> {
  expect(deviceOf(laptop)).toBe(from);
  expect((await laptop.call('center.state', {})).newDevice).toBe(false);
}

describe('a copy takes a new name and cannot collide with the original', () => {
  test('beside it on the same machine, while the original goes on under the old name', async () => {
    const device = deviceOf(original);
    original.close();
    const data = copyOf(original.paths.data);
    const copy = await open(join(data, '..'), { data, state: original.paths.state });
    await expectNewName(copy, device);
    await mark(copy, 0, 'absent');
    original.restart();
    await original.unseal();
    original.sit(original.coordinatorId);
    await expectSameName(original, device);
    await mark(original, 0, 'excused');
    expectNoCollision(original, copy);
  });

  test('on another machine, which has no marker of it', async () => {
    const device = deviceOf(original);
    original.close();
    const data = copyOf(original.paths.data);
    const copy = await open(join(data, '..'), { data });
    await expectNewName(copy, device);
    original.restart();
    await original.unseal();
    original.sit(original.coordinatorId);
    await mark(copy, 0, 'absent');
    await mark(original, 1, 'excused');
    expectNoCollision(original, copy);
  });

  test('taken while the original was open', async () => {
    const device = deviceOf(original);
    const data = copyOf(original.paths.data);
    const copy = await open(join(data, '..'), { data });
    await expectNewName(copy, device);
    await mark(copy, 0, 'absent');
    await mark(original, 0, 'excused');
    expectNoCollision(original, copy);
  });

  test('keeps its new name at the next start', async () => {
    original.close();
    const data = copyOf(original.paths.data);
    const copy = await open(join(data, '..'), { data });
    const device = deviceOf(copy);
    await copy.restartOpen();
    expect(deviceOf(copy)).toBe(device);
  });

  test('says no longer that it is new, once somebody has read it', async () => {
    original.close();
    const data = copyOf(original.paths.data);
    const copy = await open(join(data, '..'), { data });
    await copy.call('center.acknowledgeNewDevice', {});
    expect((await copy.call('center.state', {})).newDevice).toBe(false);
  });
});

describe('an older copy put back in its place takes a new name', () => {
  async function putBack(data: string): Promise<void> {
    const kept = copyOf(original.paths.data);
    original.close();
    rmSync(original.paths.data, { recursive: true });
    renameSync(data, original.paths.data);
    original.restart();
    await original.unseal();
    original.sit(original.coordinatorId);
    expect(existsSync(kept)).toBe(true);
  }

  test('made before a later opening', async () => {
    original.close();
    const older = copyOf(original.paths.data);
    original.restart();
    await original.unseal();
    original.sit(original.coordinatorId);
    const device = deviceOf(original);
    await putBack(older);
    await expectNewName(original, device);
  });

  test('made in the same opening, before later marks', async () => {
    const device = deviceOf(original);
    const older = copyOf(original.paths.data);
    await mark(original, 0);
    await mark(original, 1);
    const ahead = logOf(original.db());
    await putBack(older);
    await expectNewName(original, device);
    await mark(original, 2, 'absent');
    const merged = memoryDatabase();
    receiveAll(merged, ahead);
    expect(receiveAll(merged, logOf(original.db()))).toBeGreaterThan(0);
    const seen = new Map(ahead.map((row) => [`${row.device}/${row.seq}`, JSON.stringify(row)]));
    for (const row of logOf(original.db())) {
      const known = seen.get(`${row.device}/${row.seq}`);
      if (known !== undefined) expect(JSON.stringify(row)).toBe(known);
    }
  });
});

describe('what is no copy keeps its name', () => {
  test('a restart', async () => {
    const device = deviceOf(original);
    await mark(original, 0);
    await original.restartOpen();
    await expectSameName(original, device);
  });

  test('a folder moved to another place', async () => {
    const device = deviceOf(original);
    original.close();
    const data = join(temporaryFolder('moved'), 'data');
    renameSync(original.paths.data, data);
    const moved = await open(join(data, '..'), { data, state: original.paths.state });
    await expectSameName(moved, device);
  });

  test('a database that was cut off', async () => {
    const device = deviceOf(original);
    await mark(original, 0);
    const cut = copyOf(original.paths.data);
    original.close();
    const state = join(temporaryFolder('state'), 'state');
    cpSync(original.paths.state, state, { recursive: true });
    // The plug was pulled: the marker still says what it said at the opening.
    rewriteMarker(state, (marker) => ({ ...marker, folder: cut, seq: 0 }));
    const laptop = await open(join(cut, '..'), { data: cut, state });
    await expectSameName(laptop, device);
  });

  interface Marker {
    folder: string;
    token: string;
    next: string | null;
    seq: number;
  }

  function rewriteMarker(state: string, change: (marker: Marker) => Marker): void {
    for (const name of readdirSync(state)) {
      const file = join(state, name);
      writeFileSync(file, JSON.stringify(change(JSON.parse(readFileSync(file, 'utf8')) as Marker)));
    }
  }

  test.each([
    [
      'after the new token was announced, before the database had it',
      (marker: Marker): Marker => ({ ...marker, next: 'announced' }),
    ],
    [
      'after the database had the new token, before that was confirmed',
      (marker: Marker): Marker => ({ ...marker, next: marker.token, token: 'the one before' }),
    ],
  ])('a power cut between the steps of the marker: %s', async (_name, cut) => {
    const device = deviceOf(original);
    original.close();
    rewriteMarker(original.paths.state, cut);
    original.restart();
    await original.unseal();
    original.sit(original.coordinatorId);
    await expectSameName(original, device);
    await original.restartOpen();
    await expectSameName(original, device);
  });

  test('but a marker that names neither token is of another database', async () => {
    const device = deviceOf(original);
    original.close();
    rewriteMarker(original.paths.state, (marker) => ({ ...marker, token: 'other', next: 'another' }));
    original.restart();
    await original.unseal();
    original.sit(original.coordinatorId);
    await expectNewName(original, device);
  });

  test.each([
    ['lost', (file: string) => rmSync(file)],
    ['damaged', (file: string) => writeFileSync(file, '{"folder":')],
  ])('and with a %s marker a new name is the safe answer', async (_name, damage) => {
    const device = deviceOf(original);
    original.close();
    for (const name of readdirSync(original.paths.state)) damage(join(original.paths.state, name));
    original.restart();
    await original.unseal();
    original.sit(original.coordinatorId);
    await expectNewName(original, device);
  });
});

test('the state folder holds no personal data', () => {
  for (const name of readdirSync(original.paths.state)) {
    const text = readFileSync(join(original.paths.state, name), 'utf8');
    for (const word of ['Iryna', 'Petro', 'Lviv', 'Learner', 'Laptop']) expect(text).not.toContain(word);
  }
  expect(all(original.db(), 'SELECT 1 FROM person')).toHaveLength(2);
});
