import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideDateOrder, readDate } from '../../../src/main/roster/import/read-date.ts';
import { run } from './support.ts';

const today = '2026-03-12';
const birth = (text: string, dayFirst = true) => readDate(text, { dayFirst, today, birth: true });
const event = (text: string) => readDate(text, { dayFirst: true, today, birth: false });

describe('a birth date', () => {
  it.each([
    ['2003-09-15', '2003-09-15'],
    ['2003/9/5', '2003-09-05'],
    ['2003.09.15', '2003-09-15'],
    ['15.09.2003', '2003-09-15'],
    ['5.9.2003', '2003-09-05'],
    ['15/09/2003', '2003-09-15'],
    ['15-09-2003', '2003-09-15'],
    ['15 09 2003', '2003-09-15'],
    ['15,09,2003', '2003-09-15'],
    ['15.09.2003 р.', '2003-09-15'],
    ['15.09.2003р.', '2003-09-15'],
    ['2003-09-15T10:00:11Z', '2003-09-15'],
    ['2003/09/15 10:00:11', '2003-09-15'],
    ['15.09.2003 0:00:00', '2003-09-15'],
    ['09/15/2003', '2003-09-15'],
    ['١٩٩٠-٠٥-٠٥', '1990-05-05'],
    ['۱۵/۰۹/۲۰۰۳', '2003-09-15'],
    ['15 вересня 2003', '2003-09-15'],
    ['15 вересня 2003 року', '2003-09-15'],
    ['«15» вересня 2003 р.', '2003-09-15'],
    ['15-вер-2003', '2003-09-15'],
    ['15 септември 2003 г.', '2003-09-15'],
    ['1 май 1990', '1990-05-01'],
    ['15 September 2003', '2003-09-15'],
    ['September 15, 2003', '2003-09-15'],
    ['15th Sept. 2003', '2003-09-15'],
    ['2003 Sep 15', '2003-09-15'],
    ['15 أيلول 2003', '2003-09-15'],
    ['15 سبتمبر 2003', '2003-09-15'],
    ['٣ كانون الثاني ١٩٩٠', '1990-01-03'],
    ['3 تشرين الأول 1990', '1990-10-03'],
    ['15 сентября 2003', '2003-09-15'],
    ['37879', '2003-09-15'],
    ['37879.5', '2003-09-15'],
    ['36123', '1998-11-24'],
    ['20030915', '2003-09-15'],
    ['15092003', '2003-09-15'],
    ['29.02.2000', '2000-02-29'],
    ['  15.09.2003  ', '2003-09-15'],
    ['\u200E15.09.2003', '2003-09-15'],
    ['12.03.1906', '1906-03-12'],
    ['13.03.1905', '1905-03-13'],
    ['11.03.2026', '2026-03-11'],
  ])('%s is %s', (text, value) => {
    expect(birth(text)).toEqual({ value, fault: null, shortYear: false });
  });

  it.each([
    ['15.09.03', '2003-09-15'],
    ['5/9/76', '1976-09-05'],
    ['1.1.20', '2020-01-01'],
    ['1.1.22', '1922-01-01'],
    ['15 вер 03', '2003-09-15'],
  ])('of two digits, %s, is %s and said to be a guess', (text, value) => {
    expect(birth(text)).toEqual({ value, fault: null, shortYear: true });
  });

  it.each([
    ['31.02.1999', 'date_impossible'],
    ['29.02.1999', 'date_impossible'],
    ['29.02.1900', 'date_impossible'],
    ['00.05.1999', 'date_impossible'],
    ['32.05.1999', 'date_impossible'],
    ['13.13.1999', 'date_impossible'],
    ['1999-13-01', 'date_impossible'],
    ['0999-12-01', 'date_impossible'],
    ['13.03.2026', 'date_in_future'],
    ['2030-01-01', 'date_in_future'],
    ['12.03.1905', 'date_too_old'],
    ['01.01.1800', 'date_too_old'],
    ['1990', 'date_year_only'],
    ['1375-02-15', 'date_other_calendar'],
    ['15/02/1411', 'date_other_calendar'],
    ['невідомо', 'date_unreadable'],
    ['вересень 2003', 'date_unreadable'],
    ['15.09', 'date_unreadable'],
    ['34', 'date_unreadable'],
    ['1.2.3.4', 'date_unreadable'],
    ['15.09.200', 'date_unreadable'],
    ['99999', 'date_unreadable'],
    ['123456789', 'date_unreadable'],
    ['-', 'date_unreadable'],
  ])('%s has the fault %s', (text, fault) => {
    expect(birth(text)).toEqual({ value: null, fault, shortYear: false });
  });

  it('that is not there is no fault', () => {
    expect(birth('')).toEqual({ value: null, fault: null, shortYear: false });
    expect(birth('\u00A0 ')).toEqual({ value: null, fault: null, shortYear: false });
  });

  it('of today is one', () => {
    expect(birth('2026-03-12').value).toBe(today);
  });

  it('agrees with the calendar for every day of 150 years', () => {
    const wrong: string[] = [];
    const readAs = (text: string, iso: string, dayFirst?: boolean): void => {
      if (birth(text, dayFirst).value !== iso) wrong.push(text);
    };
    for (let day = Date.UTC(1930, 0, 1); day < Date.UTC(2026, 0, 1); day += 86_400_000) {
      const iso = new Date(day).toISOString().slice(0, 10);
      const [year, month, date] = iso.split('-');
      const serial = String(day / 86_400_000 + 25_569);
      for (const text of [iso, `${date}.${month}.${year}`, `${date}/${month}/${year}`, serial])
        readAs(text, iso);
      readAs(`${month}/${date}/${year}`, iso, false);
    }
    expect(wrong).toEqual([]);
  });

  it('is never read out of nonsense', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789./- TZ:р٣'), maxLength: 16 }), (text) => {
        const { value, fault } = birth(text);
        if (value !== null) {
          expect(new Date(`${value}T00:00:00Z`).toISOString().slice(0, 10)).toBe(value);
          expect(fault).toBeNull();
          expect(value <= today).toBe(true);
        } else if (text.trim() !== '') expect(fault).not.toBeNull();
      }),
      { numRuns: 5000 },
    );
  });
});

describe('another date', () => {
  it('may lie ahead, and may be of two digits of this century', () => {
    expect(event('01.09.2027').value).toBe('2027-09-01');
    expect(event('01.09.27')).toMatchObject({ value: '2027-09-01' });
  });
});

describe('the order of day and month', () => {
  it.each([
    ['proven by a day', ['03/04/1990', '25/04/1990'], undefined, true, false],
    ['proven by a day of an American list', ['03/04/1990', '04/25/1990'], undefined, false, false],
    ['proven, whatever was told', ['25/04/1990'], false, true, false],
    ['open', ['03/04/1990', '05/06/1991'], undefined, true, true],
    ['told', ['03/04/1990', '05/06/1991'], false, false, false],
    ['open only with slashes or dashes, not with dots', ['03.04.1990'], undefined, true, false],
    ['told for dots too', ['03.04.1990'], false, false, false],
    ['of no matter where both are the same', ['04/04/1990'], undefined, true, false],
    ['of no matter where years come first', ['1990-03-04', '1990/04/05'], undefined, true, false],
    ['asked where values prove both', ['25/04/1990', '04/25/1990', '03/04/1990'], undefined, true, true],
    [
      'not asked where values prove both and none is open',
      ['25/04/1990', '04/25/1990'],
      undefined,
      true,
      false,
    ],
    ['open in short forms too', ['3/4/90', ''], undefined, true, true],
  ] as const)('is %s', (_, values, told, dayFirst, ambiguous) => {
    expect(decideDateOrder(values, told)).toMatchObject({ dayFirst, ambiguous });
  });

  it('is proven by the last row as well as by the first', async () => {
    const rows = Array.from(
      { length: 400 },
      (_, row) => `Ольга Ч${'а'.repeat(row % 9)},03/0${1 + (row % 9)}/1990`,
    );
    const head = 'ПІБ,Дата народження\n';
    const american = await run(`${head}${[...rows, 'Ірина Б,12/31/1990'].join('\n')}\n`);
    expect(american.dateQuestions).toEqual([]);
    expect(american.rows[0]?.learner.birthDate).toBe('1990-03-01');
    expect(american.rows.at(-1)?.learner.birthDate).toBe('1990-12-31');
    const european = await run(`${head}${[...rows, 'Ірина Б,31/12/1990'].join('\n')}\n`);
    expect(european.rows[0]?.learner.birthDate).toBe('1990-01-03');
    expect(european.rows.map(({ row }) => row)).toEqual(Array.from({ length: 401 }, (_, row) => row + 1));
  });

  it('is asked once for the column, with examples, and the answer counts', async () => {
    const text = 'Name,Date of birth\nA B,03/04/1990\nC D,\nE F,05/06/1991\n';
    const asked = await run(text);
    expect(asked.dateQuestions).toEqual([
      { column: 1, field: 'birthDate', examples: ['03/04/1990', '05/06/1991'] },
    ]);
    const answered = await run(text, { dayFirst: false });
    expect(answered.dateQuestions).toEqual([]);
    expect(answered.rows.map(({ learner }) => learner.birthDate)).toEqual(['1990-03-04', null, '1991-05-06']);
    expect((await run(text, { dayFirst: true })).rows[0]?.learner.birthDate).toBe('1990-04-03');
  });
});
