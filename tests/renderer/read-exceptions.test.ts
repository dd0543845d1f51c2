import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readExceptions, type Token } from '../../src/renderer/attendance/read-exceptions.ts';
import { defaultStatuses } from '../../src/shared/rules/statuses.ts';

const sheet = { rows: 30, statuses: defaultStatuses };
const read = (line: string, more: object = {}): Token[] => readExceptions(line, { ...sheet, ...more });
const short = (token: Token): string => {
  if (token.kind === 'rest') return 'rest';
  if (token.kind === 'fault')
    return `${token.fault}(${token.text}${token.row === null ? '' : ` ${token.row}`})`;
  return `${token.row} ${token.status}${token.minutes === null ? '' : ` ${token.minutes}`}`;
};

describe('a line of exceptions', () => {
  test.each([
    ['', []],
    ['   ', []],
    ['11A 5L12 23E', ['11 absent', '5 late 12', '23 excused']],
    ['11a,5l12;23e', ['11 absent', '5 late 12', '23 excused']],
    ['11A5L', ['11 absent', '5 late']],
    ['5L12 F', ['5 late 12', 'rest']],
    ['F', ['rest']],
    ['1P 2R 3O30', ['1 present', '2 remote', '3 left_early 30']],
    ['٥L١٢، ١١A', ['5 late 12', '11 absent']],
    ['007A', ['7 absent']],
    ['31A 5A', ['no_such_row(31A 31)', '5 absent']],
    ['0A', ['no_row(0A 0)']],
    ['11X 5A', ['unknown_letter(11X 11)', '5 absent']],
    ['A 5A', ['no_row(A)', '5 absent']],
    ['11 5A', ['no_letter(11 11)', '5 absent']],
    ['5A 11', ['5 absent', 'no_letter(11 11)']],
    ['5A 5L3 6A', ['5 absent', 'twice(5L 5)', 'no_letter(3 3)', '6 absent']],
    ['5L12E', ['5 late 12', 'no_row(E)']],
    ['5A12', ['5 absent', 'no_letter(12 12)']],
    ['11 A', ['no_letter(11 11)', 'no_row(A)']],
    ['11?', ['unknown_letter(11? 11)']],
    ['11😀 2A', ['unknown_letter(11😀 11)', '2 absent']],
  ])('%j', (line, wanted) => {
    expect(read(line).map(short)).toEqual(wanted);
  });

  test('reads letters of the layout in use by the places of their keys', () => {
    const keyOf = (letter: string) => ({ Ф: 'KeyA', Д: 'KeyL', А: 'KeyF' })[letter] ?? null;
    expect(read('11ф 5Д12 А', { keyOf }).map(short)).toEqual(['11 absent', '5 late 12', 'rest']);
    expect(read('11ф').map(short)).toEqual(['unknown_letter(11ф 11)']);
  });

  test('keeps the place of each piece', () => {
    expect(read(' 11A  5L12 ').map(({ start, text }) => [start, text])).toEqual([
      [1, '11A'],
      [6, '5L12'],
    ]);
  });

  test('never throws, never names a row that is not there, and never one twice', () => {
    const sign = fc.constantFrom(...'0123456789ALEPROFX ,;-٣Ф'.split(''));
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 40 }), fc.nat(40), (signs, rows) => {
        const tokens = readExceptions(signs.join(''), { ...sheet, rows });
        const marked = tokens.flatMap((token) => (token.kind === 'mark' ? [token.row] : []));
        expect(new Set(marked).size).toBe(marked.length);
        for (const row of marked) expect(row >= 1 && row <= rows).toBe(true);
        for (const { start, text } of tokens)
          expect(signs.join('').slice(start, start + text.length)).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });
});
