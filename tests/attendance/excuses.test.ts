import { beforeEach, describe, expect, test } from 'vitest';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { prepareRoll } from '../support/people.ts';

let laptop: TestBackend;
let roll: Awaited<ReturnType<typeof prepareRoll>>;

beforeEach(async () => {
  laptop = await openTestBackend();
  roll = await prepareRoll(laptop, 3);
});

const days = { from: '2026-03-10', to: '2026-03-20', reason: 'work' as const, note: null };
const add = (learnerIds = roll.learners.slice(0, 2)) =>
  laptop.call('attendance.addExcuse', { learnerIds, ...days });
const rows = async () => (await laptop.call('attendance.roll', { sessionId: roll.sessionId })).rows;
const excusesOf = async (index: number) =>
  (await laptop.call('attendance.excuses', { learnerId: roll.learners[index] ?? '' })).excuses;

describe('excuses ahead', () => {
  test('for several learners are one act', async () => {
    expect((await add()).ids).toHaveLength(2);
    expect((await rows()).map((row) => row.excuse?.reason ?? null)).toEqual(['work', 'work', null]);
    await laptop.call('changes.undo', {});
    expect((await rows()).map((row) => row.excuse)).toEqual([null, null, null]);
  });

  test('are proposed on the roll, and no mark until somebody marks', async () => {
    await add();
    expect((await rows()).map((row) => row.mark)).toEqual([null, null, null]);
    expect((await laptop.call('sessions.get', { sessionId: roll.sessionId })).recorded).toBe(0);
  });

  test('become excused by "rest present", and are not overwritten by it afterwards', async () => {
    await add();
    await laptop.call('attendance.fillBlanks', { sessionId: roll.sessionId });
    const filled = (await rows()).map((row) => row.mark);
    expect(filled).toEqual([
      { status: 'excused', reason: 'work' },
      { status: 'excused', reason: 'work' },
      { status: 'present' },
    ]);
    expect((await laptop.call('attendance.fillBlanks', { sessionId: roll.sessionId })).filled).toEqual([]);
    expect((await rows()).map((row) => row.mark)).toEqual(filled);
  });

  test('do not overwrite a mark that was made before them', async () => {
    const learnerId = roll.learners[0] ?? '';
    await laptop.call('attendance.mark', {
      sessionId: roll.sessionId,
      learnerId,
      mark: { status: 'absent' },
    });
    await add();
    await laptop.call('attendance.fillBlanks', { sessionId: roll.sessionId });
    expect((await rows())[0]?.mark).toEqual({ status: 'absent' });
  });

  test('are changed in place', async () => {
    const [id = ''] = (await add()).ids;
    await laptop.call('attendance.editExcuse', { ...days, id, to: '2026-03-11', note: 'letter' });
    expect(await excusesOf(0)).toMatchObject([{ id, to: '2026-03-11', note: 'letter' }]);
    expect((await rows())[0]?.excuse).toBeNull();
    expect(await excusesOf(1)).toMatchObject([{ to: '2026-03-20' }]);
  });

  test('that are removed leave the marks made from them', async () => {
    const [id = ''] = (await add()).ids;
    await laptop.call('attendance.fillBlanks', { sessionId: roll.sessionId });
    await laptop.call('attendance.removeExcuse', { id });
    expect(await excusesOf(0)).toEqual([]);
    expect((await rows())[0]).toMatchObject({ excuse: null, mark: { status: 'excused', reason: 'work' } });
  });

  test('must end after they begin, and be somebody’s', async () => {
    const input = { ...days, from: '2026-03-21', learnerIds: roll.learners };
    expect(await laptop.fail('attendance.addExcuse', input)).toMatchObject({ reason: 'dates_reversed' });
    const [id = ''] = (await add()).ids;
    expect(await laptop.fail('attendance.editExcuse', { ...days, from: '2026-03-21', id })).toMatchObject({
      reason: 'dates_reversed',
    });
    expect(await laptop.fail('attendance.editExcuse', { ...days, id: roll.cohortId })).toMatchObject({
      reason: 'excuse_not_found',
    });
    const learnerIds = [roll.learners[2] ?? '', roll.cohortId];
    expect(await laptop.fail('attendance.addExcuse', { ...days, learnerIds })).toMatchObject({
      reason: 'learner_not_found',
    });
    expect(await excusesOf(2)).toEqual([]);
  });
});
