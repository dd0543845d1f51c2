import { beforeEach, describe, expect, test } from 'vitest';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { cutOff } from '../support/cut-off.ts';
import { addCohort, addLearners, planSession } from '../support/people.ts';

let laptop: TestBackend;
let cohortId: string;
let learnerId: string;

beforeEach(async () => {
  laptop = await openTestBackend();
  cohortId = await addCohort(laptop);
  [learnerId = ''] = addLearners(laptop, 2, cohortId);
});

const mark = (sessionId: string) =>
  laptop.call('attendance.mark', { sessionId, learnerId, mark: { status: 'present' } });

/** The plug is pulled now; the laptop comes back ten minutes later with the same person at it. */
async function cut(): Promise<void> {
  laptop = await cutOff(laptop);
  laptop.clock.advance(600_000);
  await laptop.unseal();
  laptop.sit(laptop.coordinatorId);
}

const stop = async () => (await laptop.call('sessions.interruption', {})).stop;
const answer = (sessionId: string, said: 'went_on' | 'paused' | 'ended', resumedAt: string | null = null) =>
  laptop.call('sessions.answerInterruption', { sessionId, answer: said, resumedAt });
const outcome = async (sessionId: string) => {
  const { outcome, heldMinutes } = await laptop.call('sessions.get', { sessionId });
  return { ...outcome, heldMinutes };
};

/** A class from 10:00 to 12:00 with a mark, cut off at 10:40. */
async function cutClass(): Promise<string> {
  const sessionId = await planSession(laptop, cohortId);
  laptop.clock.set('2026-03-12T08:40:00Z');
  await mark(sessionId);
  await cut();
  return sessionId;
}

describe('after a power cut at 10:40', () => {
  test('the class is asked about, with how much of its roll is saved', async () => {
    const sessionId = await cutClass();
    expect(await stop()).toEqual({
      stoppedAt: Date.parse('2026-03-12T08:40:00Z'),
      at: '10:40',
      sessions: [{ sessionId, title: 'Polygons', saved: 1 }],
    });
    const { todos } = await laptop.call('sessions.today', {});
    expect(todos[0]).toEqual({
      kind: 'resume',
      sessionId,
      title: 'Polygons',
      stoppedAt: Date.parse('2026-03-12T08:40:00Z'),
      saved: 1,
    });
  });

  test('"went on" changes nothing', async () => {
    const sessionId = await cutClass();
    await answer(sessionId, 'went_on');
    expect(await outcome(sessionId)).toMatchObject({ kind: 'planned', gaps: [], heldMinutes: 120 });
    expect(await stop()).toBeNull();
  });

  test('"paused" until 10:55 takes a quarter of an hour', async () => {
    const sessionId = await cutClass();
    await answer(sessionId, 'paused', '10:55');
    expect(await outcome(sessionId)).toMatchObject({
      kind: 'interrupted',
      gaps: [{ from: '10:40', to: '10:55', reason: 'power' }],
      heldMinutes: 105,
    });
    expect(await stop()).toBeNull();
  });

  test('"paused" and not yet resumed counts to the cut', async () => {
    const sessionId = await cutClass();
    await answer(sessionId, 'paused');
    expect(await outcome(sessionId)).toMatchObject({ kind: 'interrupted', heldMinutes: 40 });
  });

  test('"paused" until before the cut is refused, and asked again', async () => {
    const sessionId = await cutClass();
    const input = { sessionId, answer: 'paused', resumedAt: '10:30' } as const;
    expect((await laptop.fail('sessions.answerInterruption', input)).reason).toBe('gap_reversed');
    expect(await stop()).not.toBeNull();
  });

  test('"ended" is stopped early for want of power: 40 minutes count, for and against nobody', async () => {
    const sessionId = await cutClass();
    await answer(sessionId, 'ended');
    expect(await outcome(sessionId)).toEqual({
      kind: 'stopped_early',
      gaps: [],
      stoppedAt: '10:40',
      reason: 'power',
      heldMinutes: 40,
    });
  });

  test('an outcome told by hand answers the question', async () => {
    const sessionId = await cutClass();
    const cancelled = { kind: 'cancelled' as const, gaps: [], stoppedAt: null, reason: 'power' as const };
    await laptop.call('sessions.setOutcome', { sessionId, outcome: cancelled });
    expect(await stop()).toBeNull();
  });

  test('an interruption before the cut stays', async () => {
    const sessionId = await planSession(laptop, cohortId);
    const gaps = [{ from: '10:10', to: '10:20', reason: 'alarm' as const }];
    const interrupted = { kind: 'interrupted' as const, gaps, stoppedAt: null, reason: null };
    await laptop.call('sessions.setOutcome', { sessionId, outcome: interrupted });
    laptop.clock.set('2026-03-12T08:40:00Z');
    await mark(sessionId);
    await cut();
    await answer(sessionId, 'ended');
    expect(await outcome(sessionId)).toMatchObject({ gaps, heldMinutes: 30 });
  });

  test('the answer can be undone', async () => {
    const sessionId = await cutClass();
    await answer(sessionId, 'ended');
    await laptop.call('changes.undo', {});
    expect((await outcome(sessionId)).kind).toBe('planned');
  });

  test('a second answer, from a window that has not heard, is refused', async () => {
    const sessionId = await cutClass();
    await answer(sessionId, 'went_on');
    const input = { sessionId, answer: 'ended', resumedAt: null } as const;
    expect(await laptop.fail('sessions.answerInterruption', input)).toEqual({
      code: 'conflict',
      reason: 'interruption_answered',
    });
    expect((await outcome(sessionId)).kind).toBe('planned');
  });

  test('the question outlives a restart', async () => {
    await cutClass();
    await laptop.restartOpen();
    expect((await stop())?.sessions).toHaveLength(1);
  });
});

describe('nobody is asked', () => {
  test.each<[name: string, plan: { startsAt: string; endsAt: string }]>([
    ['about a class that had ended', { startsAt: '08:00', endsAt: '10:40' }],
    ['about a class that had not begun', { startsAt: '10:41', endsAt: '12:00' }],
  ])('%s', async (_name, plan) => {
    const sessionId = await planSession(laptop, cohortId, plan);
    laptop.clock.set('2026-03-12T08:40:00Z');
    await mark(sessionId);
    await cut();
    expect(await stop()).toBeNull();
  });

  test('about a class whose roll nobody had begun', async () => {
    await planSession(laptop, cohortId);
    laptop.clock.set('2026-03-12T08:40:00Z');
    await addCohort(laptop, 'A sign of life');
    await cut();
    expect(await stop()).toBeNull();
  });

  test('about a closed roll or a cancelled class', async () => {
    const closed = await planSession(laptop, cohortId);
    const cancelled = await planSession(laptop, cohortId);
    laptop.clock.set('2026-03-12T08:40:00Z');
    await mark(closed);
    await mark(cancelled);
    await laptop.call('attendance.close', { sessionId: closed });
    const outcome = { kind: 'cancelled' as const, gaps: [], stoppedAt: null, reason: null };
    await laptop.call('sessions.setOutcome', { sessionId: cancelled, outcome });
    await cut();
    expect(await stop()).toBeNull();
  });

  test('after a clean close in the middle of class', async () => {
    const sessionId = await planSession(laptop, cohortId);
    laptop.clock.set('2026-03-12T08:40:00Z');
    await mark(sessionId);
    await laptop.restartOpen();
    expect(await stop()).toBeNull();
  });

  test('about a class that was taken off the plan since, and Today still opens', async () => {
    const sessionId = await cutClass();
    await laptop.call('attendance.mark', { sessionId, learnerId, mark: null });
    await laptop.call('sessions.remove', { sessionId });
    expect(await stop()).toBeNull();
    const { todos } = await laptop.call('sessions.today', {});
    expect(todos.map((todo) => todo.kind)).not.toContain('resume');
  });
});

test('a second cut before the first is answered keeps the time of each', async () => {
  const first = await cutClass();
  const second = await planSession(laptop, cohortId, { startsAt: '14:00', endsAt: '16:00', title: 'Boxes' });
  laptop.clock.set('2026-03-12T12:20:00Z');
  await mark(second);
  await cut();
  expect(await stop()).toMatchObject({ at: '14:20', sessions: [{ sessionId: second }] });
  await answer(second, 'went_on');
  expect(await stop()).toMatchObject({ at: '10:40', sessions: [{ sessionId: first }] });
  await answer(first, 'ended');
  expect(await outcome(first)).toMatchObject({ stoppedAt: '10:40', heldMinutes: 40 });
});

test('the cut is dated by the center’s clock, whatever zone the laptop is in', async () => {
  await laptop.call('center.editCenter', { timeZone: 'Asia/Kathmandu' });
  const sessionId = await planSession(laptop, cohortId, { startsAt: '14:00', endsAt: '16:00' });
  laptop.clock.set('2026-03-12T08:40:00Z');
  await mark(sessionId);
  await cut();
  expect((await stop())?.at).toBe('14:25');
});
