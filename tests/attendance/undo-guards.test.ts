import { beforeEach, describe, expect, test } from 'vitest';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { addCohort, addLearners, prepareRoll } from '../support/people.ts';

let laptop: TestBackend;
let roll: Awaited<ReturnType<typeof prepareRoll>>;

beforeEach(async () => {
  laptop = await openTestBackend();
  roll = await prepareRoll(laptop, 2);
});

const mark = (status: string, why?: string, sessionId = roll.sessionId, learnerId = roll.learners[0] ?? '') =>
  laptop.call('attendance.mark', { sessionId, learnerId, mark: { status }, ...(why ? { why } : {}) });
const shown = async () =>
  (await laptop.call('attendance.roll', { sessionId: roll.sessionId })).rows[0]?.mark?.status ?? null;
const asInstructor = () => laptop.sit(laptop.instructorId, 'instructor');
const asCoordinator = () => laptop.sit(laptop.coordinatorId);

describe('taking back a mark in a closed roll', () => {
  beforeEach(async () => {
    await mark('present');
    asInstructor();
    await laptop.call('attendance.close', { sessionId: roll.sessionId });
    asCoordinator();
  });

  test('needs a reason, which its history tells', async () => {
    expect(await laptop.fail('changes.undo', {})).toMatchObject({
      code: 'conflict',
      reason: 'undo_roll_closed',
    });
    expect(await shown()).toBe('present');
    laptop.clock.advance(1000);
    await laptop.call('changes.undo', { why: 'wrong row' });
    expect(await shown()).toBeNull();
    const about = { sessionId: roll.sessionId, learnerId: roll.learners[0] ?? '' };
    const { entries } = await laptop.call('attendance.history', about);
    expect(entries[0]).toMatchObject({ command: 'changes.undo', why: 'wrong row', by: 'Iryna', mark: null });
  });

  test('and doing it again needs one too', async () => {
    await laptop.call('changes.undo', { why: 'wrong row' });
    expect(await laptop.fail('changes.redo', {})).toMatchObject({ reason: 'undo_roll_closed' });
    await laptop.call('changes.redo', { why: 'right row' });
    expect(await shown()).toBe('present');
  });

  test('is asked of what else changes a closed roll: how class went', async () => {
    const outcome = { kind: 'held' as const, gaps: [], stoppedAt: null, reason: null };
    const stopped = { ...outcome, kind: 'stopped_early' as const, stoppedAt: '11:00' };
    await laptop.call('sessions.setOutcome', {
      sessionId: roll.sessionId,
      outcome: stopped,
      why: 'no power',
    });
    expect(await laptop.fail('changes.undo', {})).toMatchObject({ reason: 'undo_roll_closed' });
  });

  test('is not asked of the closing itself', async () => {
    asInstructor();
    await laptop.call('changes.undo', {});
    expect((await laptop.call('sessions.get', { sessionId: roll.sessionId })).closedAt).toBeNull();
  });
});

describe('taking back a session', () => {
  const openNow = async () =>
    (await laptop.call('sessions.openNow', { cohortId: roll.cohortId, title: null })).sessionId;

  test('in which somebody else has marked is refused, and her marks stay', async () => {
    const sessionId = await openNow();
    asInstructor();
    await mark('present', undefined, sessionId);
    asCoordinator();
    expect(await laptop.fail('changes.undo', {})).toMatchObject({
      code: 'conflict',
      reason: 'undo_hides_session',
    });
    const rows = (await laptop.call('attendance.roll', { sessionId })).rows;
    expect(rows.map((row) => row.mark?.status)).toEqual(['present', undefined]);
  });

  test('into which somebody else let a walk-in is refused too', async () => {
    const sessionId = await openNow();
    asInstructor();
    await laptop.call('attendance.addWalkIn', { sessionId, learner: { name: 'Layla' } });
    asCoordinator();
    expect(await laptop.fail('changes.undo', {})).toMatchObject({ reason: 'undo_hides_session' });
  });

  test('with nothing in it, or one’s own marks taken back first, goes', async () => {
    const sessionId = await openNow();
    await mark('present', undefined, sessionId);
    await laptop.call('changes.undo', {});
    await laptop.call('changes.undo', {});
    expect(await laptop.fail('sessions.get', { sessionId })).toMatchObject({ reason: 'session_not_found' });
  });

  test('that was removed and marked after it was put back cannot be removed by a redo', async () => {
    await laptop.call('sessions.remove', { sessionId: roll.sessionId });
    await laptop.call('changes.undo', {});
    asInstructor();
    await mark('absent');
    asCoordinator();
    expect(await laptop.fail('changes.redo', {})).toMatchObject({ reason: 'undo_hides_session' });
    expect(await shown()).toBe('absent');
  });
});

describe('taking back a learner', () => {
  test('who has been marked since is refused', async () => {
    const cohortId = await addCohort(laptop, 'Cohort 3');
    const [learnerId = ''] = addLearners(laptop, 1, cohortId);
    asInstructor();
    const { sessionId } = await laptop.call('sessions.openNow', { cohortId, title: null });
    await mark('present', undefined, sessionId, learnerId);
    asCoordinator();
    expect(await laptop.fail('changes.undo', {})).toMatchObject({ reason: 'undo_hides_learner' });
    expect((await laptop.call('roster.learner', { learnerId })).counts).toHaveLength(1);
  });
});
