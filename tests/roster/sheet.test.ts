import { expect, test } from 'vitest';
import { openTestBackend } from '../support/backend.ts';
import { prepareRoll } from '../support/people.ts';

test('the sheet holds every mark, excuse, walk-in and note about her, and nobody else’s', async () => {
  const laptop = await openTestBackend();
  const { cohortId, learners, sessionId } = await prepareRoll(laptop, 2);
  const [learnerId = '', other = ''] = learners;
  for (const one of [learnerId, other]) {
    const mark = { status: 'absent', reason: 'work' as const, note: `of ${one}` };
    await laptop.call('attendance.mark', { sessionId, learnerId: one, mark });
    await laptop.call('attendance.addExcuse', {
      learnerIds: [one],
      from: '2026-03-20',
      to: '2026-03-21',
      reason: null,
      note: `of ${one}`,
    });
    await laptop.call('attendance.noteCheckIn', {
      learnerId: one,
      cohortId,
      on: '2026-03-12',
      text: `of ${one}`,
    });
  }
  const held = await laptop.call('attendance.heldAbout', { learnerId });
  expect(held).toMatchObject({
    marks: [
      {
        date: '2026-03-12',
        title: 'Polygons',
        cohortName: 'Cohort 2',
        mark: { status: 'absent', reason: 'work', note: `of ${learnerId}` },
        status: { code: 'absent' },
      },
    ],
    excuses: [{ note: `of ${learnerId}` }],
    checkIns: [{ on: '2026-03-12', text: `of ${learnerId}`, cohortName: 'Cohort 2' }],
    walkIns: [],
    pictures: [],
  });
  expect(await laptop.fail('attendance.heldAbout', { learnerId: cohortId })).toMatchObject({
    reason: 'learner_not_found',
  });
});
