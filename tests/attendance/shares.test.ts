import { expect, test } from 'vitest';
import { openTestBackend } from '../support/backend.ts';
import { addCohort, addLearners, planSession } from '../support/people.ts';

test('the line of a cohort: credited of countable minutes by class, oldest first, what was not held left out', async () => {
  const laptop = await openTestBackend();
  const cohortId = await addCohort(laptop);
  const learners = addLearners(laptop, 4, cohortId);
  const marks = [
    { status: 'present' },
    { status: 'late', minutesMissed: 30 },
    { status: 'absent' },
    { status: 'excused' },
  ];
  const take = async (date: string, outcome: object | null) => {
    const sessionId = await planSession(laptop, cohortId, { date });
    for (const [index, learnerId] of learners.entries())
      await laptop.call('attendance.mark', { sessionId, learnerId, mark: marks[index] ?? null });
    if (outcome)
      await laptop.call('sessions.setOutcome', {
        sessionId,
        outcome: { kind: 'held', gaps: [], stoppedAt: null, reason: null, ...outcome },
      });
    await laptop.call('attendance.close', { sessionId });
    return sessionId;
  };
  const second = await take('2026-03-11', { kind: 'stopped_early', stoppedAt: '11:00', reason: 'power' });
  const first = await take('2026-03-10', null);
  await take('2026-03-09', { kind: 'cancelled', reason: 'power' });
  await planSession(laptop, cohortId, { date: '2026-03-13' });
  const { classes } = await laptop.call('attendance.shares', { cohortId });
  // 120 + 90 + 0 of 360; 60 + 30 + 0 of 180. The excused learner is in neither.
  expect(classes.map(({ sessionId, percent }) => [sessionId, percent])).toEqual([
    [first, 58],
    [second, 50],
  ]);
});
