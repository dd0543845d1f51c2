import { beforeEach, describe, expect, it } from 'vitest';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { addCohort, addLearners, enroll, planSession } from '../support/people.ts';

let test: TestBackend;
beforeEach(async () => {
  test = await openTestBackend();
  return () => test.close();
});

describe('a cohort', () => {
  it('is listed with its program and who is in it today', async () => {
    const { programs } = await test.call('programs.list', {});
    expect(programs.map((program) => program.name.en)).toEqual([
      'Image annotation',
      'Freelancing with a coach',
      'IT course',
    ]);
    const programId = programs[0]?.id ?? null;
    const { id } = await test.call('roster.addCohort', {
      name: 'Cohort 2',
      programId,
      startsOn: '2026-03-01',
      endsOn: null,
    });
    const [first = '', second = ''] = addLearners(test, 3, id);
    enroll(test, first, id, { status: 'paused' });
    enroll(test, second, id, { endsOn: '2026-03-01', status: 'left' });
    const { cohorts } = await test.call('roster.cohorts', {});
    expect(cohorts).toMatchObject([{ id, name: 'Cohort 2', programId, learners: 1 }]);
    expect(cohorts[0]?.programName).toMatchObject({ uk: 'Розмітка зображень' });
    const { people } = await test.call('roster.cohort', { cohortId: id });
    expect(people.map((person) => person.status)).toEqual(['paused', 'left', 'enrolled']);
  });

  it('is edited, and refuses an end before its start', async () => {
    const cohortId = await addCohort(test);
    const profile = { name: 'Cohort 3', programId: null, startsOn: '2026-04-01', endsOn: '2026-06-01' };
    await test.call('roster.editCohort', { cohortId, ...profile });
    expect(await test.call('roster.cohort', { cohortId })).toMatchObject(profile);
    expect(
      await test.fail('roster.editCohort', { cohortId, ...profile, endsOn: '2026-03-01' }),
    ).toMatchObject({ code: 'validation', reason: 'dates_reversed' });
  });

  it('goes only while nobody was in it and nothing was planned for it', async () => {
    const cohortId = await addCohort(test);
    expect((await test.call('roster.cohort', { cohortId })).empty).toBe(true);
    const sessionId = await planSession(test, cohortId);
    expect(await test.fail('roster.removeCohort', { cohortId })).toMatchObject({
      reason: 'cohort_not_empty',
    });
    await test.call('sessions.remove', { sessionId });
    await test.call('roster.removeCohort', { cohortId });
    expect((await test.call('roster.cohorts', {})).cohorts).toEqual([]);
    await test.call('changes.undo', {});
    expect((await test.call('roster.cohorts', {})).cohorts).toHaveLength(1);
  });

  it('of another day is hidden from a substitute', async () => {
    const mine = await addCohort(test, 'Mine');
    await addCohort(test, 'Other');
    test.sit(test.instructorId, 'substitute', { day: '2026-03-12', cohortId: mine });
    expect((await test.call('roster.cohorts', {})).cohorts.map((cohort) => cohort.name)).toEqual(['Mine']);
    expect(await test.fail('roster.cohort', { cohortId: mine })).toMatchObject({ code: 'forbidden' });
  });
});
