import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { neutralizeFormula, restoreFormula, writeCsv } from '../../src/shared/rules/csv.ts';

/** Text made mostly of what matters here. */
const spiky = fc.string({
  unit: fc.constantFrom(...'=+-@＝＋－＠\'"\t\r\n;, aЯ1', '\u00A0', '\u200B', '\u0000', '\uFEFF'),
  maxLength: 24,
});

/** What a spreadsheet would run: a sign first, whatever invisible or white space stands before it. */
const runs = (cell: string) => /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]/u.test(cell);

describe('neutralizeFormula', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ["=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"],
    ['+380671234567', "'+380671234567"],
    ['-5', "'-5"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\tplain', "'\tplain"],
    ['\rplain', "'\rplain"],
    ['  =1', "'  =1"],
    ['\u00A0=1', "'\u00A0=1"],
    ['\u200B=1', "'\u200B=1"],
    ['＝1+1', "'＝1+1"],
    ['＋1', "'＋1"],
    ["'=1", "''=1"],
    ['works;=1', "works;'=1"],
    ['two\n=1', "two\n'=1"],
    ['two\r\n  @x', "two\r\n  '@x"],
    ['Олена', 'Олена'],
    ["O'Neil", "O'Neil"],
    ["Мар'яненко", "Мар'яненко"],
    ['a=b', 'a=b'],
    ['Al-Masri', 'Al-Masri'],
    ['', ''],
  ])('%j becomes %j', (text, safe) => {
    expect(neutralizeFormula(text)).toBe(safe);
    expect(restoreFormula(safe)).toBe(text);
  });

  it('leaves nothing that runs, even where the text is cut at semicolons, tabs or line ends', () => {
    fc.assert(
      fc.property(spiky, (text) => {
        for (const piece of neutralizeFormula(text).split(/[;\t\r\n]/)) expect(runs(piece)).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  it('can be undone exactly', () => {
    fc.assert(
      fc.property(fc.oneof(spiky, fc.string()), (text) => {
        expect(restoreFormula(neutralizeFormula(text))).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  it('takes time in proportion to the text', () => {
    for (const part of ['\n', ' ;', "'", '\t\r']) {
      const text = part.repeat(200_000);
      expect(restoreFormula(neutralizeFormula(text))).toBe(text);
    }
  });
});

describe('writeCsv', () => {
  it('writes a byte order mark, commas, CRLF, and quotes only where needed', () => {
    expect(
      writeCsv([
        ['Name', 'Note'],
        ['Олена', 'a, b'],
        ['say "hi"', null],
        [3, 2.5],
      ]),
    ).toBe('\uFEFFName,Note\r\nОлена,"a, b"\r\n"say ""hi""",\r\n3,2.5\r\n');
  });

  it('keeps negative numbers numbers and neutralizes negative texts', () => {
    expect(writeCsv([[-5, '-5']])).toBe("\uFEFF-5,'-5\r\n");
  });

  it('writes no number that is none', () => {
    expect(writeCsv([[Number.NaN, Number.POSITIVE_INFINITY, 1]])).toBe('\uFEFF,,1\r\n');
  });

  it('gives back every text through a parser and restoreFormula', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(spiky, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
        (rows) => {
          const text = writeCsv(rows).slice(1);
          const { data } = Papa.parse<string[]>(text, { delimiter: ',', newline: '\r\n' });
          const back = data.slice(0, rows.length).map((row) => row.map(restoreFormula));
          expect(back).toEqual(rows);
        },
      ),
      { numRuns: 500 },
    );
  });
});
