import { describe, expect, it, test } from 'vitest';
import { isCommonPin, strengthOf } from '../../src/renderer/center/passphrase-strength.ts';
import { passphraseWords } from '../../src/renderer/center/passphrase-words.ts';
import { suggestPassphrase } from '../../src/renderer/center/suggest-passphrase.ts';

describe('how strong a passphrase looks', () => {
  test.each([
    ['', 'short'],
    ['abc', 'short'],
    ['elevenchars', 'short'],
    ['aaaaaaaaaaaaaaaa', 'weak'],
    ['123456789012', 'weak'],
    ['abcdefghijklmnop', 'weak'],
    ['qwertyuiop1234', 'weak'],
    ['rollbook2026', 'weak'],
    ['Lviv Center 2026', 'weak'],
    ['passwordpassword', 'weak'],
    ['парольпароль', 'weak'],
    ['slipper robin chalk', 'fair'],
    ['slipper robin design compass chalk', 'good'],
    ['тиха річка у травні тече', 'good'],
  ])('%s', (passphrase, wanted) => {
    const found = strengthOf(passphrase, ['Lviv Center', 'Iryna Petrenko']);
    if (wanted === 'fair') expect(['fair', 'good']).toContain(found);
    else expect(found).toBe(wanted);
  });

  it('answers at once for the longest', () => {
    const start = performance.now();
    strengthOf('ab'.repeat(100), ['x'.repeat(80)]);
    expect(performance.now() - start).toBeLessThan(500);
  });
});

describe('suggested passphrases', () => {
  it('come from more than 1,024 different words that every keyboard can type', () => {
    expect(new Set(passphraseWords).size).toBe(passphraseWords.length);
    expect(passphraseWords.length).toBeGreaterThan(1024);
    expect(passphraseWords.filter((word) => !/^[a-z]{3,8}$/.test(word))).toEqual([]);
  });

  it('have five words, long enough, never the same twice, and look strong', async () => {
    const made = await Promise.all(Array.from({ length: 200 }, suggestPassphrase));
    expect(new Set(made).size).toBe(200);
    for (const words of made) {
      expect(words.split(' ')).toHaveLength(5);
      expect(strengthOf(words, [])).not.toMatch(/short|weak/);
    }
  });
});

test.each(['0000', '1111', '1234', '4321', '56789', '2580', '1212', '1999', '2026'])(
  '%s is a PIN that many choose',
  (pin) => {
    expect(isCommonPin(pin)).toBe(true);
  },
);
test.each(['', '123', '4826', '9071', '58203'])('%s is not', (pin) => {
  expect(isCommonPin(pin)).toBe(false);
});
