import { beforeEach, describe, expect, test } from 'vitest';
import { delayAfter } from '../../src/main/center/pins.ts';
import { one } from '../../src/main/database/sqlite.ts';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { pins } from '../support/template.ts';

let laptop: TestBackend;

beforeEach(async () => {
  laptop = await openTestBackend({ stage: 'locked' });
});

const unlock = (pin: string) => laptop.send('center.unlock', { personId: laptop.coordinatorId, pin });
const reasonOf = async (pin: string) => {
  const result = await unlock(pin);
  return result.ok ? 'in' : [result.error.reason, result.error.params?.seconds];
};
const failures = () =>
  one<{ failures: number }>(
    laptop.db(),
    'SELECT failures FROM local_pin WHERE person_id = ?',
    laptop.coordinatorId,
  )?.failures;
async function failTimes(count: number): Promise<void> {
  for (let index = 0; index < count; index++) {
    laptop.clock.advance(900_000);
    await unlock('0000');
  }
}

describe('a wrong PIN', () => {
  test('costs nothing three times, then waits that double', async () => {
    const seen = [];
    for (let index = 0; index < 8; index++) {
      seen.push(await reasonOf('0000'));
      laptop.clock.advance(900_000);
    }
    expect(seen).toEqual([0, 0, 5, 10, 20, 40, 80, 160].map((seconds) => ['wrong_pin', seconds]));
  });

  test.each([
    [0, 0],
    [2, 0],
    [3, 5000],
    [4, 10_000],
    [10, 640_000],
    [11, 900_000],
    [500, 900_000],
    [5000, 900_000],
  ])('number %i makes one wait %i ms, never more than a quarter of an hour', (count, wait) => {
    expect(delayAfter(count)).toBe(wait);
  });

  test('makes even the right one wait, to the second', async () => {
    await failTimes(3);
    expect(await reasonOf(pins.coordinator)).toEqual(['too_many_pins', 5]);
    laptop.clock.advance(4999);
    expect(await reasonOf(pins.coordinator)).toEqual(['too_many_pins', 1]);
    laptop.clock.advance(1);
    expect(await reasonOf(pins.coordinator)).toBe('in');
  });

  test('while waiting is not tried and does not lengthen the wait', async () => {
    await failTimes(3);
    for (let index = 0; index < 20; index++) await unlock('0000');
    laptop.clock.advance(5000);
    expect(await reasonOf(pins.coordinator)).toBe('in');
  });

  test('is forgotten after a right one', async () => {
    await failTimes(2);
    expect(await reasonOf(pins.coordinator)).toBe('in');
    expect(failures()).toBe(0);
    expect(await reasonOf('0000')).toEqual(['wrong_pin', 0]);
  });

  test('is remembered over a restart', async () => {
    await failTimes(5);
    laptop.restart();
    await laptop.unseal();
    expect(await reasonOf(pins.coordinator)).toEqual(['too_many_pins', 20]);
  });

  test('is written down before it is compared: pulling the plug wins no try', async () => {
    const answer = unlock('0000');
    // The hash is still being computed.
    expect(failures()).toBe(1);
    await answer;
    const right = unlock(pins.coordinator);
    expect(failures()).toBe(2);
    await right;
    expect(failures()).toBe(0);
  });

  test('is counted each time, also when many are tried at once', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, (_, index) => reasonOf(`000${index}`)));
    expect(answers.filter((answer) => answer[0] === 'wrong_pin')).toHaveLength(3);
    expect(failures()).toBe(3);
  });

  test("does not hold up anybody else's", async () => {
    await failTimes(6);
    const other = await laptop.send('center.unlock', { personId: laptop.instructorId, pin: pins.instructor });
    expect(other.ok).toBe(true);
  });
});

describe('a clock that was set back', () => {
  test('locks nobody out for longer than the wait itself', async () => {
    await failTimes(4);
    laptop.clock.advance(-365 * 86_400_000);
    await laptop.unseal();
    expect(await reasonOf(pins.coordinator)).toEqual(['too_many_pins', 10]);
    laptop.clock.advance(9_000);
    expect(await reasonOf(pins.coordinator)).toEqual(['too_many_pins', 1]);
    laptop.clock.advance(1_000);
    expect(await reasonOf(pins.coordinator)).toBe('in');
  });

  test('does not shorten the wait either', async () => {
    await failTimes(4);
    laptop.clock.advance(-5_000);
    expect(await reasonOf(pins.coordinator)).toEqual(['too_many_pins', 10]);
  });
});

describe('who cannot come in by PIN', () => {
  test('a person who has left', async () => {
    laptop.sit(laptop.coordinatorId);
    await laptop.call('center.editPerson', { id: laptop.instructorId, retired: true });
    expect(
      await laptop.fail('center.unlock', { personId: laptop.instructorId, pin: pins.instructor }),
    ).toEqual({ code: 'not_found', reason: 'person_not_found' });
  });

  test('a person who does not exist', async () => {
    const personId = '018f0000-0000-7000-8000-0000000000aa';
    expect((await laptop.fail('center.unlock', { personId, pin: '0000' })).code).toBe('not_found');
  });

  test('a person whose PIN is on another laptop', async () => {
    laptop.db().prepare('DELETE FROM local_pin WHERE person_id = ?').run(laptop.instructorId);
    expect(
      await laptop.fail('center.unlock', { personId: laptop.instructorId, pin: pins.instructor }),
    ).toEqual({ code: 'forbidden', reason: 'no_pin' });
  });

  test('anybody before the passphrase, at the first unlock of a day', async () => {
    laptop.clock.advance(86_400_000);
    expect(await unlock(pins.coordinator)).toEqual({
      ok: false,
      error: { code: 'locked', reason: 'passphrase_due' },
    });
    await laptop.unseal();
    expect((await unlock(pins.coordinator)).ok).toBe(true);
  });
});

describe('changing a PIN', () => {
  const change = (personId: string, oldPin: string | null, pin = '8888') =>
    laptop.send('center.setPin', { personId, oldPin, pin });
  const reason = async (...input: Parameters<typeof change>) => {
    const result = await change(...input);
    return result.ok ? 'changed' : result.error.reason;
  };

  test('of one’s own asks for the old one, counted like any other try', async () => {
    laptop.sit(laptop.coordinatorId);
    expect(await reason(laptop.coordinatorId, null)).toBe('wrong_pin');
    expect(await reason(laptop.coordinatorId, '0000')).toBe('wrong_pin');
    expect(await reason(laptop.coordinatorId, '0000')).toBe('wrong_pin');
    expect(await reason(laptop.coordinatorId, pins.coordinator)).toBe('too_many_pins');
    laptop.clock.advance(5000);
    expect(await reason(laptop.coordinatorId, pins.coordinator)).toBe('changed');
    expect(await reasonOf(pins.coordinator)).toEqual(['wrong_pin', 0]);
    expect(await reasonOf('8888')).toBe('in');
  });

  test('of anybody else is the coordinator’s, and ends a wait', async () => {
    laptop.sit(laptop.instructorId, 'instructor');
    expect(await reason(laptop.coordinatorId, null)).toBe('not_allowed');
    laptop.sit(laptop.coordinatorId);
    expect(await reason(laptop.instructorId, null)).toBe('changed');
    const result = await laptop.send('center.unlock', { personId: laptop.instructorId, pin: '8888' });
    expect(result.ok).toBe(true);
  });

  test('never leaves the laptop: no change in the log tells of it', async () => {
    laptop.sit(laptop.coordinatorId);
    const before = laptop.db().prepare('SELECT count(*) AS count FROM change').get();
    await change(laptop.instructorId, null);
    expect(laptop.db().prepare('SELECT count(*) AS count FROM change').get()).toEqual(before);
  });
});
