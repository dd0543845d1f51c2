import { beforeEach, describe, expect, it } from 'vitest';
import { one } from '../../src/main/database/sqlite.ts';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { addCohort } from '../support/people.ts';
import { commit, importList, preview, rows } from './run-import.ts';

let test: TestBackend;
beforeEach(async () => {
  test = await openTestBackend();
  return () => test.close();
});

const count = (table: string): number =>
  one<{ count: number }>(test.db(), `SELECT count(*) AS count FROM ${table}`)?.count ?? -1;

describe('cohorts of an import', () => {
  const list = new TextEncoder().encode(
    'Name,Phone,Group\nAnna Nova,+380671112233,Cohort 2\nMaria Koval,+380671112244,Cohort 9\n',
  );

  it('are found by name and made where they are missing, in the chosen program', async () => {
    const cohortId = await addCohort(test, 'COHORT  2');
    const { programs } = await test.call('programs.list', {});
    const programId = programs[0]?.id ?? null;
    const found = await preview(test, 'groups.csv', list);
    expect(found.cohorts).toEqual([
      { name: 'Cohort 2', people: 1, cohortId },
      { name: 'Cohort 9', people: 1, cohortId: null },
    ]);
    await commit(test, found.jobId, { cohort: { kind: 'column', programId } });
    const { cohorts } = await test.call('roster.cohorts', {});
    expect(cohorts.map(({ name, programId: program, learners }) => [name, program, learners])).toEqual([
      ['COHORT  2', null, 1],
      ['Cohort 9', programId, 1],
    ]);
  });

  it.each([
    [null, null, '2026-03-12'],
    ['2026-02-01', null, '2026-02-01'],
    ['2026-02-01', '2026-03-01', '2026-03-01'],
  ])('begin with the cohort (%s), unless told (%s)', async (cohortStart, told, expected) => {
    const found = await preview(test, 'groups.csv', list);
    const { cohorts } = await commit(test, found.jobId, {
      cohort: { kind: 'new', name: 'Cohort 3', programId: null, startsOn: cohortStart, endsOn: null },
      startsOn: told,
    });
    expect(cohorts).toMatchObject([{ name: 'Cohort 3', learners: 2 }]);
    const { people } = await test.call('roster.cohort', { cohortId: cohorts[0]?.id ?? '' });
    expect(people.map((person) => person.startsOn)).toEqual([expected, expected]);
  });

  it('take somebody who is already here along, and leave who has left as she is', async () => {
    const { cohorts } = await importList(test, 'groups.csv', list);
    const old = cohorts[0]?.id ?? '';
    const { people } = await test.call('roster.cohort', { cohortId: old });
    const anna = people[0]?.id ?? '';
    await test.call('roster.leave', { learnerId: anna, cohortId: old, reason: 'work', lastSeen: null });
    const again = await importList(test, 'groups.csv', list);
    expect(again).toMatchObject({ added: 0, enrolled: 0 });
    expect((await test.call('roster.cohort', { cohortId: old })).people[0]?.status).toBe('left');
    const next = await addCohort(test, 'Cohort 10');
    expect(
      await importList(test, 'groups.csv', list, { cohort: { kind: 'existing', cohortId: next } }),
    ).toMatchObject({ added: 0, enrolled: 2 });
  });
});

describe('a possible duplicate', () => {
  const list = new TextEncoder().encode('Name,Phone,Email\nOlena Koval,+380671112233,olena@example.org\n');

  async function here(): Promise<string> {
    const { id } = await test.call('roster.addLearner', {
      name: 'Olena Kovalenko',
      phone: '067 111 22 33',
      email: null,
      enroll: null,
    });
    return id;
  }

  it('is skipped until somebody decides', async () => {
    const id = await here();
    const { jobId, totals, undecided } = await preview(test, 'list.csv', list);
    expect(totals).toMatchObject({ possible_duplicate: 1, new: 0 });
    expect(undecided).toEqual([{ row: 1, people: [id], rows: [] }]);
    expect((await rows(test, jobId))[0]?.matches).toEqual([
      { person: { id, name: 'Olena Kovalenko' }, row: null, line: null, same: ['phone'], differs: [] },
    ]);
    expect(await commit(test, jobId)).toMatchObject({ added: 0, filled: 0, skipped: 1 });
  });

  it('that is the same person fills blanks and overwrites nothing', async () => {
    const id = await here();
    const { jobId } = await preview(test, 'list.csv', list);
    const done = await commit(test, jobId, {
      decisions: [{ row: 1, decision: { kind: 'same', personId: id } }],
    });
    expect(done).toMatchObject({ added: 0, filled: 1 });
    expect(await test.call('roster.learner', { learnerId: id })).toMatchObject({
      name: { written: 'Olena Kovalenko' },
      phone: '+380671112233',
      email: 'olena@example.org',
    });
  });

  it('that is somebody else is added', async () => {
    await here();
    const { jobId } = await preview(test, 'list.csv', list);
    expect(await commit(test, jobId, { decisions: [{ row: 1, decision: { kind: 'new' } }] })).toMatchObject({
      added: 1,
    });
    expect(count('learner')).toBe(2);
  });

  it('within the list joins the earlier row, with the cohorts of both', async () => {
    const twice = new TextEncoder().encode(
      'Name,Phone,Email,Group\nOlena Koval,+380671112233,,Cohort 1\nO. Koval,+380671112233,olena@example.org,Cohort 2\n',
    );
    const { jobId } = await preview(test, 'twice.csv', twice);
    expect((await rows(test, jobId, 'possible_duplicate'))[0]?.matches).toMatchObject([
      { person: null, row: 1, line: 2 },
    ]);
    const done = await commit(test, jobId, {
      decisions: [{ row: 2, decision: { kind: 'same_row', row: 1 } }],
    });
    expect(done).toMatchObject({ added: 1, enrolled: 2 });
    expect(one(test.db(), 'SELECT email FROM learner')).toEqual({ email: 'olena@example.org' });
  });

  it('decided to be somebody whom it could not be is refused whole: another reading was shown', async () => {
    await here();
    const { id: other } = await test.call('roster.addLearner', {
      name: 'Iryna Nova',
      phone: null,
      email: null,
      enroll: null,
    });
    const { jobId } = await preview(test, 'list.csv', list);
    const decisions = [
      { kind: 'same', personId: other },
      { kind: 'same', personId: '019ce10f-4400-7fea-a31b-c1b73f9ac3c9' },
      { kind: 'same_row', row: 1 },
    ] as const;
    for (const decision of decisions) {
      const failure = await test.fail('roster.commitImport', {
        jobId,
        decisions: [{ row: 1, decision }],
        cohort: { kind: 'none' },
        startsOn: null,
        purpose: 'training',
      });
      expect(failure).toMatchObject({ code: 'conflict', reason: 'import_stale' });
    }
    expect(count('learner')).toBe(2);
    expect((await test.call('roster.learner', { learnerId: other })).email).toBe(null);
  });
});
