import { describe, expect, it } from 'vitest';
import { leftovers } from '../../../src/main/roster/import/import-row.ts';
import { neutralizeFormula } from '../../../src/shared/rules/csv.ts';
import { faultsByRow, refusal, run } from './support.ts';

const learner = async (text: string, options = {}) => (await run(text, options)).rows[0]?.learner;

describe('a name', () => {
  it('is joined from its parts in the order of the file', async () => {
    expect(await learner("Прізвище,Ім'я,По батькові\nКоваль,Олена,Іванівна\n")).toMatchObject({
      name: 'Коваль Олена Іванівна',
      displayName: 'Олена Коваль',
    });
    expect(await learner('First name,Last name\nOlena,Koval\n')).toMatchObject({
      name: 'Olena Koval',
      displayName: 'Olena Koval',
    });
    expect(await learner('Име,Презиме,Фамилия\nМария,Иванова,Петрова\n')).toMatchObject({
      name: 'Мария Иванова Петрова',
      displayName: 'Мария Петрова',
    });
  });

  it('keeps what was typed but for spaces, and is shown without shouting', async () => {
    expect(await learner('ПІБ\n"  ТКАЧЕНКО  ВІКТОРІЯ\u00A0ПЕТРІВНА "\n')).toMatchObject({
      name: 'ТКАЧЕНКО ВІКТОРІЯ ПЕТРІВНА',
      displayName: 'Вікторія Ткаченко',
    });
  });

  it('of one part is enough; without any the row cannot be imported', async () => {
    const { rows } = await run('First name,Last name,Phone\nOlena,,1\n,Koval,2\n, ,+380671234567\n');
    expect(rows.map(({ learner: { name }, severity }) => [name, severity])).toEqual([
      ['Olena', 'notice'],
      ['Koval', 'notice'],
      ['', 'fault'],
    ]);
    expect(rows[2]?.faults.map(({ code }) => code)).toEqual(['name_missing']);
    expect(rows[2]?.cells).toEqual(['', ' ', '+380671234567']);
  });

  it('of its own for the roll counts', async () => {
    expect(await learner('ПІБ,Як до вас звертатися\nКоваль Олена Іванівна,Оленка\n')).toMatchObject({
      displayName: 'Оленка',
    });
  });

  it('is missing in every row where no column is mapped to it', async () => {
    const { rows, totals } = await run('Phone,Email\n+380671234567,a@b.co\n+380671234568,c@d.co\n');
    expect(totals.fault).toBe(2);
    expect(rows[0]?.faults[0]).toMatchObject({ code: 'name_missing', column: null });
  });
});

describe('a field that cannot be read', () => {
  const text =
    'Name,Date of birth,Sex,Phone,Email,Displacement status,Languages,Age,Consent,Start date\n' +
    'Olena Koval,soon,plenty,12,none,martian,Klingon,old,perhaps,tomorrow\n';

  it('stays empty, is said with its text, and nothing typed is lost', async () => {
    const { rows, header, verdicts } = await run(text);
    const [row] = rows;
    expect(row?.faults.map(({ code, severity, value }) => [code, severity, value])).toEqual([
      ['birth_date_unreadable', 'notice', 'soon'],
      ['age_unknown', 'notice', 'old'],
      ['displacement_unknown', 'notice', 'martian'],
      ['consent_unknown', 'notice', 'perhaps'],
      ['sex_unknown', 'notice', 'plenty'],
      ['phone_impossible', 'notice', '12'],
      ['email_invalid', 'notice', 'none'],
      ['language_unknown', 'notice', null],
      ['enrollment_start_unreadable', 'notice', 'tomorrow'],
    ]);
    expect(row?.learner).toMatchObject({
      birthDate: null,
      sex: null,
      phone: null,
      email: null,
      displacementStatus: null,
      ageBand: null,
      consent: null,
      languages: ['Klingon'],
    });
    expect(verdicts[0]?.verdict).toBe('new');
    expect(row && leftovers(row, header.names).split('\n')).toContain('Date of birth: soon');
    expect(row && leftovers(row, header.names).split('\n')).toHaveLength(8);
  });

  it('that is empty is no fault, but for consent', async () => {
    expect(faultsByRow(await run(text.replace(/Koval,.*/, 'Koval,,,,,,,,,')))).toEqual({
      1: ['consent_empty'],
    });
    expect(faultsByRow(await run(text.replace(/Koval,.*/, 'Koval, ,\u00A0, , , , , , , ')))).toEqual({
      1: ['consent_empty'],
    });
  });
});

describe('an age', () => {
  it('counts where there is no birth date', async () => {
    const { rows } = await run('Name,Age,Birth date\nA B,34,\nC D,34,01.01.1950\n');
    expect(rows.map(({ learner: { ageBand, birthDate } }) => [ageBand, birthDate])).toEqual([
      ['25_34', null],
      [null, '1950-01-01'],
    ]);
  });
});

describe('texts', () => {
  it('of several columns are put one below the other, a region with its name', async () => {
    const mapping = {
      columns: [
        { column: 0, field: 'fullName' as const },
        { column: 1, field: 'note' as const },
        { column: 2, field: 'note' as const },
        { column: 3, field: 'originRegion' as const },
      ],
    };
    const { rows } = await run('Name,Note,Comment,Region\nA B,"one\n two",three,Kherson\nC D,,,\n', {
      mapping,
    });
    expect(rows.map(({ learner: { note } }) => note)).toEqual(['one\ntwo\nthree\nRegion: Kherson', '']);
  });

  it('that look like a formula are kept as text and noticed', async () => {
    const { rows } = await run('Name,Note,Group\nA B,=1+1,x\nC D,-5 degrees,y\n');
    expect(rows[0]).toMatchObject({ learner: { note: '=1+1' }, severity: 'notice' });
    expect(rows[1]?.faults).toEqual([]);
  });

  it('of our own exports come back without their apostrophes', async () => {
    const typed = ["=1+1 isn't", '+380671234567', '@home', "'quoted'"];
    const [note, phone, ...more] = typed.map((text) => `"${neutralizeFormula(text)}"`);
    const { rows } = await run(`Name,Note,Phone\nA B,${note},${phone}\nC D,${more.join(',')}\n`);
    expect(rows[0]?.learner).toMatchObject({ note: typed[0], phone: '+380671234567' });
    expect(rows[0]?.faults.map(({ code }) => code)).toEqual(['formula_text']);
    expect(rows[1]?.learner.note).toBe('@home');
  });
});

describe('cohorts', () => {
  it('come from any number of columns, each once', async () => {
    const mapping = {
      columns: [
        { column: 0, field: 'fullName' as const },
        { column: 1, field: 'cohort' as const },
        { column: 2, field: 'cohort' as const },
      ],
    };
    const { rows } = await run('Name,G1,G2\nA B,"x, y",y\nC D,,z\n', { mapping });
    expect(rows.map(({ cohorts }) => cohorts)).toEqual([['x', 'y'], ['z']]);
  });
});

describe('the shape of a row', () => {
  it('with cells beyond the header is a fault if they hold anything', async () => {
    expect(faultsByRow(await run('Name,Phone\nA B,,,\nC D,,x\nE F,\n'))).toEqual({ 2: ['too_many_cells'] });
  });

  it('with fewer cells is noticed if a mapped one is missing', async () => {
    expect(faultsByRow(await run('Name,Email,Nothing\nA B,a@b.co\nC D\n'))).toEqual({ 2: ['too_few_cells'] });
  });

  it('is spoiled by hidden characters only in columns that are used', async () => {
    const text = 'Name,Zzz\nA\0B,x\nC D,y\0z\nE F,\u202Ex\n';
    const { rows } = await run(text);
    expect(rows.map(({ severity }) => severity)).toEqual(['fault', 'notice', 'notice']);
  });
});

describe('a mapping by hand', () => {
  it('counts before the proposal, and is checked', async () => {
    const text = 'Name,Phone\nOlena,Koval\n';
    const mapping = { columns: [{ column: 1, field: 'fullName' as const }] };
    expect(await run(text, { mapping })).toMatchObject({
      mappingFrom: 'hand',
      rows: [{ learner: { name: 'Koval' } }],
    });
    const wrong = { mapping: { columns: [{ column: 1, field: 'phone' as const }] } };
    expect(await refusal(run(text, wrong))).toEqual({
      code: 'bad_mapping',
      params: { issue: 'name_not_mapped' },
    });
  });

  it('is remembered for its header and for no other', async () => {
    const text = 'Name,Phone\nOlena,Koval\n';
    const { header } = await run(text);
    const remembered = { [header.key]: { columns: [{ column: 1, field: 'fullName' as const }] } };
    expect(await run('NAME,phone:\nOlena,Koval\n', { remembered })).toMatchObject({
      mappingFrom: 'remembered',
      rows: [{ learner: { name: 'Koval' } }],
    });
    expect(await run('Name,Email\nOlena,Koval\n', { remembered })).toMatchObject({ mappingFrom: 'proposal' });
  });

  it('may speak of columns that a row does not have', async () => {
    const mapping = {
      columns: [
        { column: 0, field: 'fullName' as const },
        { column: 900, field: 'phone' as const },
      ],
    };
    expect((await run('Name\nOlena Koval\n', { mapping })).rows[0]?.learner).toMatchObject({ phone: null });
  });
});
