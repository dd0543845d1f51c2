import fc from 'fast-check';
import { expect, test } from 'vitest';
import { paperCode, readPaperCode } from '../../src/shared/rules/paper-code.ts';

test.each([
  ['K7Q4', 'K7Q4'],
  ['K7Q4-2', 'K7Q4'],
  [' k7q4 - 2 ', 'K7Q4'],
  ['k7q42', 'K7Q4'],
  ['O0IL', '0011'],
  ['ＫＱ７４', 'KQ74'],
  ['K7Q', null],
  ['', null],
  ['К7Q4', null],
  ['K7U4', null],
])('%j is the code %j', (typed, code) => {
  expect(readPaperCode(typed)).toBe(code);
});

test('every code is read as itself, in capitals or not', () => {
  fc.assert(
    fc.property(fc.nat(2 ** 32 - 1), fc.nat(12), (bits, page) => {
      const code = paperCode(bits);
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}$/);
      expect(readPaperCode(`${code.toLowerCase()}-${page}`)).toBe(code);
    }),
  );
});
