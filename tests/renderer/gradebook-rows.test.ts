import { describe, expect, it } from 'vitest';
import type { GradebookRow } from '../../src/renderer/assessments/gradebook/gradebook.tsx';
import { moveBy, rowsOf } from '../../src/renderer/assessments/gradebook/rows.ts';

const row = (name: string, state: string, more: { review?: boolean; readOnly?: boolean } = {}) =>
  ({
    ...{ learnerId: name, name, readOnly: more.readOnly ?? false },
    grades: [{ state, review: more.review ?? false }],
  }) as unknown as GradebookRow;
const rows = [
  row('Лисенко Олена', 'graded'),
  row('Haddad Nour', 'to_grade'),
  row('سلمى منصور', 'graded', { review: true }),
  row('Швець Віра', 'nothing', { readOnly: true }),
];
const names = (filter: Parameters<typeof rowsOf>[1], text = ''): string[] =>
  rowsOf(rows, filter, text).map(({ name }) => name);

describe('rows of the gradebook', () => {
  it('are chosen by what is left to do', () => {
    expect(names('all')).toHaveLength(4);
    expect(names('not_graded')).toEqual(['Haddad Nour', 'Швець Віра']);
    expect(names('review')).toEqual(['سلمى منصور']);
    expect(names('here')).toEqual(['Лисенко Олена', 'Haddad Nour', 'سلمى منصور']);
  });

  it('are found by words anywhere in a name, in any order and case', () => {
    expect(names('all', ' олена лис ')).toEqual(['Лисенко Олена']);
    expect(names('all', 'منص')).toEqual(['سلمى منصور']);
    expect(names('not_graded', 'олена')).toEqual([]);
  });
});

describe('a key of the gradebook', () => {
  const size = { rows: 200, columns: 21, page: 12, rightToLeft: false };
  it.each([
    ['ArrowDown', 1, 5],
    ['ArrowUp', 0, 5],
    ['ArrowRight', 0, 6],
    ['ArrowLeft', 0, 4],
    ['PageDown', 12, 5],
    ['Home', 0, 0],
    ['End', 0, 20],
  ])('%s', (code, toRow, column) => {
    expect(moveBy({ code, ctrl: false }, { row: 0, column: 5 }, size)).toEqual({ row: toRow, column });
  });

  it('stays inside, goes to the corners by Ctrl, and turns around from right to left', () => {
    expect(moveBy({ code: 'PageDown', ctrl: false }, { row: 195, column: 0 }, size)).toEqual({
      row: 199,
      column: 0,
    });
    expect(moveBy({ code: 'End', ctrl: true }, { row: 3, column: 3 }, size)).toEqual({
      row: 199,
      column: 20,
    });
    expect(moveBy({ code: 'Home', ctrl: true }, { row: 3, column: 3 }, size)).toEqual({ row: 0, column: 0 });
    const turned = { ...size, rightToLeft: true };
    expect(moveBy({ code: 'ArrowLeft', ctrl: false }, { row: 3, column: 3 }, turned)).toEqual({
      row: 3,
      column: 4,
    });
    expect(moveBy({ code: 'KeyA', ctrl: false }, { row: 3, column: 3 }, size)).toBeNull();
  });
});
