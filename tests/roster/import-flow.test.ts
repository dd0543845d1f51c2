import { beforeEach, describe, expect, it } from 'vitest';
import { all, one } from '../../src/main/database/sqlite.ts';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { dumpTables } from '../support/dump.ts';
import { addCohort, addLearners } from '../support/people.ts';
import { generateRosterCsv } from './generate-roster.ts';
import { commit, ended, fixture, hold, importList, preview, previewFailure, rows } from './run-import.ts';

const roster = (people: number, seed: number): Uint8Array =>
  new TextEncoder().encode(generateRosterCsv(people, seed));

let test: TestBackend;
beforeEach(async () => {
  test = await openTestBackend();
  return () => test.close();
});

const count = (table: string): number =>
  one<{ count: number }>(test.db(), `SELECT count(*) AS count FROM ${table}`)?.count ?? -1;

/** All tables but the heads, which also keep what was taken back. */
function tables() {
  const { head: _head, ...rest } = dumpTables(test.db());
  return rest;
}

describe('every list of the fixtures', () => {
  it.each([
    ['google-forms-uk.csv', { new: 26, repeats_row: 2 }, 26, 0],
    ['excel-windows-1251.csv', { new: 22 }, 22, 2],
    ['moodle-participants.csv', { new: 28, not_a_learner: 2 }, 28, 2],
    ['arabic.csv', { new: 24 }, 24, 0],
    ['kobo-export.xlsx', { new: 25 }, 25, 0],
    ['broken.csv', { new: 3, fault: 5 }, 3, 0],
  ])('%s is imported as its README says', async (name, totals, people, cohorts) => {
    const found = await preview(test, name);
    expect(found.totals).toMatchObject(totals);
    expect(count('learner')).toBe(0);
    const done = await commit(test, found.jobId);
    expect(done.added).toBe(people);
    expect(count('learner')).toBe(people);
    expect(count('cohort')).toBe(cohorts);
  });

  it.each([
    ['empty.csv', 'file_empty_file', {}],
    ['not-a-table.csv', 'file_not_a_table', { kind: 'png' }],
  ])('%s is one clear error', async (name, reason, params) => {
    expect(await previewFailure(test, name)).toMatchObject({ code: 'validation', reason, params });
    expect(count('learner')).toBe(0);
  });

  it('flags what the form answers got wrong, by row', async () => {
    const { jobId } = await preview(test, 'google-forms-uk.csv');
    const notices = (await rows(test, jobId, 'notice')).map((row) => [row.row, row.faults[0]?.code]);
    expect(notices).toEqual([
      [12, 'email_invalid'],
      [13, 'birth_date_impossible'],
      [14, 'consent_empty'],
      [15, 'phone_national'],
    ]);
    const repeats = (await rows(test, jobId, 'repeats_row')).map((row) => [row.line, row.repeatsLine]);
    expect(repeats).toEqual([
      [28, 5],
      [29, 9],
    ]);
  });

  it('keeps what no field could take in the note, in the file’s own words', async () => {
    await importList(test, 'google-forms-uk.csv');
    const noted = all<{ note: string }>(
      test.db(),
      'SELECT note FROM learner WHERE note IS NOT NULL ORDER BY note',
    );
    expect(noted.map((row) => row.note)).toEqual([
      'Дата народження: 31.02.1999',
      'Електронна пошта: no-email-here',
    ]);
  });

  it('stores phones with their country, digits of any script read', async () => {
    await importList(test, 'arabic.csv');
    const phones = all<{ phone: string }>(test.db(), 'SELECT phone FROM learner');
    expect(phones.every((row) => /^\+359\d{9}$/.test(row.phone))).toBe(true);
  });

  it('takes a consent with its date and the text it was given to', async () => {
    await importList(test, 'google-forms-uk.csv');
    expect(count('consent')).toBe(25);
    expect(one(test.db(), 'SELECT * FROM consent LIMIT 1')).toMatchObject({
      purpose: 'training',
      given: 1,
      text_version: 'Згода на обробку даних',
      decided_on: expect.stringMatching(/^2022-03-/),
    });
  });
});

describe('an import', () => {
  it('writes nothing before it is confirmed', async () => {
    const before = dumpTables(test.db());
    const { jobId } = await preview(test, 'moodle-participants.csv');
    await rows(test, jobId);
    expect(dumpTables(test.db())).toEqual(before);
  });

  it('is undone in one step, and done again', async () => {
    const before = tables();
    await importList(test, 'excel-windows-1251.csv');
    const after = tables();
    expect(after).not.toEqual(before);
    const { act } = await test.call('changes.undo', {});
    expect(act.command).toBe('roster.commitImport');
    expect(tables()).toEqual(before);
    await test.call('changes.redo', {});
    expect(tables()).toEqual(after);
  });

  it('of a thousand people is undone in one step', async () => {
    const before = tables();
    const { rows: found, jobId } = await preview(test, 'thousand.csv', roster(1000, 7));
    expect(found).toBe(1000);
    const { added } = await commit(test, jobId);
    expect(added).toBeGreaterThan(900);
    await test.call('changes.undo', {});
    expect(tables()).toEqual(before);
  });

  it('says “already here” when it is repeated, and adds nothing', async () => {
    await importList(test, 'excel-windows-1251.csv');
    const before = tables();
    const again = await preview(test, 'excel-windows-1251.csv');
    expect(again.totals).toMatchObject({ already_here: 22, new: 0 });
    expect(again.fillable).toBe(0);
    expect(await commit(test, again.jobId)).toMatchObject({ added: 0, filled: 0, enrolled: 0 });
    expect(tables()).toEqual(before);
  });

  it('remembers the mapping of a header', async () => {
    const first = await preview(test, 'excel-windows-1251.csv');
    const columns = first.mapping.columns.map((one) =>
      one.field === 'note' ? { ...one, field: 'needs' as const } : one,
    );
    const byHand = await preview(test, 'excel-windows-1251.csv', fixture('excel-windows-1251.csv'), {
      mapping: { columns },
    });
    expect(byHand.mappingFrom).toBe('hand');
    await commit(test, byHand.jobId);
    const next = await preview(test, 'excel-windows-1251.csv');
    expect(next.mappingFrom).toBe('remembered');
    expect(next.mapping).toEqual({ columns });
  });

  it('forgets the file once it is in', async () => {
    const { jobId, upload } = await preview(test, 'arabic.csv');
    await commit(test, jobId);
    expect(await test.fail('roster.importPreview', { jobId })).toMatchObject({ reason: 'import_gone' });
    expect(await test.fail('roster.previewImport', { upload })).toMatchObject({ code: 'not_found' });
  });

  it('forgets the file when it is dropped, and when another one comes', async () => {
    const first = await preview(test, 'arabic.csv');
    const second = await preview(test, 'moodle-participants.csv');
    expect(await test.fail('roster.previewImport', { upload: first.upload })).toMatchObject({
      code: 'not_found',
    });
    await test.call('roster.dropImport', { upload: second.upload });
    expect(
      await test.fail('roster.importRows', { jobId: second.jobId, show: 'all', offset: 0, limit: 1 }),
    ).toMatchObject({
      code: 'not_found',
    });
  });

  it('is refused when people have changed since the preview', async () => {
    const { jobId } = await preview(test, 'arabic.csv');
    await test.call('roster.addLearner', { name: 'Olena', phone: null, email: null, enroll: null });
    const failure = await test.fail('roster.commitImport', {
      jobId,
      decisions: [],
      cohort: { kind: 'none' },
      startsOn: null,
      purpose: 'training',
    });
    expect(failure).toMatchObject({ code: 'conflict', reason: 'import_stale' });
    expect(count('learner')).toBe(1);
  });

  it('can be stopped while it reads', async () => {
    const upload = hold(test, 'large.csv', roster(20_000, 3));
    const { jobId } = await test.call('roster.previewImport', { upload });
    await test.call('jobs.cancel', { jobId });
    expect((await ended(test, jobId)).state).toBe('cancelled');
  });

  it('asks once which of two numbers is the day', async () => {
    const list = new TextEncoder().encode(
      'Name,Date of birth\nAnna Nova,03/04/2001\nMaria Koval,05/06/2002\n',
    );
    const asked = await preview(test, 'dates.csv', list);
    expect(asked.dateQuestions).toMatchObject([
      { field: 'birthDate', examples: ['03/04/2001', '05/06/2002'] },
    ]);
    const { jobId, dateQuestions } = await preview(test, 'dates.csv', list, { dayFirst: false });
    expect(dateQuestions).toEqual([]);
    expect((await rows(test, jobId)).map((row) => row.birthDate)).toEqual(['2001-03-04', '2002-05-06']);
  });
});

describe('cohorts of an import', () => {
  const list = new TextEncoder().encode(
    'Name,Phone,Group\nAnna Nova,+380671112233,Cohort 2\nMaria Koval,+380671112244,Cohort 9\n',
  );

  it('are found by name and made where they are missing, in the chosen program', async () => {
    const cohortId = await addCohort(test, 'COHORT  2');
    const { programs } = await test.call('roster.programs', {});
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
    const { jobId, totals } = await preview(test, 'list.csv', list);
    expect(totals).toMatchObject({ possible_duplicate: 1, new: 0 });
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

  it('decided to be nobody who is here is refused whole', async () => {
    await here();
    const { jobId } = await preview(test, 'list.csv', list);
    const failure = await test.fail('roster.commitImport', {
      jobId,
      decisions: [{ row: 1, decision: { kind: 'same', personId: '019ce10f-4400-7fea-a31b-c1b73f9ac3c9' } }],
      cohort: { kind: 'none' },
      startsOn: null,
      purpose: 'training',
    });
    expect(failure.code).toBe('not_found');
    expect(count('learner')).toBe(1);
  });
});

describe('an exported list', () => {
  const columns = [
    { field: 'name', label: 'Name' },
    { field: 'phone', label: 'Phone' },
    { field: 'email', label: 'Email' },
    { field: 'sex', label: 'Sex' },
    { field: 'cohort', label: 'Cohort' },
    { field: 'note', label: 'Notes' },
  ] as const;
  const values = { 'sex.female': 'Female', 'sex.male': 'Male' };

  it.each(['csv', 'xlsx'] as const)(
    'as %s runs nothing and reads back as the same people',
    async (format) => {
      await importList(test, 'broken.csv');
      await importList(test, 'excel-windows-1251.csv');
      const { token, rows: written } = await test.call('roster.exportLearners', {
        cohortId: null,
        format,
        fileName: 'All learners',
        columns: [...columns],
        values,
      });
      expect(written).toBe(25);
      const file = test.backend().files.get(token);
      expect(file.name).toBe(`All learners.${format}`);
      if (format === 'csv') {
        const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(file.bytes);
        expect(text).toContain("'+380");
        expect(text).not.toMatch(/(^|[,;\t\r\n])["\s]*[=+@-]/);
      }
      const back = await preview(test, file.name, file.bytes);
      expect(back.totals).toMatchObject({ new: 0, fault: 0 });
      expect((back.totals.already_here ?? 0) + (back.totals.possible_duplicate ?? 0)).toBe(25);
    },
  );

  it('of a cohort holds that cohort only', async () => {
    const cohortId = await addCohort(test);
    addLearners(test, 3, cohortId);
    addLearners(test, 2, await addCohort(test, 'Cohort 3'));
    const { rows: written } = await test.call('roster.exportLearners', {
      cohortId,
      format: 'csv',
      fileName: 'Cohort: 2 / March',
      columns: [{ field: 'name', label: 'Name' }],
      values: {},
    });
    expect(written).toBe(3);
  });
});
