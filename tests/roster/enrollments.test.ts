import { beforeEach, describe, expect, it } from 'vitest';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { addCohort, addLearners, planSession } from '../support/people.ts';

let test: TestBackend;
let cohortId: string;
let learnerId: string;
beforeEach(async () => {
  test = await openTestBackend();
  cohortId = await addCohort(test);
  learnerId = addLearners(test, 1, cohortId)[0] ?? '';
  return () => test.close();
});

async function enrollment(cohort = cohortId) {
  const { enrollments } = await test.call('roster.learner', { learnerId });
  return enrollments.find((one) => one.cohortId === cohort);
}

async function onRoll(date: string): Promise<boolean> {
  const sessionId = await planSession(test, cohortId, { date });
  return (await test.call('attendance.roll', { sessionId })).rows.length === 1;
}

describe('an enrollment', () => {
  it('begins on its date, for several at once, and not twice', async () => {
    const next = await addCohort(test, 'Cohort 3');
    const [other = ''] = addLearners(test, 1, cohortId);
    const input = { learnerIds: [learnerId, other, other], cohortId: next, startsOn: '2026-03-20' };
    expect(await test.call('roster.enroll', input)).toEqual({ enrolled: 2 });
    expect(await enrollment(next)).toMatchObject({
      status: 'enrolled',
      startsOn: '2026-03-20',
      endsOn: null,
    });
    expect(await test.fail('roster.enroll', input)).toMatchObject({ reason: 'already_enrolled' });
    await test.call('changes.undo', {});
    expect(await enrollment(next)).toBeUndefined();
  });

  it('pauses and comes back with its first day', async () => {
    await test.call('roster.pause', { learnerId, cohortId, reason: 'family', lastSeen: '2026-03-10' });
    expect(await enrollment()).toMatchObject({ status: 'paused', reason: 'family', endsOn: null });
    expect(await onRoll('2026-03-12')).toBe(false);
    await test.call('roster.comeBack', { learnerId, cohortId });
    expect(await enrollment()).toMatchObject({ status: 'returned', startsOn: '2026-01-01', reason: null });
    expect(await onRoll('2026-03-13')).toBe(true);
    const history = (await enrollment())?.history.map((one) => [one.status, one.by]);
    expect(history).toEqual([
      ['paused', 'Iryna'],
      ['returned', 'Iryna'],
    ]);
    expect(await test.fail('roster.comeBack', { learnerId, cohortId })).toMatchObject({
      reason: 'already_enrolled',
    });
  });

  it.each([
    ['2026-03-05', '2026-03-05'],
    [null, '2026-03-11'],
  ])('that is left ends on the day she was last seen (%s), else before today', async (lastSeen, endsOn) => {
    await test.call('roster.leave', { learnerId, cohortId, reason: 'work', lastSeen });
    expect(await enrollment()).toMatchObject({ status: 'left', reason: 'work', lastSeen, endsOn });
    expect(await onRoll('2026-03-13')).toBe(false);
    expect(
      await test.fail('roster.pause', { learnerId, cohortId, reason: null, lastSeen: null }),
    ).toMatchObject({
      code: 'conflict',
      reason: 'not_enrolled',
    });
    await test.call('roster.comeBack', { learnerId, cohortId });
    expect(await enrollment()).toMatchObject({ status: 'returned', startsOn: '2026-01-01', endsOn: null });
  });

  it('cannot have been left before it began', async () => {
    expect(
      await test.fail('roster.leave', { learnerId, cohortId, reason: null, lastSeen: '2025-12-31' }),
    ).toMatchObject({ reason: 'last_seen_before_start' });
  });

  it('is moved to another cohort with credit, in one act', async () => {
    const toCohortId = await addCohort(test, 'Cohort 3');
    await test.call('roster.transfer', {
      learnerId,
      cohortId,
      toCohortId,
      on: '2026-03-16',
      creditMinutes: 600,
    });
    expect(await enrollment()).toMatchObject({ status: 'transferred', endsOn: '2026-03-15' });
    expect(await enrollment(toCohortId)).toMatchObject({
      status: 'enrolled',
      startsOn: '2026-03-16',
      creditMinutes: 600,
    });
    await test.call('changes.undo', {});
    expect(await enrollment()).toMatchObject({ status: 'enrolled', endsOn: null });
    expect(await enrollment(toCohortId)).toBeUndefined();
  });

  it('is not moved to where she is already, and then nothing is written', async () => {
    const toCohortId = await addCohort(test, 'Cohort 3');
    await test.call('roster.enroll', {
      learnerIds: [learnerId],
      cohortId: toCohortId,
      startsOn: '2026-01-01',
    });
    const move = { learnerId, cohortId, on: '2026-03-16', creditMinutes: null };
    expect(await test.fail('roster.transfer', { ...move, toCohortId })).toMatchObject({
      reason: 'already_enrolled',
    });
    expect(await test.fail('roster.transfer', { ...move, toCohortId: cohortId })).toMatchObject({
      reason: 'same_cohort',
    });
    expect(await enrollment()).toMatchObject({ status: 'enrolled' });
  });

  it('is completed for a whole cohort at once', async () => {
    const others = addLearners(test, 2, cohortId);
    await test.call('roster.complete', { learnerIds: [learnerId, ...others], cohortId, on: '2026-03-12' });
    const { people } = await test.call('roster.cohort', { cohortId });
    expect(people.map((person) => [person.status, person.endsOn])).toEqual(
      Array(3).fill(['completed', '2026-03-12']),
    );
  });

  it('has a first day that can be put right', async () => {
    await test.call('roster.editEnrollment', { learnerId, cohortId, startsOn: '2026-03-14' });
    expect(await onRoll('2026-03-13')).toBe(false);
    expect(await onRoll('2026-03-14')).toBe(true);
  });

  it('that was a mistake is taken away, unless she was marked there', async () => {
    const sessionId = await planSession(test, cohortId);
    await test.call('attendance.mark', { sessionId, learnerId, mark: { status: 'present' } });
    expect(await test.fail('roster.unenroll', { learnerId, cohortId })).toMatchObject({
      reason: 'enrollment_has_marks',
    });
    await test.call('attendance.mark', { sessionId, learnerId, mark: null });
    await test.call('roster.unenroll', { learnerId, cohortId });
    expect(await enrollment()).toBeUndefined();
  });
});
