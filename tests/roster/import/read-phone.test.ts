import fc from 'fast-check';
import { getCountries, getCountryCallingCode } from 'libphonenumber-js/min';
import { describe, expect, it } from 'vitest';
import { createPhoneReader, isE164 } from '../../../src/main/roster/import/read-phone.ts';

const ukraine = createPhoneReader('UA');
const bulgaria = createPhoneReader('BG');

describe('a number with its country', () => {
  it.each([
    ['+380979153265', '+380979153265'],
    ['+38 (097) 915-32-65', '+380979153265'],
    ['+380 97 915 32 65', '+380979153265'],
    ['00380979153265', '+380979153265'],
    ['00 380 97 915 32 65', '+380979153265'],
    ['380979153265', '+380979153265'],
    ['+380(0)979153265', '+380979153265'],
    ['＋380979153265', '+380979153265'],
    ['+٣٥٩٨٢٩٧١٤٩٠٦', '+359829714906'],
    ['+۳۵۹۸۲۹۷۱۴۹۰۶', '+359829714906'],
    ['+359 82 971 4906', '+359829714906'],
    ['+48 501 234 567', '+48501234567'],
    ['+1 212 555 2368', '+12125552368'],
    ['+39 06 1234 5678', '+390612345678'],
    ['+961 3 123 456', '+9613123456'],
  ])('%s is %s, wherever the center is', (typed, value) => {
    expect(ukraine(typed)).toEqual({ value, national: false, partial: false });
    expect(bulgaria(typed).value).toBe(value);
  });
});

describe('a number in national form', () => {
  it.each([
    ['067 123-45-67', '+380671234567'],
    ['0671234567', '+380671234567'],
    ['(067) 1234567', '+380671234567'],
    ['٠٦٧١٢٣٤٥٦٧', '+380671234567'],
    ['671234567', '+380671234567'],
    ['8 067 123 45 67', '+380671234567'],
    ['80671234567', '+380671234567'],
    ['0800500123', '+380800500123'],
  ])('%s is %s in Ukraine, with a remark', (typed, value) => {
    expect(ukraine(typed)).toEqual({ value, national: true, partial: false });
  });

  it.each([
    ['BG', '088 812 3456', '+359888123456'],
    ['BG', '888123456', '+359888123456'],
    ['PL', '501 234 567', '+48501234567'],
    ['RO', '0712 345 678', '+40712345678'],
    ['LB', '03 123 456', '+9613123456'],
    ['JO', '079 012 3456', '+962790123456'],
    ['TR', '0532 123 45 67', '+905321234567'],
    ['HU', '06 20 123 4567', '+36201234567'],
  ])('in %s, %s is %s', (country, typed, value) => {
    expect(createPhoneReader(country)(typed)).toEqual({ value, national: true, partial: false });
  });

  it('is read the same the second time, by shape alone', () => {
    const reader = createPhoneReader('UA');
    for (let last = 0; last < 50; last += 1) {
      const typed = `06712345${String(last).padStart(2, '0')}`;
      expect(reader(typed)).toEqual({ value: `+38${typed}`, national: true, partial: false });
    }
  });
});

describe('what is not a number alone', () => {
  it.each([
    ['0671234567, 0501234567', '+380671234567'],
    ['+380671234567 / +380501234567', '+380671234567'],
    ['немає або 0501234567', '+380501234567'],
    ['+380671234567 (Viber)', '+380671234567'],
    ['тел. 067 123 45 67', '+380671234567'],
  ])('%s gives %s, with a remark', (typed, value) => {
    expect(ukraine(typed)).toMatchObject({ value, partial: true });
  });

  it.each([
    '+380123',
    '123',
    'немає',
    '-',
    '+',
    '0',
    '+999123456789',
    '+38067123456789',
    '06712345678901234',
    '0000000000',
  ])('%s gives none', (typed) => {
    expect(ukraine(typed).value).toBeNull();
  });

  it('is survived, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'+0123456789 ()-٠٩ext.') })),
        (typed) => {
          const { value } = ukraine(typed);
          if (value !== null) expect(value).toMatch(/^\+[1-9]\d{4,16}$/);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('a center in a country that nobody knows', () => {
  it('reads numbers with their country only', () => {
    const reader = createPhoneReader('XX');
    expect(reader('+380 67 123 45 67').value).toBe('+380671234567');
    expect(reader('0671234567').value).toBeNull();
    expect(reader('nothing').value).toBeNull();
  });
});

describe('E.164', () => {
  it('is taken as it is, and is what the library would make of it', () => {
    for (const country of getCountries()) {
      const code = getCountryCallingCode(country);
      const typed = `+${code}${'23456789012345'.slice(0, 9)}`;
      if (isE164(typed)) expect(ukraine(typed).value).toBe(typed);
    }
  });

  it.each(['+380671234567x', '+38067123456', '380671234567', '+3800671234567', '+0671234567', '+'])(
    'is not %s',
    (typed) => {
      expect(isE164(typed)).toBe(false);
    },
  );
});
