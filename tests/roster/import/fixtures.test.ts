import { describe, expect, it } from 'vitest';
import { leftovers } from '../../../src/main/roster/import/import-row.ts';
import { peopleToImport } from '../../../src/main/roster/import/people-to-import.ts';
import { writeCsv } from '../../../src/shared/rules/csv.ts';
import { faultsByRow, fieldsOf, fixture, refusal, run } from './support.ts';

describe('google-forms-uk.csv', () => {
  const google = () => run(fixture('google-forms-uk.csv'));

  it('is UTF-8 with 28 rows of 26 people', async () => {
    const { table, rows, verdicts, totals } = await google();
    expect(table).toMatchObject({ format: 'csv', encoding: 'utf-8', delimiter: ',' });
    expect(rows).toHaveLength(28);
    expect(totals).toEqual({
      new: 26,
      already_here: 0,
      possible_duplicate: 0,
      repeats_row: 2,
      not_a_learner: 0,
      fault: 0,
    });
    expect(peopleToImport(rows, verdicts)).toHaveLength(26);
  });

  it('has row 27 repeating row 4 exactly, and row 28 being row 8 in capitals with spaces', async () => {
    const { verdicts } = await google();
    expect(verdicts[26]).toMatchObject({ verdict: 'repeats_row', repeats: 4 });
    expect(verdicts[27]).toMatchObject({ verdict: 'repeats_row', repeats: 8 });
  });

  it('flags rows 12 to 15 and no other', async () => {
    const { rows, header } = await google();
    expect(faultsByRow({ rows })).toEqual({
      12: ['email_invalid'],
      13: ['birth_date_impossible'],
      14: ['consent_empty'],
      15: ['phone_national'],
    });
    expect(rows.every(({ severity }) => severity !== 'fault')).toBe(true);
    expect(rows[11]?.learner.email).toBeNull();
    expect(rows[11] && leftovers(rows[11], header.names)).toBe('Електронна пошта: no-email-here');
    expect(rows[12]?.learner.birthDate).toBeNull();
    expect(rows[12] && leftovers(rows[12], header.names)).toBe('Дата народження: 31.02.1999');
    expect(rows[13]?.learner).toMatchObject({ consent: null, consentDate: null });
    expect(rows[14]?.learner.phone).toBe('+380671234567');
  });

  it('counts lines as a text editor does', async () => {
    const { rows, header } = await google();
    expect(header.line).toBe(1);
    expect(rows.map(({ line }) => line)).toEqual(rows.map(({ row }) => row + 1));
  });

  it('is mapped by its Ukrainian header; what the job does not need is ignored', async () => {
    expect(fieldsOf(await google())).toEqual({
      'Позначка часу': 'consentDate',
      "Прізвище та ім'я": 'fullName',
      'По батькові': 'patronymic',
      'Дата народження': 'birthDate',
      Стать: 'sex',
      Телефон: 'phone',
      'Електронна пошта': 'email',
      'Чи маєте статус ВПО?': 'displacementStatus',
      'Область до переміщення': 'ignore',
      'Маєте ноутбук?': 'ignore',
      'Згода на обробку даних': 'consent',
    });
  });

  it('reads a row whole', async () => {
    const { rows } = await google();
    expect(rows[0]?.learner).toEqual({
      name: 'Кравченко Катерина Олександрівна',
      displayName: 'Катерина Кравченко',
      birthDate: '2003-09-15',
      ageBand: null,
      sex: 'female',
      phone: '+380979153265',
      email: 'learner1@example.org',
      displacementStatus: 'internally_displaced',
      languages: [],
      needs: '',
      note: '',
      consent: 'given',
      consentDate: '2022-03-01',
      answers: [],
    });
    // "No" to "are you internally displaced?" says nothing else about her.
    expect(rows[1]?.learner.displacementStatus).toBeNull();
    expect(rows[27]?.learner).toMatchObject({
      name: 'ТКАЧЕНКО ВІКТОРІЯ Петрівна',
      email: 'LEARNER8@EXAMPLE.ORG',
    });
  });
});

describe('excel-windows-1251.csv', () => {
  it('is 22 people in two cohorts', async () => {
    const { table, rows, totals } = await run(fixture('excel-windows-1251.csv'));
    expect(table).toMatchObject({ format: 'csv', encoding: 'windows-1251', delimiter: ';' });
    expect(totals).toMatchObject({ new: 22, fault: 0 });
    expect(new Set(rows.flatMap(({ cohorts }) => cohorts))).toEqual(new Set(['Когорта 2', 'Когорта 3']));
    expect(rows.every(({ cohorts }) => cohorts.length === 1)).toBe(true);
    expect(rows[0]).toMatchObject({
      cohorts: ['Когорта 3'],
      learner: {
        name: 'Коваленко Тетяна Іванівна',
        displayName: 'Тетяна Коваленко',
        birthDate: '1975-04-09',
        phone: '+380639852575',
        note: 'працює; просить вечірні заняття',
      },
    });
  });
});

describe('moodle-participants.csv', () => {
  it('is 28 learners and 2 teachers', async () => {
    const { rows, verdicts, totals } = await run(fixture('moodle-participants.csv'));
    expect(totals).toMatchObject({
      new: 28,
      not_a_learner: 2,
      repeats_row: 0,
      possible_duplicate: 0,
      fault: 0,
    });
    expect(verdicts.slice(0, 3).map(({ verdict }) => verdict)).toEqual([
      'not_a_learner',
      'not_a_learner',
      'new',
    ]);
    expect(rows[0]?.learner.name).toBe('Iryna Barakzai');
  });

  it('has several groups in one cell, and apostrophes', async () => {
    const { rows } = await run(fixture('moodle-participants.csv'));
    expect(rows[3]?.cohorts).toEqual(['Cohort A', 'Cohort B']);
    expect(rows[10]?.cohorts).toEqual([]);
    expect(rows[13]?.learner.name).toBe("Amina O'Neil");
  });
});

describe('arabic.csv', () => {
  it('is 24 people with Arabic-Indic digits in dates and phones', async () => {
    const { rows, totals } = await run(fixture('arabic.csv'), { country: 'BG' });
    expect(totals).toMatchObject({ new: 24, fault: 0 });
    expect(faultsByRow({ rows })).toEqual({});
    expect(rows[1]?.learner).toMatchObject({
      name: 'أمينة المصري',
      birthDate: '1990-05-05',
      sex: 'female',
      phone: '+359810471472',
      consent: 'given',
    });
    expect(rows[0]?.learner).toMatchObject({ birthDate: '1990-04-16', sex: 'male' });
  });
});

describe('kobo-export.xlsx', () => {
  it('is 25 people under grouped headers, with dates as dates and phones as numbers', async () => {
    const { table, rows, totals, columns } = await run(fixture('kobo-export.xlsx'));
    expect(table).toMatchObject({ format: 'xlsx', sheet: 'Registration form' });
    expect(totals).toMatchObject({ new: 25, fault: 0 });
    expect(faultsByRow({ rows })).toEqual({});
    expect(fieldsOf({ columns })).toMatchObject({
      'group_personal/first_name': 'firstName',
      'group_personal/family_name': 'lastName',
      'group_personal/phone': 'phone',
      languages: 'languages',
      'languages/uk': 'ignore',
      start: 'ignore',
      end: 'ignore',
      _submission_time: 'consentDate',
    });
    expect(rows[0]?.learner).toEqual({
      name: 'Svitlana Shevchenko',
      displayName: 'Svitlana Shevchenko',
      birthDate: '1998-11-24',
      ageBand: null,
      sex: 'female',
      phone: '+380933602541',
      email: null,
      displacementStatus: 'internally_displaced',
      languages: ['uk', 'en'],
      needs: '',
      note: '',
      consent: 'given',
      consentDate: '2022-05-02',
      answers: [],
    });
    expect(new Set(rows.map(({ learner }) => learner.sex))).toEqual(
      new Set(['female', 'male', 'undisclosed']),
    );
  });

  it('has a second sheet that can be chosen', async () => {
    const { table } = await run(fixture('kobo-export.xlsx'));
    expect(table.sheets).toEqual([
      { name: 'Registration form', hidden: false },
      { name: 'languages', hidden: false },
    ]);
    expect(await refusal(run(fixture('kobo-export.xlsx'), { sheet: 'languages' }))).toMatchObject({
      code: 'no_rows',
    });
    expect(await refusal(run(fixture('kobo-export.xlsx'), { sheet: 'nowhere' }))).toMatchObject({
      code: 'no_such_sheet',
    });
  });
});

describe('broken.csv', () => {
  it('gives a report by row; what is broken is not imported', async () => {
    const { rows, verdicts } = await run(fixture('broken.csv'));
    expect(rows.map(({ row, line }) => [row, line])).toEqual(
      [1, 2, 3, 4, 5, 6, 7, 8].map((row) => [row, row + 1]),
    );
    expect(faultsByRow({ rows })).toEqual({
      2: ['name_formula', 'formula_text'],
      3: ['too_many_cells', 'email_invalid'],
      4: ['too_few_cells'],
      5: ['cell_too_long'],
      6: ['nul_character', 'bidi_control'],
      7: ['unclosed_quote'],
    });
    expect(verdicts.map(({ verdict }) => verdict)).toEqual([
      'new',
      'fault',
      'fault',
      'new',
      'fault',
      'fault',
      'fault',
      'new',
    ]);
    expect(rows[4]?.faults[0]?.params).toEqual({ length: 40_000, limit: 32_767 });
    // The row below the unclosed quote is there, and the broken line can be shown.
    expect(rows[7]?.learner).toMatchObject({ name: 'Another', email: 'another@example.org', note: 'row' });
    expect(rows[6]?.cells.join()).toContain('uq@example.org');
    expect(rows[5]?.cells).toEqual(['NullByte', 'nul@example.org', 'gnp.exe']);
  });

  it('runs no formula when it is exported again', async () => {
    const { rows } = await run(fixture('broken.csv'));
    const cells = rows.flatMap(({ cells: raw, learner }) => [...raw, learner.name, learner.note]);
    expect(cells).toContain("=cmd|' /C calc'!A0");
    const lines = writeCsv(cells.map((cell) => [cell])).split('\r\n');
    expect(lines.filter((line) => /^"?[=+\-@]/.test(line))).toEqual([]);
    expect(lines).toContain("'=cmd|' /C calc'!A0");
  });
});

describe('files that are no roster', () => {
  it('give one clear error each', async () => {
    expect(await refusal(run(fixture('empty.csv')))).toEqual({ code: 'empty_file', params: {} });
    expect(await refusal(run(fixture('not-a-table.csv')))).toEqual({
      code: 'not_a_table',
      params: { kind: 'png' },
    });
  });
});
