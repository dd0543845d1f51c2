import { beforeEach, describe, expect, test } from 'vitest';
import { openTestBackend, type TestBackend } from '../support/backend.ts';

const day = 86_400_000;

let laptop: TestBackend;

beforeEach(async () => {
  laptop = await openTestBackend();
  await laptop.call('center.rememberScreen', { path: '/roll/1' });
});

const screen = async () => (await laptop.call('center.state', {})).screen;

describe('the screen that somebody left off at', () => {
  test('is there again after the laptop was locked', async () => {
    laptop.backend().gate.lock();
    expect(await screen()).toBeNull();
    laptop.sit(laptop.coordinatorId, 'coordinator');
    expect(await screen()).toBe('/roll/1');
  });

  test('is nobody else’s', async () => {
    laptop.sit(laptop.instructorId, 'instructor');
    expect(await screen()).toBeNull();
  });

  test('is forgotten by the next day', async () => {
    laptop.clock.now += day;
    expect(await screen()).toBeNull();
  });
});
