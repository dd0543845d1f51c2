import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareRows, type ExistingPerson } from '../../../src/main/roster/import/compare.ts';
import { foldName } from '../../../src/main/roster/import/fold-text.ts';
import { type HashText, hashAddress, hashName } from '../../../src/main/roster/import/hash-text.ts';
import type { ImportRow } from '../../../src/main/roster/import/import-row.ts';
import { createInterner } from '../../../src/main/roster/import/intern-text.ts';
import { peopleToImport } from '../../../src/main/roster/import/people-to-import.ts';

interface Known {
  name?: string;
  birthDate?: string | null;
  phone?: string | null;
  email?: string | null;
}

function rowOf(row: number, known: Known, more: Partial<ImportRow> = {}): ImportRow {
  return {
    row,
    line: row + 1,
    cells: [],
    learner: {
      name: 'Olena Koval',
      displayName: '',
      birthDate: null,
      ageBand: null,
      sex: null,
      phone: null,
      email: null,
      displacementStatus: null,
      languages: [],
      needs: '',
      note: '',
      consent: null,
      consentDate: null,
      answers: [],
      ...known,
    },
    cohorts: [],
    role: 'learner',
    enrollmentStart: null,
    faults: [],
    severity: 'none',
    ...more,
  };
}

const rowsOf = (...known: Known[]) => known.map((one, index) => rowOf(index + 1, one));
const personOf = (id: string, known: Known): ExistingPerson => ({
  id,
  name: 'Olena Koval',
  birthDate: null,
  phone: null,
  email: null,
  ...known,
});
const verdictsOf = (rows: ImportRow[], existing: ExistingPerson[] = []) =>
  compareRows(rows, existing).verdicts.map(({ verdict }) => verdict);

const phone = '+380671234567';
const email = 'o@e.org';
const birthDate = '1990-01-02';

/** One code unit each: what names are written with. */
const letter = fc
  .integer({ min: 1, max: 0xffff })
  .map((unit) => String.fromCharCode(unit).replace(/\p{Cs}/u, 'a'));

const hashed = (hash: HashText, text: string) => {
  const found = { first: 0, second: 0 };
  hash(text, found);
  return found;
};

describe('folding', () => {
  it.each([
    ['Ткаченко Вікторія', 'ТКАЧЕНКО  ВІКТОРІЯ'],
    ["Мар'яненко", 'Мар’яненко'],
    ["Мар'яненко", 'Марʼяненко'],
    ["Мар'яненко", 'Мар`яненко'],
    ["O'Neil", 'ONeil'],
    ['Al-Masri', 'Al Masri'],
    ['Al-Masri', 'al‑masri'],
    ['Zoë Müller', 'Zoe Muller'],
    ['Łukasz', 'lukasz'],
    ['Strauß', 'STRAUSS'],
    ['Ґалаґан', 'Галаган'],
    ['Їжакевич', 'І\u0308жакевич'],
    ['Фёдорова', 'Федорова'],
    ['أمينة', 'امينه'],
    ['إسراء', 'اسرا'],
    ['ليلى', 'ليلي'],
    ['مـــريم', 'مَرْيَم'],
    ['عبد الله', 'عبدالله'],
    ['فاطمة', 'فاطمه'],
    ['علی', 'علي'],
    ['Ольга\u200E', 'Ольга'],
    ['Ｏｌｅｎａ', 'olena'],
  ])('makes %s and %s the same', (a, b) => {
    expect(foldName(a)).toBe(foldName(b));
    expect(hashed(hashName, a)).toEqual(hashed(hashName, b));
  });

  it.each([
    ['Олена', 'Олеся'],
    ['Коваль', 'Коваленко'],
    ['ليلى', 'ليان'],
    ['Anna', 'Ann'],
  ])('keeps %s and %s apart', (a, b) => {
    expect(foldName(a)).not.toBe(foldName(b));
    expect(hashed(hashName, a)).not.toEqual(hashed(hashName, b));
  });

  it('does not depend on composition, letter case or apostrophes', () => {
    fc.assert(
      fc.property(fc.string({ unit: letter }), (text) => {
        expect(foldName(text.normalize('NFD'))).toBe(foldName(text.normalize('NFC')));
        expect(foldName(foldName(text))).toBe(foldName(text));
        expect(foldName(`'${text} -`)).toBe(foldName(text));
        expect(hashed(hashName, text)).toEqual(hashed(hashName, foldName(text)));
        expect(hashed(hashName, text).second === 0).toBe(foldName(text) === '');
      }),
      { numRuns: 1000 },
    );
  });

  it('numbers equal texts alike and others apart, any number of them', () => {
    const intern = createInterner(hashName, 4);
    const names = Array.from({ length: 20_000 }, (_, index) => `Ім'я ${index.toString(36)}`);
    const ids = names.map(intern);
    expect(new Set(ids).size).toBe(20_000);
    expect(names.map((name) => intern(name.toUpperCase().replace("'", '’')))).toEqual(ids);
    expect(intern("'-")).toBe(0);
  });

  it('folds the case of addresses', () => {
    const address = hashed(hashAddress, 'learner8@example.org');
    expect(hashed(hashAddress, 'LEARNER8@EXAMPLE.ORG')).toEqual(address);
    expect(hashed(hashAddress, 'learner9@example.org')).not.toEqual(address);
  });
});

describe('a row against the people who are here', () => {
  it.each([
    ['same name and phone', { phone }, { phone }, 'already_here'],
    ['same name and email in another case', { email: 'O@E.ORG' }, { email }, 'already_here'],
    ['same name and birth date', { birthDate }, { birthDate }, 'already_here'],
    ['same folded name and phone', { name: 'OLENA  KOVAL’', phone }, { phone }, 'already_here'],
    ['same name and phone, one more email', { phone, email }, { phone }, 'already_here'],
    [
      'same name and phone, another birth date',
      { phone, birthDate },
      { phone, birthDate: '1991-01-01' },
      'possible_duplicate',
    ],
    [
      'same name and birth date, another phone',
      { birthDate, phone },
      { birthDate, phone: '+380501234567' },
      'possible_duplicate',
    ],
    ['same phone, another name', { name: 'Iryna Koval', phone }, { phone }, 'possible_duplicate'],
    ['same email, another name', { name: 'Iryna Koval', email }, { email }, 'possible_duplicate'],
    ['same birth date, another name', { name: 'Iryna Koval', birthDate }, { birthDate }, 'new'],
    ['same name, nothing else on either side', {}, {}, 'possible_duplicate'],
    ['same name, nothing that both have', { phone }, { email }, 'possible_duplicate'],
    ['same name, another phone', { phone }, { phone: '+380501234567' }, 'new'],
    ['same name, another email, and a phone', { phone, email }, { email: 'x@y.co' }, 'new'],
    ['nothing the same', { name: 'Iryna Koval', phone }, { phone: '+380501234567' }, 'new'],
  ] as const)('%s: %j and %j is %s', (_, row, person, verdict) => {
    expect(verdictsOf(rowsOf(row), [personOf('p1', person)])).toEqual([verdict]);
  });

  it('names who it is', () => {
    const existing = [personOf('p2', { phone, email }), personOf('p1', { phone: '+380501234567' })];
    expect(compareRows(rowsOf({ phone }), existing).verdicts[0]).toMatchObject({ person: 'p2' });
  });

  it('says what is the same and what differs, the likeliest first', () => {
    const existing = [
      personOf('p1', { name: 'Iryna Koval', phone }),
      personOf('p2', { phone, birthDate: '1991-01-01' }),
    ];
    expect(compareRows(rowsOf({ phone, birthDate }), existing).verdicts[0]?.matches).toEqual([
      { person: 'p2', row: null, same: ['name', 'phone'], differs: ['birthDate'] },
      { person: 'p1', row: null, same: ['phone'], differs: [] },
    ]);
  });

  it('does not take an empty name or field for the same', () => {
    const existing = [personOf('p1', { name: "'-" })];
    expect(verdictsOf([rowOf(1, { name: '—' })], existing)).toEqual(['new']);
  });
});

describe('a row against earlier rows', () => {
  it('of the same person repeats the first one', () => {
    const { verdicts } = compareRows(
      rowsOf({ phone }, { name: 'OLENA KOVAL', phone, email }, { name: 'Iryna' }, { email }),
      [],
    );
    expect(verdicts.map(({ verdict, repeats }) => [verdict, repeats])).toEqual([
      ['new', null],
      ['repeats_row', 1],
      ['new', null],
      ['repeats_row', 1],
    ]);
  });

  it('with the same phone and another name is a possible duplicate of it', () => {
    const { verdicts } = compareRows(rowsOf({ name: 'Iryna Koval', phone }, { phone }), []);
    expect(verdicts[0]?.verdict).toBe('new');
    expect(verdicts[1]).toEqual({
      verdict: 'possible_duplicate',
      person: null,
      repeats: null,
      matches: [{ person: null, row: 1, same: ['phone'], differs: [] }],
    });
  });

  it('with the same email and another name is a possible duplicate of it', () => {
    const { verdicts } = compareRows(rowsOf({ email }, { name: 'Iryna Koval', email: 'O@E.ORG' }), []);
    expect(verdicts[1]).toMatchObject({
      verdict: 'possible_duplicate',
      matches: [{ row: 1, same: ['email'] }],
    });
  });

  it.each([2, 20, 60, 70, 200])('of one name is found among %i', (count) => {
    const many = Array.from({ length: count }, (_, index) => ({ phone: `+3806700${10_000 + index}` }));
    const last = many.at(-1) ?? {};
    const { verdicts, totals } = compareRows(rowsOf(...many, { ...last, email }), []);
    expect(totals).toMatchObject({ new: count, repeats_row: 1 });
    expect(verdicts.at(-1)).toMatchObject({ verdict: 'repeats_row', repeats: count });
  });

  it('of the same name with other phones are different people, unless born on the same day', () => {
    const one = { phone };
    const two = { phone: '+380501234567' };
    expect(verdictsOf(rowsOf(one, two))).toEqual(['new', 'new']);
    expect(verdictsOf(rowsOf({ ...one, birthDate }, { ...two, birthDate }))).toEqual([
      'new',
      'possible_duplicate',
    ]);
  });

  it('of nothing but the same name is asked about; only a whole row the same repeats', () => {
    expect(verdictsOf([rowOf(1, {}), rowOf(2, {}), rowOf(3, {}, { cohorts: ['A'] })])).toEqual([
      'new',
      'repeats_row',
      'possible_duplicate',
    ]);
  });

  it('is not merged through a chain that contradicts itself', () => {
    const chain = rowsOf({ phone, birthDate }, { phone }, { phone, birthDate: '1991-01-01' });
    expect(verdictsOf(chain)).toEqual(['new', 'possible_duplicate', 'possible_duplicate']);
  });

  it('counts for who is here by all that its rows say together', () => {
    const existing = [personOf('p1', { email })];
    const { verdicts } = compareRows(rowsOf({ phone }, { phone, email }), existing);
    expect(verdicts.map(({ verdict, person, repeats }) => [verdict, person, repeats])).toEqual([
      ['already_here', 'p1', null],
      ['repeats_row', null, 1],
    ]);
  });
});

describe('staff and faults', () => {
  it('are counted apart and take part in nothing', () => {
    const rows = [
      rowOf(1, { phone }, { role: 'staff' }),
      rowOf(2, { phone }, { severity: 'fault' }),
      rowOf(3, { phone }, { severity: 'notice' }),
    ];
    expect(compareRows(rows, [])).toMatchObject({
      verdicts: [{ verdict: 'not_a_learner' }, { verdict: 'fault' }, { verdict: 'new' }],
      totals: { new: 1, not_a_learner: 1, fault: 1, repeats_row: 0, already_here: 0, possible_duplicate: 0 },
    });
  });
});

describe('people to import', () => {
  it('are one for several rows, with all cohorts and what later rows add', () => {
    const rows = [
      rowOf(1, { phone }, { cohorts: ['A'] }),
      rowOf(2, { name: 'Iryna' }, { cohorts: ['B'] }),
      rowOf(3, { phone, email, birthDate }, { cohorts: ['B', 'A'], enrollmentStart: '2026-01-01' }),
    ];
    const people = peopleToImport(rows, compareRows(rows, []).verdicts);
    expect(people).toHaveLength(2);
    expect(people[0]).toMatchObject({
      rows: [1, 3],
      cohorts: ['A', 'B'],
      enrollmentStart: '2026-01-01',
      learner: { phone, email, birthDate },
      verdict: 'new',
    });
    expect(people[1]).toMatchObject({ rows: [2], cohorts: ['B'] });
  });

  it('keep the consent of the row that gave it, with its own date', () => {
    const rows = [
      rowOf(1, { phone, ...{ consent: 'given' as const, consentDate: null } }),
      rowOf(2, { phone, ...{ consent: 'refused' as const, consentDate: '2026-01-01' } }),
    ];
    expect(peopleToImport(rows, compareRows(rows, []).verdicts)[0]?.learner).toMatchObject({
      consent: 'given',
      consentDate: null,
      answers: [],
    });
  });
});

/** Few values, so that they meet often. */
const known = fc.record({
  name: fc.constantFrom('Olena Koval', 'OLENA KOVAL', 'Iryna Boyko', "Ol'ena-Koval"),
  phone: fc.constantFrom(null, '+380671234567', '+380501234567'),
  email: fc.constantFrom(null, 'a@b.co', 'A@B.CO', 'c@d.co'),
  birthDate: fc.constantFrom(null, '1990-01-02', '1991-01-02'),
});

describe('the order', () => {
  const shuffled = <T>(list: readonly T[], keys: readonly number[]) =>
    list
      .map((value, index) => ({ value, key: keys[index] ?? 0 }))
      .sort((a, b) => a.key - b.key)
      .map(({ value }) => value);

  it('of people changes nothing; of rows not how many people there are, nor how many are in doubt', () => {
    fc.assert(
      fc.property(
        fc.array(known, { maxLength: 8 }),
        fc.array(known, { maxLength: 6 }),
        fc.array(fc.nat(), { minLength: 8, maxLength: 8 }),
        (rowsKnown, peopleKnown, keys) => {
          const rows = rowsKnown.map((one, index) => rowOf(index + 1, one));
          const people = peopleKnown.map((one, index) => personOf(`p${index}`, one));
          const straight = compareRows(rows, people);
          expect(compareRows(rows, shuffled(people, keys))).toEqual(straight);
          const other = compareRows(shuffled(rows, keys), people).totals;
          const { already_here, repeats_row } = straight.totals;
          expect(other).toMatchObject({ already_here, repeats_row });
          expect(compareRows(shuffled(rows, keys), []).totals).toEqual(compareRows(rows, []).totals);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('agrees with comparing each with each', () => {
    const agrees = (a: Known, b: Known, field: 'phone' | 'email' | 'birthDate') =>
      a[field] != null && b[field] != null && a[field]?.toLowerCase() === b[field]?.toLowerCase();
    const fields = ['phone', 'email', 'birthDate'] as const;
    fc.assert(
      fc.property(known, fc.array(known, { maxLength: 6 }), (row, peopleKnown) => {
        const people = peopleKnown.map((one, index) => personOf(`p${index}`, one));
        const sameName = people.filter((one) => foldName(one.name) === foldName(row.name));
        const differs = (one: Known) =>
          fields.some((field) => one[field] != null && row[field] != null && !agrees(one, row, field));
        const same = sameName.some((one) => fields.some((field) => agrees(one, row, field)) && !differs(one));
        const like =
          people.some((one) => agrees(one, row, 'phone') || agrees(one, row, 'email')) ||
          sameName.some((one) => agrees(one, row, 'birthDate')) ||
          sameName.some((one) => fields.every((field) => one[field] == null || row[field] == null));
        const verdict = same ? 'already_here' : like ? 'possible_duplicate' : 'new';
        expect(verdictsOf([rowOf(1, row)], people)).toEqual([verdict]);
      }),
      { numRuns: 3000 },
    );
  });

  it('does not make it slow: ten thousand rows of one name and phone against as many people', () => {
    const rows = Array.from({ length: 10_000 }, (_, index) =>
      rowOf(index + 1, { phone, email: `r${index}@e.org` }),
    );
    const people = Array.from({ length: 10_000 }, (_, index) =>
      personOf(`p${index}`, { phone, email: `p${index}@e.org` }),
    );
    expect(compareRows(rows, people).totals.possible_duplicate).toBe(10_000);
    const bare = Array.from({ length: 10_000 }, (_, index) =>
      rowOf(index + 1, {}, { cohorts: [String(index)] }),
    );
    expect(compareRows(bare, []).totals).toMatchObject({ new: 1, possible_duplicate: 9_999 });
  });
});
