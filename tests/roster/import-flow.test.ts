import { beforeEach, describe, expect, it } from 'vitest';
import { all, one } from '../../src/main/database/sqlite.ts';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { dumpTables } from '../support/dump.ts';
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

  it('says once for a list, not of every row, that its phones have no country', async () => {
    const { jobId, notices, nationalPhones } = await preview(test, 'excel-windows-1251.csv');
    expect({ notices, nationalPhones }).toEqual({ notices: 0, nationalPhones: true });
    expect(await rows(test, jobId, 'notice')).toEqual([]);
    expect((await rows(test, jobId)).every((row) => row.faults.length === 0)).toBe(true);
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
    expect(again).toMatchObject({ fillable: 0, enrollable: 0, undecided: [] });
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
