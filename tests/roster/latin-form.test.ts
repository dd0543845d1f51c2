import { describe, expect, it } from 'vitest';
import { latinForm } from '../../src/main/roster/latin-form.ts';

describe('a name as it sounds is the same', () => {
  it.each([
    ['Шевченко', 'Shevchenko'],
    ['Наталія', 'Nataliia'],
    ['Наталия', 'Nataliya'],
    ['Гончар', 'Honchar'],
    ['Гончар', 'Gonchar'],
    ['Хаддад', 'Haddad'],
    ['Їжакевич', 'Yizhakevych'],
    ['Юлія', 'Yuliya'],
    ["Мар'яненко", 'Marianenko'],
    ['Щербак', 'Shcherbak'],
    ['Ґалаґан', 'Galagan'],
    ['Вікторія', 'Wiktoria'],
    ['Рахімі', 'Rahimi'],
    ['Христо Петков', 'Hristo Petkov'],
  ])('%s, %s', (cyrillic, latin) => {
    expect(latinForm(cyrillic)).toBe(latinForm(latin));
  });

  it('and other scripts stay as they are', () => {
    expect(latinForm('أمل')).toBe(latinForm('امل'));
    expect(latinForm('Олена')).not.toBe(latinForm('Elena'));
  });
});
