import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newRecoveryCode, readRecoveryCode } from '../../src/main/database/recovery-code.ts';
import { runs } from '../support/runs.ts';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const codes = Array.from({ length: 40 }, newRecoveryCode);

const withCharacter = (text: string, index: number, character: string): string =>
  text.slice(0, index) + character + text.slice(index + 1);

describe('a recovery code', () => {
  test('is seven groups of four characters that nobody confuses', () => {
    for (const { code } of codes) expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/);
  });

  test('is never the same twice', () => {
    expect(new Set(codes.map(({ code }) => code)).size).toBe(codes.length);
  });

  test('gives its secret back, also one that starts with zeros', () => {
    for (const { code, secret } of codes) expect(readRecoveryCode(code)).toEqual(secret);
  });

  test.each([
    ['in small letters', (code: string) => code.toLowerCase()],
    ['without dashes', (code: string) => code.replaceAll('-', '')],
    ['with spaces and line breaks', (code: string) => ` ${code.replaceAll('-', ' \n ')}\t`],
    ['with long dashes', (code: string) => code.replaceAll('-', '–').replace('–', '—')],
    ['with the letter O for zero', (code: string) => code.replaceAll('0', 'o')],
    ['with I and l for one', (code: string) => code.replace('1', 'I').replaceAll('1', 'l')],
  ])('is read back %s', (_name, retype) => {
    for (const { code, secret } of codes) expect(readRecoveryCode(retype(code))).toEqual(secret);
  });

  test.each([
    ['nothing', ''],
    ['a group missing', codes[0]?.code.slice(5)],
    ['a character too many', `${codes[0]?.code}0`],
    ['letters that no code has', codes[0]?.code.replace(/^..../, 'UUUU')],
    ['letters of another script', codes[0]?.code.replace(/^..../, 'АВСЕ')],
    ['full-width digits', codes[0]?.code.replace(/^..../, '０１２３')],
  ])('is not read from %s', (_name, typed) => {
    expect(readRecoveryCode(typed ?? '')).toBeNull();
  });
});

describe('the checksum', () => {
  test('finds every change of its own last two characters, and all but one in 1,000 of the others', () => {
    let tried = 0;
    let missed = 0;
    for (const { code } of codes) {
      const text = code.replaceAll('-', '');
      for (let index = 0; index < text.length; index++) {
        for (const character of alphabet) {
          if (character === text[index]) continue;
          const found = readRecoveryCode(withCharacter(text, index, character)) === null;
          if (index >= 26) expect(found).toBe(true);
          else {
            tried += 1;
            if (!found) missed += 1;
          }
        }
      }
    }
    expect(tried).toBe(40 * 26 * 31);
    // Ten bits let one in 1,024 pass. Those are refused by the seal of the data key instead.
    expect(missed / tried).toBeLessThan(0.003);
  });

  test('finds nearly every pair of neighbors changed over', () => {
    let tried = 0;
    let missed = 0;
    for (const { code } of codes) {
      const text = code.replaceAll('-', '');
      for (let index = 0; index + 1 < text.length; index++) {
        const [left = '', right = ''] = [text[index], text[index + 1]];
        if (left === right) continue;
        tried += 1;
        const swapped = text.slice(0, index) + right + left + text.slice(index + 2);
        if (readRecoveryCode(swapped) !== null) missed += 1;
      }
    }
    expect(tried).toBeGreaterThan(900);
    expect(missed / tried).toBeLessThan(0.01);
  });

  test('lets no more than one in some hundreds of random texts of the right length pass', () => {
    const texts = fc.array(fc.constantFrom(...alphabet), { minLength: 28, maxLength: 28 });
    const passed = fc.sample(texts, runs(2000)).filter((text) => readRecoveryCode(text.join('')) !== null);
    // Ten bits of checksum and two that are always zero: one in 4,096.
    expect(passed.length).toBeLessThan(runs(2000) / 200);
  });
});
