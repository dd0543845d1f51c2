import { describe, expect, it } from 'vitest';
import { parseDate, typedDate } from '../../src/renderer/roster/parse-date.ts';

describe('a typed date', () => {
  it.each([
    ['15.09.2003', '2003-09-15'],
    ['5.9.2003', '2003-09-05'],
    ['05/09/2003', '2003-09-05'],
    ['5 9 2003', '2003-09-05'],
    ['15092003', '2003-09-15'],
    ['2003-09-15', '2003-09-15'],
    ['١٥.٠٩.٢٠٠٣', '2003-09-15'],
    ['29.02.2024', '2024-02-29'],
    [' 1.1.1980 ', '1980-01-01'],
  ])('%s', (typed, date) => {
    expect(parseDate(typed)).toBe(date);
  });

  it.each([
    '',
    '31.02.1999',
    '29.02.2023',
    '13/13/2000',
    '1.2.99',
    'yesterday',
    '2003',
    '1.2',
    '0.1.2000',
    '1.2.3.2000',
  ])('is none: %j', (typed) => {
    expect(parseDate(typed)).toBeNull();
  });

  it('is written as it is typed', () => {
    expect(typedDate('2003-09-05')).toBe('05.09.2003');
  });
});
