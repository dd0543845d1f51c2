import { beforeEach, describe, expect, it } from 'vitest';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { addCohort, addLearners } from '../support/people.ts';
import { importList, preview } from './run-import.ts';

let test: TestBackend;
beforeEach(async () => {
  test = await openTestBackend();
  return () => test.close();
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
