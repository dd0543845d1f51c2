import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { newDataKey } from '../../src/main/database/keys.ts';
import { markOpening } from '../../src/main/database/marker.ts';
import { lookCounts } from '../../src/main/database/sqlite.ts';
import { getState } from '../../src/main/database/state.ts';
import { createDatabase } from '../../src/main/database/vault.ts';
import { makeFolder } from '../../src/main/durable.ts';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { prepareRoll } from '../support/people.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance', 'setInterval', 'clearInterval'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Until the last look at the file counts no more: sooner than a person acts again. */
const later = (): void => {
  expect(lookCounts).toBeLessThanOrEqual(20);
  vi.advanceTimersByTime(lookCounts);
};

const expectMissing = async (laptop: TestBackend): Promise<void> => {
  const state = await laptop.call('center.state', {});
  expect([state.stage, state.problem?.reason, state.me]).toEqual(['sealed', 'database_missing', null]);
};

// Windows does not let go of a file that is open.
describe.skipIf(process.platform === 'win32')('a data folder that is taken away while it is open', () => {
  test('gives no tick to what would be written into nothing', async () => {
    const laptop = await openTestBackend();
    const { sessionId } = await prepareRoll(laptop, 5);
    rmSync(laptop.paths.data, { recursive: true });
    later();
    expect(await laptop.fail('attendance.fillBlanks', { sessionId })).toMatchObject({
      code: 'corrupt',
      reason: 'database_missing',
    });
    await expectMissing(laptop);
  });

  test('is no empty laptop, however often one tries again', async () => {
    const laptop = await openTestBackend();
    const { sessionId } = await prepareRoll(laptop, 5);
    rmSync(laptop.paths.data, { recursive: true });
    later();
    await laptop.fail('attendance.fillBlanks', { sessionId });
    await laptop.call('center.retry', {});
    await expectMissing(laptop);
  });

  test('goes on where it was once it is put back, with everything that had a tick', async () => {
    const laptop = await openTestBackend();
    const { sessionId } = await prepareRoll(laptop, 5);
    await laptop.call('attendance.fillBlanks', { sessionId });
    const elsewhere = join(laptop.root, 'elsewhere');
    renameSync(laptop.paths.data, elsewhere);
    later();
    await laptop.fail('roster.addCohort', { name: 'Late', programId: null, startsOn: null, endsOn: null });
    // Nothing that is written meanwhile stands in the way.
    expect(existsSync(laptop.paths.data)).toBe(false);
    renameSync(elsewhere, laptop.paths.data);
    await laptop.call('center.retry', {});
    await laptop.unseal();
    laptop.sit(laptop.coordinatorId);
    const { rows } = await laptop.call('attendance.roll', { sessionId });
    expect(rows.map((row) => row.mark?.status)).toEqual(Array(5).fill('present'));
    expect((await laptop.call('roster.cohorts', {})).cohorts.map(({ name }) => name)).not.toContain('Late');
  });

  test('is noticed where another file was put in its place', async () => {
    const laptop = await openTestBackend();
    const { sessionId } = await prepareRoll(laptop, 5);
    const file = join(laptop.paths.data, 'center', 'rollbook.db');
    copyFileSync(file, `${file}.other`);
    renameSync(`${file}.other`, file);
    later();
    await laptop.fail('attendance.fillBlanks', { sessionId });
    await expectMissing(laptop);
  });

  test('is noticed within a minute, without anybody writing', async () => {
    const laptop = await openTestBackend();
    rmSync(laptop.paths.data, { recursive: true });
    vi.advanceTimersByTime(60_000);
    await expectMissing(laptop);
  });

  test('is no empty laptop after a restart either, until somebody says that it will not come back', async () => {
    const laptop = await openTestBackend();
    laptop.close();
    rmSync(laptop.paths.data, { recursive: true });
    laptop.restart();
    await expectMissing(laptop);
    expect((await laptop.call('center.state', {})).problem?.gone).toBe(true);
    await laptop.call('center.beginAnew', {});
    expect(await laptop.call('center.state', {})).toMatchObject({ stage: 'new', problem: null });
  });

  test('is an empty laptop still where the power was cut while the first center was made', async () => {
    const laptop = await openTestBackend({ center: false });
    const { data, state } = laptop.paths;
    const next = join(data, 'center.new');
    makeFolder(next);
    const db = createDatabase(join(next, 'rollbook.db'), newDataKey(), 'Laptop', laptop.clock.now);
    markOpening(db, getState(db, 'device') ?? '', data, state);
    db.close();
    laptop.restart();
    expect(await laptop.call('center.state', {})).toMatchObject({ stage: 'new', problem: null });
  });

  test('cannot be begun anew while anything of it is there', async () => {
    const laptop = await openTestBackend();
    laptop.close();
    rmSync(join(laptop.paths.data, 'center', 'rollbook.db'));
    laptop.restart();
    expect(await laptop.fail('center.beginAnew', {})).toMatchObject({
      code: 'conflict',
      reason: 'center_here',
    });
  });
});
