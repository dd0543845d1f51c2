import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { idleLimit } from '../../src/main/center/gate.ts';
import { listBackups } from '../../src/main/database/backup.ts';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { cutOff } from '../support/cut-off.ts';

const minute = 60_000;
let laptop: TestBackend;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  laptop = await openTestBackend();
});
afterEach(() => {
  laptop.close();
  vi.useRealTimers();
});

/** So much time passes, for the clock and for everything that waits. */
function pass(milliseconds: number): void {
  for (let passed = 0; passed < milliseconds; passed += minute) {
    laptop.clock.advance(minute);
    vi.advanceTimersByTime(minute);
  }
}
const stage = async () => (await laptop.call('center.state', {})).stage;

describe('a laptop that nobody touches', () => {
  test('locks itself after a while, and says so', async () => {
    pass(idleLimit);
    expect(await stage()).toBe('open');
    pass(minute);
    expect(await stage()).toBe('locked');
    expect(laptop.changed.at(-1)).toEqual(['center']);
  });

  test('stays open as long as somebody moves', async () => {
    for (let times = 0; times < 5; times++) {
      pass(idleLimit - minute);
      await laptop.call('center.stillHere', {});
    }
    expect(await stage()).toBe('open');
  });

  test('locks although somebody asks for its state, as every screen does', async () => {
    for (let times = 0; times <= idleLimit / minute; times++) {
      pass(minute);
      await laptop.call('center.state', {});
    }
    expect(await stage()).toBe('locked');
  });
});

describe('the heartbeat', () => {
  test('dates a cut to the minute, also where nobody marked anything', async () => {
    pass(5 * minute);
    const lastSign = laptop.clock.now;
    laptop.clock.advance(30_000);
    laptop = await cutOff(laptop);
    await laptop.unseal();
    expect(laptop.backend().gate.vault().cutOffAt).toBe(lastSign);
  });
});

describe('the daily backup', () => {
  const reasons = async () =>
    (await laptop.call('center.findBackups', { folder: null })).backups.map((backup) => backup.reason);

  /** Until the worker has written so many. */
  const made = (count: number): Promise<void> =>
    new Promise((resolve) => {
      const stop = laptop.backend().subscribe(() => {
        if (listBackups(join(laptop.paths.data, 'backups')).length !== count) return;
        stop();
        resolve();
      });
    });

  test('is made once the laptop has been open for a minute, and once a day', async () => {
    const first = made(1);
    pass(minute);
    await first;
    expect(await reasons()).toEqual(['daily']);
    pass(5 * minute);
    expect(await reasons()).toEqual(['daily']);
    const second = made(2);
    laptop.clock.advance(86_400_000);
    vi.advanceTimersByTime(minute);
    await second;
    expect(await reasons()).toEqual(['daily', 'daily']);
  });

  test('is not made while the database is sealed', async () => {
    laptop.restart();
    pass(5 * minute);
    expect(await reasons()).toEqual([]);
  });
});
