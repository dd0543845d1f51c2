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

const enrollment = async () => (await test.call('roster.learner', { learnerId })).enrollments[0];
const pause = (from: string | null, to: string | null = null, lastSeen: string | null = null) =>
  test.call('roster.pause', { learnerId, cohortId, reason: 'family', lastSeen, from, to });
const back = (on: string | null = null) => test.call('roster.comeBack', { learnerId, cohortId, on });
const expectedOn = async (dates: string[]) => {
  const days: string[] = [];
  for (const date of dates) {
    const sessionId = await planSession(test, cohortId, { date });
    if ((await test.call('attendance.roll', { sessionId })).rows.length === 1) days.push(date);
  }
  return days;
};

describe('a pause', () => {
  it('hides her from the rolls of its dates, both included, and from no other', async () => {
    await pause('2026-03-10', '2026-03-14');
    expect((await enrollment())?.pauses).toEqual([
      { from: '2026-03-10', to: '2026-03-14', reason: 'family' },
    ]);
    const dates = ['2026-03-09', '2026-03-10', '2026-03-14', '2026-03-15'];
    expect(await expectedOn(dates)).toEqual(['2026-03-09', '2026-03-15']);
  });

  it('leaves the rolls before it as they were after she came back', async () => {
    await pause('2026-02-01');
    await back('2026-03-01');
    expect(await enrollment()).toMatchObject({
      status: 'returned',
      startsOn: '2026-01-01',
      pauses: [{ from: '2026-02-01', to: '2026-02-28', reason: 'family' }],
    });
    const dates = ['2026-01-31', '2026-02-01', '2026-02-28', '2026-03-01'];
    expect(await expectedOn(dates)).toEqual(['2026-01-31', '2026-03-01']);
  });

  it.each([
    ['the day after she was last seen', '2026-03-05', '2026-03-06'],
    ['today, where nobody knows', null, '2026-03-12'],
  ])('begins on %s', async (_name, lastSeen, from) => {
    await pause(null, null, lastSeen);
    expect((await enrollment())?.pauses).toMatchObject([{ from, to: null }]);
  });

  it('planned ahead is not yet, and one whose end has passed is over', async () => {
    await pause('2026-03-20', '2026-03-25');
    expect((await enrollment())?.status).toBe('enrolled');
    test.clock.advance(9 * 86_400_000);
    expect((await enrollment())?.status).toBe('paused');
    expect((await test.call('roster.cohorts', {})).cohorts[0]?.learners).toBe(0);
    test.clock.advance(9 * 86_400_000);
    expect((await enrollment())?.status).toBe('returned');
    expect((await test.call('roster.cohorts', {})).cohorts[0]?.learners).toBe(1);
  });

  it('that ends before it began never was', async () => {
    await pause('2026-03-12');
    await back('2026-03-12');
    expect((await enrollment())?.pauses).toEqual([]);
  });

  it('lies in the days between leaving and coming back', async () => {
    await test.call('roster.leave', { learnerId, cohortId, reason: 'work', lastSeen: '2026-02-10' });
    await back('2026-03-10');
    expect((await enrollment())?.pauses).toEqual([{ from: '2026-02-11', to: '2026-03-09', reason: 'work' }]);
    expect(await expectedOn(['2026-02-10', '2026-02-20', '2026-03-10'])).toEqual([
      '2026-02-10',
      '2026-03-10',
    ]);
  });

  it('can be put right, and her status follows', async () => {
    await pause('2026-03-01');
    const edit = (pauses: { from: string; to: string | null; reason: 'work' | null }[]) =>
      test.call('roster.editPauses', { learnerId, cohortId, pauses });
    await edit([{ from: '2026-03-02', to: '2026-03-08', reason: 'work' }]);
    expect(await enrollment()).toMatchObject({ status: 'returned' });
    await edit([]);
    expect(await enrollment()).toMatchObject({ status: 'enrolled', pauses: [] });
    await edit([{ from: '2026-03-02', to: null, reason: null }]);
    expect(await enrollment()).toMatchObject({ status: 'paused' });
    await test.call('changes.undo', {});
    expect(await enrollment()).toMatchObject({ status: 'enrolled', pauses: [] });
  });

  it.each([
    ['before her first day', '2025-12-31', null, 'pause_before_start'],
    ['that ends before it begins', '2026-03-10', '2026-03-09', 'dates_reversed'],
  ])('%s is refused', async (_name, from, to, reason) => {
    const input = { learnerId, cohortId, reason: null, lastSeen: null, from, to };
    expect(await test.fail('roster.pause', input)).toMatchObject({ code: 'validation', reason });
    const pauses = [{ from, to, reason: null }];
    expect(await test.fail('roster.editPauses', { learnerId, cohortId, pauses })).toMatchObject({ reason });
  });

  it('keeps what she is credited with', async () => {
    const to = await addCohort(test, 'Cohort 3');
    const move = { learnerId, cohortId, toCohortId: to, on: '2026-03-01', creditMinutes: 600 };
    await test.call('roster.transfer', move);
    await test.call('roster.pause', { learnerId, cohortId: to, reason: null, lastSeen: null });
    await test.call('roster.comeBack', { learnerId, cohortId: to, on: '2026-04-01' });
    const { enrollments } = await test.call('roster.learner', { learnerId });
    expect(enrollments.find((one) => one.cohortId === to)?.creditMinutes).toBe(600);
  });
});
