import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { prepareRoll } from '../support/people.ts';

afterEach(() => {
  vi.useRealTimers();
});

/** Damages every page of the closed database but those that an opening reads, and opens it. */
async function openDamaged(): Promise<{ laptop: TestBackend; sessionId: string }> {
  const laptop = await openTestBackend();
  const { sessionId } = await prepareRoll(laptop, 5);
  await laptop.call('attendance.fillBlanks', { sessionId });
  const root = laptop.db().prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'mark'").get() as {
    rootpage: number;
  };
  laptop.close();
  const file = join(laptop.paths.data, 'center', 'rollbook.db');
  const bytes = readFileSync(file);
  const at = (root.rootpage - 1) * 4096 + 100;
  bytes[at] = (bytes[at] ?? 0) ^ 0xff;
  writeFileSync(file, bytes);
  laptop.restart();
  await laptop.unseal();
  laptop.sit(laptop.coordinatorId);
  return { laptop, sessionId };
}

async function expectRecoveryScreen(laptop: TestBackend): Promise<void> {
  const state = await laptop.call('center.state', {});
  expect([state.stage, state.problem?.reason, state.me]).toEqual(['sealed', 'database_corrupt', null]);
  expect(state.problem?.incident).toMatch(/^[0-9a-f]{8}$/);
}

describe('damage that nobody had read at the opening', () => {
  test('ends in the recovery screen as soon as somebody reads it, never in a wrong roll', async () => {
    const { laptop, sessionId } = await openDamaged();
    const failure = await laptop.fail('attendance.roll', { sessionId });
    expect(failure.code).toBe('corrupt');
    await expectRecoveryScreen(laptop);
    expect(await laptop.fail('attendance.roll', { sessionId })).toEqual({ code: 'locked', reason: 'sealed' });
  });

  test('in a write takes the write with it', async () => {
    const { laptop, sessionId } = await openDamaged();
    expect((await laptop.fail('attendance.fillBlanks', { sessionId })).code).toBe('corrupt');
    await expectRecoveryScreen(laptop);
  });

  test('is found beside the work, without anybody asking', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { laptop } = await openDamaged();
    const told = new Promise<void>((resolve) => {
      laptop.backend().subscribe(() => {
        if (laptop.backend().gate.problem()) resolve();
      });
    });
    vi.advanceTimersByTime(10_000);
    await told;
    await expectRecoveryScreen(laptop);
  });
});
