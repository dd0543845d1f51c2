import { describe, expect, it } from 'vitest';
import { mappingSchema } from '../../../src/main/roster/import/fields.ts';
import { findHeader } from '../../../src/main/roster/import/find-header.ts';
import { proposeColumns } from '../../../src/main/roster/import/map-columns.ts';
import { fieldsOf, read, run } from './support.ts';

async function header(text: string, told?: number | null) {
  return findHeader(await read(text), told);
}

describe('the header', () => {
  it('is the first line where it has known names', async () => {
    expect(await header('Name,Phone\nA B,1\n')).toMatchObject({
      line: 1,
      rowIndex: 0,
      firstRow: 1,
      names: ['Name', 'Phone'],
    });
  });

  it('is found below titles and blank lines, by its line in the file', async () => {
    const text =
      'Список учасниць\n\nстаном на 01.03.2026\n\n№;ПІБ;Дата нар.;Тел.\n1;Олена Коваль;01.02.1990;0671234567\n';
    expect(await header(text)).toMatchObject({ line: 5, rowIndex: 2, firstRow: 3 });
    const { rows } = await run(text);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      row: 1,
      line: 6,
      learner: { name: 'Олена Коваль', phone: '+380671234567' },
    });
  });

  it('is found below titles without any known name', async () => {
    const text = 'List of 2026\n\nalpha;beta;gamma\nOlena K;o@e.org;1990-01-02\nIryna P;i@e.org;1991-01-02\n';
    expect(await header(text)).toMatchObject({ line: 3, names: ['alpha', 'beta', 'gamma'] });
  });

  it('may be missing: facts in the first line as in the others', async () => {
    const text = 'Олена Коваль,+380671234567,01.02.1990\nІрина Бойко,+380671234568,03.04.1991\n';
    expect(await header(text)).toMatchObject({ rowIndex: null, line: null, firstRow: 0 });
    const { rows, columns } = await run(text);
    expect(rows).toHaveLength(2);
    expect(columns.map(({ field }) => field)).toEqual(['fullName', 'phone', 'birthDate']);
    expect(rows[0]?.learner).toMatchObject({ name: 'Олена Коваль', birthDate: '1990-02-01' });
  });

  it('may be missing above nothing but names', async () => {
    const { rows, header: found } = await run('Олена Коваль\nІрина Бойко\nСофія Лис\n');
    expect(found.rowIndex).toBeNull();
    expect(rows.map(({ learner }) => learner.name)).toEqual(['Олена Коваль', 'Ірина Бойко', 'Софія Лис']);
  });

  it('is the line that the person says, or none', async () => {
    const text = 'Name,Phone\nName,Phone\nA B,1\n';
    expect(await header(text, 2)).toMatchObject({ line: 2, firstRow: 2 });
    expect(await header(text, null)).toMatchObject({ rowIndex: null, firstRow: 0 });
  });

  it('drops empty columns at its end', async () => {
    expect((await header('Name,Phone,,,\nA B,1,,,\n')).names).toEqual(['Name', 'Phone']);
  });

  it('has a key that letter case, spaces and punctuation do not change, and other names do', async () => {
    const { key } = await header('ПІБ,Тел.,Дата нар.\nА,1,2\n');
    expect(key).toMatch(/^[0-9a-f]{32}$/);
    expect((await header('піб , ТЕЛ ,дата  нар\nБ,3,4\n')).key).toBe(key);
    expect((await header('ПІБ,Тел.,Стать\nА,1,2\n')).key).not.toBe(key);
    expect((await header('ПІБ,Дата нар.,Тел.\nА,1,2\n')).key).not.toBe(key);
    expect((await header('a@b.co,+380671234567\nc@d.co,+380671234568\n')).key).toBe('without-header-2');
  });
});

describe('columns are mapped by name', () => {
  it.each([
    ['Full name', 'fullName'],
    ['ПІБ', 'fullName'],
    ['П.І.Б.', 'fullName'],
    ['Три имена', 'fullName'],
    ['الاسم الثلاثي', 'fullName'],
    ['Прізвище', 'lastName'],
    ['Фамилия', 'lastName'],
    ['الكنية', 'lastName'],
    ['Презиме', 'patronymic'],
    ['اسم الأب', 'patronymic'],
    ['D.O.B.', 'birthDate'],
    ['Дата нар.', 'birthDate'],
    ['Рождена дата', 'birthDate'],
    ['تاريخ الولادة', 'birthDate'],
    ['What is your date of birth?', 'birthDate'],
    ['Вкажіть, будь ласка, дату народження (день, місяць, рік)', 'birthDate'],
    ['Вік', 'ageBand'],
    ['Възрастова група', 'ageBand'],
    ['Gender', 'sex'],
    ['Пол', 'sex'],
    ['النوع', 'sex'],
    ['Tel.', 'phone'],
    ['Моб. тел.', 'phone'],
    ['Телефон за връзка', 'phone'],
    ['رقم الجوال', 'phone'],
    ['Phone / Телефон', 'phone'],
    ['Телефон (Viber)', 'phone'],
    ['Ваш контактний номер телефону для зв’язку', 'phone'],
    ['E-mail', 'email'],
    ['Електронна поща', 'email'],
    ['البريد الإلكتروني', 'email'],
    ['Адреса електронної пошти, яку ви перевіряєте', 'email'],
    ['Are you an IDP?', 'displacementStatus'],
    ['Чи є у вас довідка ВПО?', 'displacementStatus'],
    ['حالة النزوح', 'displacementStatus'],
    ['Якими мовами ви володієте?', 'languages'],
    ['Родни или други езици', 'languages'],
    ['Роден език', 'languages'],
    ['Special needs', 'needs'],
    ['الاحتياجات الخاصة', 'needs'],
    ['Примітка', 'note'],
    ['Забележка', 'note'],
    ['ملاحظات', 'note'],
    ['Даю згоду на обробку моїх персональних даних', 'consent'],
    ['Съгласие', 'consent'],
    ['هل توافقين؟', 'consent'],
    ['Дата згоди', 'consentDate'],
    ['Група', 'cohort'],
    ['Кохорта', 'cohort'],
    ['الدفعة', 'cohort'],
    ['group_course/cohort', 'cohort'],
    ['Role', 'role'],
    ['Дата зарахування', 'enrollmentStart'],
    // Other people, other things, and what nobody needs.
    ['Emergency contact phone', 'ignore'],
    ["Ім'я та телефон контактної особи", 'ignore'],
    ['Mother’s name', 'ignore'],
    ['Назва організації', 'ignore'],
    ['Last access to course', 'ignore'],
    ['Passport number', 'ignore'],
    ['الجنسية', 'ignore'],
    ['ЕГН', 'ignore'],
    ['_uuid', 'ignore'],
    ['Username', 'ignore'],
    ['Маєте ноутбук?', 'ignore'],
    ['zzz', 'ignore'],
  ])('%s is %s', async (name, field) => {
    const [column] = proposeColumns(await header(`ID,${name.replaceAll(',', ';')}\n1,х\n`), []).slice(1);
    expect(column?.field).toBe(field);
  });

  it.each([
    ['Name,Surname', ['firstName', 'lastName']],
    ["Прізвище,Ім'я,По батькові", ['lastName', 'firstName', 'patronymic']],
    ['Име,Презиме,Фамилия', ['firstName', 'patronymic', 'lastName']],
    ['الاسم,اسم الأب,الكنية', ['firstName', 'patronymic', 'lastName']],
    ['Name,Phone', ['fullName', 'phone']],
    ['الاسم,الهاتف', ['fullName', 'phone']],
  ])('"name" in %s', async (line, fields) => {
    expect(proposeColumns(await header(`${line}\n`), []).map(({ field }) => field)).toEqual(fields);
  });

  it('keeps where somebody came from out, but says that it could go into the note', async () => {
    const [, region] = proposeColumns(await header('ПІБ,Область до переміщення\n'), []);
    expect(region).toMatchObject({ field: 'ignore', couldBe: 'originRegion' });
  });

  it('takes the time of a form for the date of its consent, and for nothing without one', async () => {
    const form = await run('Timestamp,Name,Consent\n2026/03/01 10:00:00,A B,Yes\n');
    expect(fieldsOf(form)).toEqual({ Timestamp: 'consentDate', Name: 'fullName', Consent: 'consent' });
    expect(form.rows[0]?.learner.consentDate).toBe('2026-03-01');
    expect(fieldsOf(await run('Timestamp,Name\n2026/03/01 10:00:00,A B\n'))).toMatchObject({
      Timestamp: 'ignore',
    });
    const own = await run('Timestamp,Name,Consent,Consent date\n2026/03/01,A B,Yes,2026-02-01\n');
    expect(own.rows[0]?.learner.consentDate).toBe('2026-02-01');
  });

  it('gives a field to one column only; the other is offered', async () => {
    const proposals = proposeColumns(await header('Name,Phone,Phone 1\n'), []);
    expect(proposals.map(({ field, couldBe }) => [field, couldBe])).toEqual([
      ['fullName', undefined],
      ['phone', undefined],
      ['ignore', 'phone'],
    ]);
  });

  it('is less sure of questions than of names', async () => {
    const [name, question] = proposeColumns(await header('Phone,Вкажіть вашу дату народження\n'), []);
    expect(name?.confidence).toBe(1);
    expect(question).toMatchObject({ by: 'phrase', field: 'birthDate' });
    expect(question?.confidence).toBeLessThan(1);
  });
});

describe('columns are mapped by content where the name is unknown', () => {
  const rows = Array.from({ length: 10 }, (_, row) => {
    return `Олена Коваль,o${row}@e.org,+38067123450${row},0${(row % 9) + 1}.02.1990,ж,слово ${row}`;
  });

  it('with less confidence', async () => {
    const { columns } = await run(`q1,q2,q3,q4,q5,q6\n${rows.join('\n')}\n`);
    expect(columns.map(({ field }) => field)).toEqual([
      'fullName',
      'email',
      'phone',
      'birthDate',
      'sex',
      'ignore',
    ]);
    expect(columns.every(({ confidence }) => confidence < 1)).toBe(true);
    expect(columns[1]?.samples).toEqual(['o0@e.org', 'o1@e.org', 'o2@e.org']);
  });

  it('unless the field has a column already', async () => {
    const { columns } = await run(`Name,Email,q3,q4,q5,q6\n${rows.join('\n')}\n`);
    expect(columns.map(({ by }) => by)).toEqual(['name', 'name', 'content', 'content', 'content', 'nothing']);
    const two = await run(
      `Name,Email,Phone,q4,q5,q6\n${rows.map((row) => row.replace('ж', 'x@y.co')).join('\n')}\n`,
    );
    expect(two.columns[4]?.field).toBe('ignore');
  });
});

describe('a mapping', () => {
  const issues = (value: unknown) => {
    const checked = mappingSchema.safeParse(value);
    return checked.success ? [] : checked.error.issues.map(({ message }) => message);
  };
  const columns = (...fields: string[]) => ({ columns: fields.map((field, column) => ({ column, field })) });

  it('is plain JSON', () => {
    const mapping = columns('fullName', 'phone', 'ignore', 'note', 'note', 'cohort', 'cohort');
    expect(issues(JSON.parse(JSON.stringify(mapping)))).toEqual([]);
  });

  it('needs a name, and uses columns and fields once', () => {
    expect(issues(columns('phone'))).toEqual(['name_not_mapped']);
    expect(issues(columns('lastName', 'phone', 'phone'))).toEqual(['field_twice']);
    expect(
      issues({
        columns: [
          { column: 0, field: 'fullName' },
          { column: 0, field: 'note' },
        ],
      }),
    ).toEqual(['column_twice']);
    expect(issues({ columns: [{ column: -1, field: 'fullName' }] })).toHaveLength(1);
    expect(issues({ columns: [{ column: 0, field: 'passport' }] }).length).toBeGreaterThan(0);
    expect(issues(null)).toHaveLength(1);
  });
});
