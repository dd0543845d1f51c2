import { beforeEach, describe, expect, it } from 'vitest';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { markAll, pauseDays, prepareCourse } from '../support/courses.ts';

let test: TestBackend;
beforeEach(async () => {
  test = await openTestBackend();
  return () => test.close();
});

const listOf = async (cohortId: string | null) => (await test.call('attendance.checkIns', { cohortId })).list;

describe('whom to check in with', () => {
  it('names who missed the last two, and whom missing the next two would put out of reach', async () => {
    // Ten classes of two hours; six are over, today's runs, three are to come.
    const { cohortId, learners, sessions } = await prepareCourse(test, { learners: 4, sessions: 10 });
    const [steady = '', away = '', near = '', beyond = ''] = learners;
    await markAll(test, steady, sessions, 'PPPPPP');
    await markAll(test, away, sessions, 'PPPPAA');
    await markAll(test, near, sessions, 'PAPPPP');
    await markAll(test, beyond, sessions, 'APAPAP');
    const list = await listOf(cohortId);
    expect(list.map(({ name, reasons, missedOn, open }) => ({ name, reasons, missedOn, open }))).toEqual([
      {
        name: 'Learner 02',
        reasons: [
          { kind: 'missed_last', count: 2 },
          { kind: 'next_two', sessions: 2, reach: 60, threshold: 75 },
        ],
        missedOn: '2026-03-11',
        open: true,
      },
      {
        name: 'Learner 03',
        reasons: [{ kind: 'next_two', sessions: 2, reach: 70, threshold: 75 }],
        missedOn: '2026-03-07',
        open: true,
      },
      {
        name: 'Learner 04',
        reasons: [{ kind: 'out_of_reach', reach: 70, threshold: 75 }],
        missedOn: '2026-03-10',
        open: true,
      },
    ]);
    const register = await test.call('attendance.register', { cohortId });
    expect(register.learners.map((row) => row.checkIn)).toEqual([[], ...list.map((one) => one.reasons)]);
  });

  it('leaves out who pauses, and who has left', async () => {
    const { cohortId, learners, sessions } = await prepareCourse(test);
    const [pausing = '', gone = '', here = ''] = learners;
    for (const learner of learners) await markAll(test, learner, sessions, 'AA');
    pauseDays(test, pausing, cohortId, [{ from: '2026-03-10', to: null }]);
    await test.call('roster.leave', { learnerId: gone, cohortId, reason: null, lastSeen: '2026-03-08' });
    expect((await listOf(cohortId)).map((one) => one.learnerId)).toEqual([here]);
  });

  it('looks at all cohorts that had class lately, and at no other', async () => {
    const now = await prepareCourse(test, { learners: 1 });
    const old = await prepareCourse(test, { learners: 1, from: '2026-01-05' });
    await markAll(test, now.learners[0] ?? '', now.sessions, 'AA');
    await markAll(test, old.learners[0] ?? '', old.sessions, 'AA');
    expect((await listOf(null)).map((one) => one.cohortId)).toEqual([now.cohortId]);
    expect((await listOf(old.cohortId)).map((one) => one.cohortId)).toEqual([old.cohortId]);
  });

  it('keeps dated notes of what was done; a note closes a case until something is missed again', async () => {
    const { cohortId, learners, sessions } = await prepareCourse(test, { learners: 2 });
    const [first = '', second = ''] = learners;
    await markAll(test, first, sessions, 'AA');
    await markAll(test, second, sessions, 'AA');
    const note = { cohortId, learnerId: first, on: '2026-03-07', text: 'Called: her child was ill.' };
    const { id } = await test.call('attendance.noteCheckIn', note);
    let list = await listOf(cohortId);
    expect(list.map((one) => [one.learnerId, one.open])).toEqual([
      [second, true],
      [first, false],
    ]);
    expect(list[1]?.notes).toEqual([{ id, on: '2026-03-07', text: 'Called: her child was ill.' }]);
    await markAll(test, first, sessions.slice(2), 'A');
    list = await listOf(cohortId);
    expect(list.map((one) => [one.learnerId, one.open])).toEqual([
      [first, true],
      [second, true],
    ]);
    await test.call('attendance.removeCheckIn', { id });
    expect((await listOf(cohortId))[0]?.notes).toEqual([]);
    await test.call('changes.undo', {});
    expect((await listOf(cohortId))[0]?.notes).toHaveLength(1);
  });

  it('takes no note from the future, nor of nobody', async () => {
    const { cohortId, learners } = await prepareCourse(test);
    const note = { cohortId, learnerId: learners[0] ?? '', on: '2026-03-13', text: 'x' };
    expect(await test.fail('attendance.noteCheckIn', note)).toMatchObject({ reason: 'check_in_ahead' });
    const nobody = { ...note, on: '2026-03-12', learnerId: cohortId };
    expect(await test.fail('attendance.noteCheckIn', nobody)).toMatchObject({ reason: 'learner_not_found' });
    expect(await test.fail('attendance.removeCheckIn', { id: cohortId })).toMatchObject({
      reason: 'check_in_not_found',
    });
  });
});
