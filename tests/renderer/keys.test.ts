import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Act,
  nextBlank,
  nothingTyped,
  press,
  proposedMinutes,
  type Typed,
} from '../../src/renderer/attendance/keys.ts';
import { isStatusKey, rollCommands } from '../../src/shared/rules/roll-keys.ts';
import { defaultStatuses } from '../../src/shared/rules/statuses.ts';

/** Types keys on a roll of `rows` blanks and returns what they did, as short words. */
function type(keys: string[], rows = 25, focus = 0): { said: string[]; typed: Typed } {
  let typed = nothingTyped;
  let at = focus;
  const blanks = Array.from({ length: rows }, () => true);
  const acts: Act[] = [];
  for (const code of keys) {
    const pressed = press(typed, { code }, { focus: at, blanks, statuses: defaultStatuses });
    if (!pressed) continue;
    typed = pressed.typed;
    for (const act of pressed.acts) {
      if (act.kind === 'focus') at = act.row;
      if (act.kind === 'mark') blanks[act.row] = false;
      acts.push(act);
    }
  }
  return { typed, said: acts.map(say) };
}

function say(act: Act): string {
  if (act.kind === 'mark') return `${act.row + 1} ${act.status}`;
  if (act.kind === 'minutes') return `${act.row + 1} ${act.status} ${act.minutes}`;
  if (act.kind === 'focus') return `go ${act.row + 1}`;
  if (act.kind === 'clear') return `clear ${act.row + 1}`;
  if (act.kind === 'noSuchRow') return `no row ${act.number}`;
  return act.kind;
}

const d = (digits: string): string[] => [...digits].map((digit) => `Digit${digit}`);

describe('keys of the roll', () => {
  it('takes a roll of 25 with 3 exceptions in ten keys', () => {
    const keys = [...d('11'), 'KeyA', ...d('5'), 'KeyL', 'Enter', ...d('23'), 'KeyE', 'KeyF'];
    expect(keys).toHaveLength(10);
    expect(type(keys).said).toEqual(['11 absent', 'go 11', '5 late', 'go 5', '23 excused', 'go 23', 'fill']);
  });

  it.each([
    ['a status alone marks the row in focus', ['KeyP'], ['1 present']],
    [
      'digits after L are minutes until Enter',
      [...d('5'), 'KeyL', ...d('12'), 'Enter'],
      ['5 late', 'go 5', '5 late 12'],
    ],
    [
      'another key than Enter stores the minutes as well',
      ['KeyL', ...d('7'), 'ArrowDown'],
      ['1 late', '1 late 7', 'go 2'],
    ],
    [
      'a status after minutes corrects the same row',
      ['KeyL', ...d('7'), 'KeyA'],
      ['1 late', '1 late 7', '1 absent'],
    ],
    ['Escape drops minutes half typed', ['KeyL', ...d('7'), 'Escape', 'Enter'], ['1 late', 'go 2']],
    ['left early takes minutes too', ['KeyO', ...d('20'), 'Enter'], ['1 left_early', '1 left_early 20']],
    ['the numeric pad types rows', ['Numpad1', 'Numpad2', 'KeyR'], ['12 remote', 'go 12']],
    ['a row that is not there is said, and marks nobody', [...d('26'), 'KeyA'], ['no row 26']],
    ['row 0 is not there', [...d('0'), 'KeyA'], ['no row 0']],
    ['a number and Enter go to the row', [...d('9'), 'Enter'], ['go 9']],
    ['Backspace takes a digit back first', [...d('12'), 'Backspace', 'KeyA'], ['1 absent']],
    ['Backspace alone clears the row', ['Backspace'], ['clear 1']],
    ['the ends hold', ['ArrowUp', 'End', 'ArrowDown'], ['go 1', 'go 25', 'go 25']],
    [
      'Enter looks for the next blank past marked rows',
      [...d('2'), 'KeyP', ...d('1'), 'KeyP', 'Enter'],
      ['2 present', 'go 2', '1 present', 'go 1', 'go 3'],
    ],
  ])('%s', (_name, keys, said) => {
    expect(type(keys).said).toEqual(said);
  });

  it('leaves keys that are not its own to the browser', () => {
    const view = { focus: 0, blanks: [true], statuses: defaultStatuses };
    for (const code of ['Tab', 'F5', 'Space', 'KeyQ', 'ShiftLeft'])
      expect(press(nothingTyped, { code }, view)).toBeNull();
    expect(press(nothingTyped, { code: 'Escape' }, view)).toBeNull();
  });

  it('does nothing on an empty roll', () => {
    expect(
      press(nothingTyped, { code: 'KeyF' }, { focus: 0, blanks: [], statuses: defaultStatuses }),
    ).toBeNull();
  });

  it('excuses ahead the row in focus, or the one whose number was typed', () => {
    const view = { focus: 1, blanks: [true, true, false], statuses: defaultStatuses };
    const act = (digits: string) => press({ digits, minutesFor: null }, { code: 'KeyX' }, view)?.acts.at(-1);
    expect(act('')).toEqual({ kind: 'excuse', row: 1 });
    expect(act('3')).toEqual({ kind: 'excuse', row: 2 });
    expect(act('4')).toEqual({ kind: 'noSuchRow', number: 4 });
  });

  it('gives no status a key of the roll itself', () => {
    for (const status of defaultStatuses) expect(isStatusKey(status.key)).toBe(true);
  });

  it('does something for every key on the list of its commands, and a status never has one', () => {
    const view = { focus: 0, blanks: [true, true], statuses: [] };
    for (const code of Object.keys(rollCommands)) {
      expect(press({ digits: '1', minutesFor: null }, { code }, view)).not.toBeNull();
      expect(isStatusKey(code)).toBe(false);
    }
    for (const code of ['Digit1', 'Numpad5', 'Space', 'Tab', 'KeyZ', 'F5', 'ShiftLeft'])
      expect(isStatusKey(code)).toBe(false);
  });

  it('offers no key to a hidden status', () => {
    const [present] = defaultStatuses;
    if (!present) throw new Error('there is a status');
    const view = { focus: 0, blanks: [true], statuses: [{ ...present, hidden: true }] };
    expect(press(nothingTyped, { code: present.key }, view)).toBeNull();
  });

  it('never marks a row outside the roll, whatever is typed', () => {
    const codes = [...'0123456789']
      .map((digit) => `Digit${digit}`)
      .concat(
        defaultStatuses.map((one) => one.key),
        'Enter',
        'Backspace',
        'ArrowDown',
        'ArrowUp',
        'KeyF',
        'Escape',
      );
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...codes), { maxLength: 40 }),
        fc.integer({ min: 1, max: 40 }),
        (keys, rows) => {
          for (const said of type(keys, rows).said) {
            const row = /^(?:go |clear )?(\d+)/.exec(said)?.[1];
            if (row) expect(Number(row)).toSatisfy((number: number) => number >= 1 && number <= rows);
          }
        },
      ),
    );
  });
});

describe('next blank', () => {
  it.each([
    [[true, true, true], 0, 1],
    [[true, false, false], 0, 0],
    [[true, false, true], 2, 0],
    [[false, false], 1, 1],
  ])('of %j after %i is %i', (blanks, from, to) => {
    expect(nextBlank(blanks, from)).toBe(to);
  });
});

describe('minutes proposed by the clock', () => {
  it.each([
    ['start', '10:12', 12],
    ['start', '10:00', 1],
    ['end', '11:40', 20],
    ['start', '09:59', 10],
    ['end', '12:01', 10],
  ] as const)('missing at the %s, now %s: %i', (missing, now, minutes) => {
    expect(proposedMinutes(missing, now, '10:00', '12:00')).toBe(minutes);
  });
});
