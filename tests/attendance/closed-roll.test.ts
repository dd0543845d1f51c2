import { beforeEach, describe, expect, test } from 'vitest';
import type { Input } from '../../src/shared/contract/index.ts';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { logOf } from '../support/device.ts';
import { planSession, prepareRoll } from '../support/people.ts';

type Mark = Input<'attendance.mark'>['mark'];

let laptop: TestBackend;
let roll: Awaited<ReturnType<typeof prepareRoll>>;

beforeEach(async () => {
  laptop = await openTestBackend();
  roll = await prepareRoll(laptop, 3);
});

const about = (index: number) => ({ sessionId: roll.sessionId, learnerId: roll.learners[index] ?? '' });
const mark = (index: number, value: Mark, why?: string) =>
  laptop.call('attendance.mark', { ...about(index), mark: value, ...(why ? { why } : {}) });
const refusal = async (index: number, value: Mark) =>
  (await laptop.fail('attendance.mark', { ...about(index), mark: value })).reason;
const marks = async () =>
  (await laptop.call('attendance.roll', { sessionId: roll.sessionId })).rows.map((row) => row.mark);

describe('a closed roll', () => {
  beforeEach(async () => {
    await mark(0, { status: 'present' });
    await laptop.call('attendance.close', { sessionId: roll.sessionId });
  });
  const session = async () => await laptop.call('sessions.get', { sessionId: roll.sessionId });

  test('was held, if nobody said anything else', async () => {
    expect((await session()).outcome.kind).toBe('held');
    expect((await session()).closedAt).toBe(laptop.clock.now);
  });

  test('keeps what somebody said of the class', async () => {
    const sessionId = await planSession(laptop, roll.cohortId, { date: '2026-03-11' });
    const outcome = {
      kind: 'stopped_early' as const,
      gaps: [],
      stoppedAt: '11:00',
      reason: 'power' as const,
    };
    await laptop.call('sessions.setOutcome', { sessionId, outcome });
    await laptop.call('attendance.close', { sessionId });
    expect((await laptop.call('sessions.get', { sessionId })).outcome).toEqual(outcome);
  });

  test('is not changed without a reason', async () => {
    expect(await refusal(1, { status: 'absent' })).toBe('roll_closed');
    expect((await laptop.fail('attendance.fillBlanks', { sessionId: roll.sessionId })).reason).toBe(
      'roll_closed',
    );
    const walkIn = { sessionId: roll.sessionId, learner: { name: 'Late' } };
    expect((await laptop.fail('attendance.addWalkIn', walkIn)).reason).toBe('roll_closed');
    expect(await marks()).toEqual([{ status: 'present' }, null, null]);
  });

  test('is changed with one, and the history tells it', async () => {
    await mark(0, { status: 'late', minutesMissed: 20 }, 'came after the break');
    const { entries } = await laptop.call('attendance.history', about(0));
    expect(entries[0]).toMatchObject({ why: 'came after the break', mark: { status: 'late' } });
  });

  test('loses no walk-in without being opened again', async () => {
    await laptop.call('attendance.reopen', { sessionId: roll.sessionId, why: 'one more' });
    const learner = { name: 'Late' };
    const { learnerId } = await laptop.call('attendance.addWalkIn', { sessionId: roll.sessionId, learner });
    await laptop.call('attendance.close', { sessionId: roll.sessionId });
    expect(await laptop.fail('attendance.removeWalkIn', { sessionId: roll.sessionId, learnerId })).toEqual({
      code: 'conflict',
      reason: 'roll_closed',
    });
  });

  test('is open again after it was opened again, with a reason in its history', async () => {
    await laptop.call('attendance.reopen', { sessionId: roll.sessionId, why: 'forgot two' });
    expect((await session()).closedAt).toBeNull();
    await mark(1, { status: 'absent' });
    expect(logOf(laptop.db()).filter((row) => row.reason === 'forgot two')).toHaveLength(1);
  });

  test('closed a second time keeps the time of the first', async () => {
    const closedAt = (await session()).closedAt;
    laptop.clock.advance(60_000);
    await laptop.call('attendance.close', { sessionId: roll.sessionId });
    expect((await session()).closedAt).toBe(closedAt);
  });
});
