import { describe, expect, test } from 'vitest';
import { hoursOf, placeSideBySide } from '../../src/renderer/sessions/calendar-layout.ts';
import { parseTime } from '../../src/renderer/ui/parse-time.ts';

describe('a time as people type it', () => {
  test.each([
    ['9', '09:00'],
    ['09', '09:00'],
    ['930', '09:30'],
    ['0930', '09:30'],
    ['9:30', '09:30'],
    ['9.05', '09:05'],
    ['14 45', '14:45'],
    ['٩:٣٠', '09:30'],
    ['۱۴:۰۵', '14:05'],
    ['23:59', '23:59'],
    ['0', '00:00'],
    ['24:00', null],
    ['9:60', null],
    ['960', null],
    ['9:3', null],
    ['12345', null],
    ['1:2:3', null],
    ['noon', null],
    ['', null],
  ])('%j is %j', (typed, expected) => {
    expect(parseTime(typed)).toBe(expected);
  });
});

describe('blocks of a day', () => {
  const block = (startsAt: string, endsAt: string) => ({ startsAt, endsAt });
  const lanes = (blocks: ReturnType<typeof block>[]) =>
    placeSideBySide(blocks).map(({ item, lane, lanes: all }) => `${item.startsAt} ${lane + 1}/${all}`);

  test.each([
    [
      'one after another take the whole width',
      [
        ['10:00', '12:00'],
        ['12:00', '13:00'],
      ],
      ['10:00 1/1', '12:00 1/1'],
    ],
    [
      'at the same time share it',
      [
        ['10:00', '12:00'],
        ['10:00', '11:00'],
      ],
      ['10:00 1/2', '10:00 2/2'],
    ],
    [
      'in a chain share it, and a lane that is free again is used again',
      [
        ['10:00', '12:00'],
        ['11:00', '13:00'],
        ['12:00', '14:00'],
      ],
      ['10:00 1/2', '11:00 2/2', '12:00 1/2'],
    ],
    [
      'apart from each other do not narrow each other',
      [
        ['08:00', '09:00'],
        ['10:00', '12:00'],
        ['10:30', '11:00'],
      ],
      ['08:00 1/1', '10:00 1/2', '10:30 2/2'],
    ],
  ])('%s', (_name, blocks, expected) => {
    expect(lanes(blocks.map(([from = '', to = '']) => block(from, to)))).toEqual(expected);
  });

  test('need the hours of the earliest and the latest of them, and those of a usual day', () => {
    expect(hoursOf([])).toEqual({ first: 8, last: 18 });
    expect(hoursOf([block('06:30', '07:00'), block('19:00', '20:30')])).toEqual({ first: 6, last: 21 });
  });
});
