import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { newRecoveryCode, readRecoveryCode } from '../../src/main/database/recovery-code.ts';
import { codeCharacters, inGroups, placeAfter } from '../../src/renderer/center/recovery-code-text.ts';
import { findByStart } from '../../src/renderer/center/type-ahead.ts';
import { onlyDigits } from '../../src/renderer/ui/digits.ts';

describe('a recovery code as it is typed', () => {
  it('reads as the same code in any case, with spaces, and with O for 0 and I or L for 1', () => {
    for (let count = 0; count < 50; count++) {
      const { code, secret } = newRecoveryCode();
      const typed = code.toLowerCase().replaceAll('-', '  ').replaceAll('0', 'o').replaceAll('1', 'l');
      expect(inGroups(codeCharacters(typed))).toBe(code);
      expect(readRecoveryCode(inGroups(codeCharacters(typed)))).toEqual(secret);
    }
  });

  test.each([
    [0, 0],
    [1, 1],
    [4, 4],
    [5, 6],
    [8, 9],
    [9, 11],
    [28, 34],
  ])('after %i characters the cursor stands at %i', (count, place) => {
    expect(placeAfter(count)).toBe(place);
  });

  it('keeps the cursor behind the same characters, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (typed) => {
        const characters = codeCharacters(typed).slice(0, 28);
        const shown = inGroups(characters);
        expect(codeCharacters(shown)).toBe(characters);
        expect(codeCharacters(shown.slice(0, placeAfter(characters.length)))).toBe(characters);
      }),
    );
  });
});

test.each([
  ['4826', '4826'],
  ['٤٨٢٦', '4826'],
  ['۴۸۲۶', '4826'],
  ['48 26', '4826'],
  ['four', ''],
])('the digits of %s are %s', (typed, digits) => {
  expect(onlyDigits(typed)).toBe(digits);
});

describe('finding a person by the first letters', () => {
  const people = ['Iryna Petrenko', 'Petro Lysenko', 'Олена Ковальчук', 'Anne-Marie Zoë', 'ليلى حداد'].map(
    (name) => ({ name }),
  );
  test.each([
    ['p', 'Petro Lysenko'],
    ['pe', 'Petro Lysenko'],
    ['petre', 'Iryna Petrenko'],
    ['ков', 'Олена Ковальчук'],
    ['mar', 'Anne-Marie Zoë'],
    ['zoe', 'Anne-Marie Zoë'],
    ['حد', 'ليلى حداد'],
  ])('%s', (typed, name) => {
    expect(findByStart(people, typed)?.name).toBe(name);
  });

  it('finds nobody for letters that nobody has', () => {
    expect(findByStart(people, 'xyz')).toBeNull();
  });
});
