import { beforeEach, describe, expect, it } from 'vitest';
import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { commit, importList, preview, rows } from './run-import.ts';

let test: TestBackend;
let programId: string;
beforeEach(async () => {
  test = await openTestBackend();
  ({ id: programId } = await test.call('programs.add', {
    name: { en: 'Annotation' },
    kinds: ['live_class'],
  }));
  await ask('Internet at home', 'Ноутбук', 'حجم القميص');
  return () => test.close();
});

const ask = (...fields: string[]) => test.call('programs.setFields', { programId, fields });
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const list = bytes(`Name,Date of birth,INTERNET AT HOME,Ноутбук:,حجم القميص,Favorite color
Olena Koval,2001-04-03,no,так,M,blue
Rana Haddad,1999-11-20,yes,,L,red
`);

const fieldsOf = async (name: string): Promise<Record<string, string | null>> => {
  const { learners } = await test.call('roster.learners', {});
  const learnerId = learners.find((learner) => learner.name === name)?.id ?? '';
  const { fields } = await test.call('roster.learner', { learnerId });
  return Object.fromEntries(fields.map(({ field, value }) => [field, value]));
};
const olena = { 'Internet at home': 'no', Ноутбук: 'так', 'حجم القميص': 'M' };

describe('a list with columns that a program asks for', () => {
  it('is read by their names, in any script, whatever the case', async () => {
    const { columns, questions, jobId } = await preview(test, 'list.csv', list);
    expect([...questions].sort()).toEqual(['Internet at home', 'Ноутбук', 'حجم القميص'].sort());
    expect(columns.map(({ field, question }) => question ?? field)).toEqual([
      ...['fullName', 'birthDate', 'Internet at home', 'Ноутбук', 'حجم القميص', 'ignore'],
    ]);
    await commit(test, jobId);
    expect(await fieldsOf('Olena Koval')).toEqual(olena);
    expect(await fieldsOf('Rana Haddad')).toEqual({ 'Internet at home': 'yes', 'حجم القميص': 'L' });
  });

  it('keeps common facts where they belong, though a field is called the same', async () => {
    await ask('Phone', 'Region');
    const { columns } = await preview(
      test,
      'list.csv',
      bytes('Name,Phone,Region\nOlena Koval,+380501234567,Lviv\n'),
    );
    expect(columns.map(({ field, question }) => question ?? field)).toEqual(['fullName', 'phone', 'Region']);
  });

  it('is read as somebody says by hand, and so again the next time', async () => {
    const columns = [
      { column: 0, field: 'fullName' as const },
      { column: 5, field: 'answer' as const, question: 'Ноутбук' },
    ];
    const { jobId } = await preview(test, 'list.csv', list, { mapping: { columns } });
    await commit(test, jobId);
    expect(await fieldsOf('Olena Koval')).toEqual({ Ноутбук: 'blue' });
    const again = await preview(test, 'list.csv', list);
    expect(again.mappingFrom).toBe('remembered');
    expect(again.mapping.columns).toEqual(columns);
  });

  it('leaves out what no program asks any more, though it was remembered', async () => {
    await importList(test, 'list.csv', list);
    await ask('Ноутбук');
    const { mapping } = await preview(test, 'list.csv', list);
    expect(mapping.columns.flatMap(({ question }) => question ?? [])).toEqual(['Ноутбук']);
  });

  it.each([
    [
      'two columns for one field',
      [
        { column: 1, field: 'answer', question: 'A' },
        { column: 2, field: 'answer', question: 'A' },
      ],
    ],
    ['an answer to nothing', [{ column: 1, field: 'answer' }]],
    ['a name as an answer', [{ column: 1, field: 'phone', question: 'A' }]],
  ] as const)('is refused with %s', async (_name, columns) => {
    const mapping = { columns: [{ column: 0, field: 'fullName' as const }, ...columns] };
    await expect(preview(test, 'list.csv', list, { mapping })).rejects.toThrow('file_bad_mapping');
  });

  it('fills what is blank of somebody who is here, and changes nothing that is there', async () => {
    await importList(test, 'list.csv', bytes('Name,Date of birth\nOlena Koval,2001-04-03\n'));
    const { learners } = await test.call('roster.learners', {});
    const learnerId = learners[0]?.id ?? '';
    await test.call('roster.setField', { learnerId, field: 'Internet at home', value: 'yes, slow' });
    const { jobId, fillable } = await preview(test, 'list.csv', list);
    expect(fillable).toBe(1);
    expect((await rows(test, jobId, 'already_here')).map((row) => row.fills)).toEqual([['answers']]);
    expect(await commit(test, jobId)).toMatchObject({ added: 1, filled: 1 });
    expect(await fieldsOf('Olena Koval')).toEqual({ ...olena, 'Internet at home': 'yes, slow' });
    expect(await preview(test, 'list.csv', list)).toMatchObject({ fillable: 0 });
    await test.call('changes.undo', {});
    expect(await fieldsOf('Olena Koval')).toEqual({ 'Internet at home': 'yes, slow' });
  });

  it('takes the first answer of somebody who stands in two rows, and what only the second says', async () => {
    const twice = `Name,Date of birth,Internet at home,Ноутбук
Olena Koval,2001-04-03,no,
Olena Koval,2001-04-03,yes,так
`;
    await importList(test, 'list.csv', bytes(twice));
    expect(await fieldsOf('Olena Koval')).toEqual({ 'Internet at home': 'no', Ноутбук: 'так' });
  });
});

describe('an exported list', () => {
  const exported = async (answers: boolean, cohortId: string | null = null): Promise<string[]> => {
    const { token } = await test.call('roster.exportLearners', {
      ...{ cohortId, format: 'csv', fileName: 'All', values: {}, answers },
      columns: [{ field: 'name', label: 'Name' }],
    });
    const text = new TextDecoder().decode(test.backend().files.get(token).bytes);
    return text.replace('\uFEFF', '').trim().split(/\r?\n/);
  };

  it('holds what programs ask only where somebody says so, and comes back as it went', async () => {
    await importList(test, 'list.csv', list);
    expect((await exported(false))[0]).toBe('Name');
    const lines = await exported(true);
    expect(lines[0]?.split(/[,;]/)).toEqual(['Name', 'Internet at home', 'Ноутбук', 'حجم القميص']);
    expect(lines[1]?.split(/[,;]/)).toEqual(['Olena Koval', 'no', 'так', 'M']);
    const back = await preview(test, 'All.csv', bytes(lines.join('\n')));
    expect(back.columns.map(({ question }) => question)).toEqual([
      ...[undefined, 'Internet at home', 'Ноутбук', 'حجم القميص'],
    ]);
  });

  it('of a cohort has what its program asks, answered or not, and what else was written about somebody', async () => {
    const { id: cohortId } = await test.call('roster.addCohort', {
      ...{ name: 'Cohort 2', programId, startsOn: null, endsOn: null },
    });
    await importList(test, 'list.csv', bytes('Name\nOlena Koval\n'), {
      cohort: { kind: 'existing', cohortId },
    });
    const { learners } = await test.call('roster.learners', {});
    const learnerId = learners[0]?.id ?? '';
    await test.call('roster.setField', { learnerId, field: 'Shoe size', value: '38' });
    expect(await exported(true, cohortId)).toEqual([
      'Name,Internet at home,Ноутбук,حجم القميص,Shoe size',
      'Olena Koval,,,,38',
    ]);
  });
});
