import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Act,
  type GridView,
  nextBlank,
  press,
  type TypedMinutes,
} from '../../src/renderer/attendance/register/keys.ts';
import { columnGroup, rowGroup, scrollTo, shownOf } from '../../src/renderer/attendance/register/window.ts';
import { defaultStatuses } from '../../src/shared/rules/statuses.ts';
import { runs } from '../support/runs.ts';

/** In the midst of 20 learners and 30 sessions; ten rows fit. */
const view: GridView = {
  row: 5,
  column: 7,
  rows: 20,
  columns: 30,
  page: 10,
  statuses: defaultStatuses,
  rightToLeft: false,
};

function type(keys: readonly string[], from: GridView = view): { typed: TypedMinutes | null; acts: Act[] } {
  let typed: TypedMinutes | null = null;
  const acts: Act[] = [];
  for (const key of keys) {
    const pressed = press(typed, { code: key.replace('^', ''), ctrl: key.startsWith('^') }, from);
    if (!pressed) continue;
    typed = pressed.typed;
    acts.push(...pressed.acts);
  }
  return { typed, acts };
}

const focus = (row: number, column: number): Act => ({ kind: 'focus', row, column });

describe('keys of the register', () => {
  it.each<[keys: string, act: Act]>([
    ['ArrowDown', focus(6, 7)],
    ['ArrowUp', focus(4, 7)],
    ['ArrowRight', focus(5, 8)],
    ['ArrowLeft', focus(5, 6)],
    ['Home', focus(5, 0)],
    ['End', focus(5, 29)],
    ['^Home', focus(0, 0)],
    ['^End', focus(19, 29)],
    ['PageDown', focus(15, 7)],
    ['PageUp', focus(0, 7)],
    ['^ArrowDown', focus(19, 7)],
    ['^ArrowLeft', focus(5, 0)],
    ['KeyA', { kind: 'mark', status: 'absent' }],
    ['Delete', { kind: 'clear' }],
    ['Enter', { kind: 'next_blank' }],
    ['KeyN', { kind: 'note' }],
    ['KeyH', { kind: 'history' }],
  ])('%s', (key, act) => {
    expect(type([key]).acts).toEqual([act]);
  });

  it('follow the eye where the register runs from right to left', () => {
    expect(type(['ArrowLeft'], { ...view, rightToLeft: true }).acts).toEqual([focus(5, 8)]);
    expect(type(['ArrowRight'], { ...view, rightToLeft: true }).acts).toEqual([focus(5, 6)]);
  });

  it('take minutes behind a status that counts in part, for the cell that got it', () => {
    const late: Act = { kind: 'mark', status: 'late' };
    const minutes: Act = { kind: 'minutes', place: { row: 5, column: 7 }, status: 'late', minutes: 12 };
    expect(type(['KeyL', 'Digit1', 'Digit2', 'Enter'])).toEqual({ typed: null, acts: [late, minutes] });
    expect(type(['KeyL', 'Digit1', 'Digit2', 'ArrowDown']).acts).toEqual([late, minutes, focus(6, 7)]);
    expect(type(['KeyL', 'Digit1', 'Backspace', 'Digit3', 'Enter']).acts[1]).toMatchObject({ minutes: 3 });
    expect(type(['KeyL', 'Digit1', 'Escape']).acts).toEqual([late]);
  });

  it('leave digits, Ctrl with a letter, and an empty register alone', () => {
    expect(press(null, { code: 'Digit1', ctrl: false }, view)).toBeNull();
    expect(press(null, { code: 'KeyZ', ctrl: true }, view)).toBeNull();
    expect(press(null, { code: 'KeyL', ctrl: true }, view)).toBeNull();
    expect(press(null, { code: 'ArrowDown', ctrl: false }, { ...view, rows: 0 })).toBeNull();
  });

  it('never leave the register', () => {
    const keys = ['ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'PageUp', 'PageDown'];
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...keys, ...keys.map((key) => `^${key}`))),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        fc.boolean(),
        (typed, rows, columns, rightToLeft) => {
          let at = { row: 0, column: 0 };
          for (const key of typed) {
            const [act] = type([key], { ...view, ...at, rows, columns, rightToLeft }).acts;
            if (act?.kind === 'focus') at = { row: act.row, column: act.column };
            expect(at.row >= 0 && at.row < rows && at.column >= 0 && at.column < columns).toBe(true);
          }
        },
      ),
      { numRuns: runs(100) },
    );
  });
});

describe('the next blank', () => {
  const blanks = new Set(['3 1', '0 2']);
  const isBlank = ({ row, column }: { row: number; column: number }): boolean =>
    blanks.has(`${row} ${column}`);

  it('is further down the session, then in the sessions after it, then from the start', () => {
    expect(nextBlank({ row: 0, column: 1 }, 4, 3, isBlank)).toEqual({ row: 3, column: 1 });
    expect(nextBlank({ row: 3, column: 1 }, 4, 3, isBlank)).toEqual({ row: 0, column: 2 });
    expect(nextBlank({ row: 0, column: 2 }, 4, 3, isBlank)).toEqual({ row: 3, column: 1 });
  });

  it('is nowhere where everything is recorded', () => {
    expect(nextBlank({ row: 0, column: 0 }, 4, 3, () => false)).toBeNull();
  });
});

describe('the part of a register that is drawn', () => {
  it('holds all that shows, in whole groups, and nothing far from it', () => {
    fc.assert(
      fc.property(
        fc.nat(6000),
        fc.nat(1200),
        fc.integer({ min: 1, max: 60 }),
        fc.nat(300),
        fc.constantFrom(rowGroup, columnGroup),
        (scrolled, extent, size, count, group) => {
          const { from, to } = shownOf(scrolled, extent, size, count, group);
          const first = Math.min(count, Math.floor(scrolled / size));
          const last = Math.min(count, Math.ceil((scrolled + extent) / size));
          expect(from).toBeLessThanOrEqual(first);
          expect(to).toBeGreaterThanOrEqual(last);
          expect(from === to || from % group === 0).toBe(true);
          expect(to - from).toBeLessThanOrEqual(Math.ceil(extent / size) + 4 * group + 1);
        },
      ),
      { numRuns: runs(300) },
    );
  });

  it('is scrolled only as far as the focus needs', () => {
    expect(scrollTo(4, 27, 0, 300)).toBeNull();
    expect(scrollTo(20, 27, 0, 300)).toBe(21 * 27 - 300);
    expect(scrollTo(2, 27, 200, 300)).toBe(54);
    expect(scrollTo(0, 31, 200, 300, 62)).toBe(0);
  });
});
