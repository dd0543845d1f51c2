import { digitOf, rollCommand } from '../../shared/rules/roll-keys.ts';
import type { Status } from '../../shared/rules/statuses.ts';

/** What has been typed so far: a row number before a status, or minutes after one that counts in part. */
export interface Typed {
  digits: string;
  /** Set from a status with minutes until Enter; `row` counts from 0. */
  minutesFor: { row: number; status: string } | null;
}

export const nothingTyped: Typed = { digits: '', minutesFor: null };

export type Act =
  | { kind: 'focus'; row: number }
  | { kind: 'mark'; row: number; status: string }
  | { kind: 'minutes'; row: number; status: string; minutes: number }
  | { kind: 'clear'; row: number }
  | { kind: 'noSuchRow'; number: number }
  | { kind: 'fill' }
  | { kind: 'find' }
  | { kind: 'note' }
  | { kind: 'history' }
  | { kind: 'past' }
  | { kind: 'excuse'; row: number };

export interface RollView {
  focus: number;
  /** Whether each row has no mark yet. */
  blanks: readonly boolean[];
  statuses: readonly Status[];
}

export interface Pressed {
  /** Physical place of the key: the roll works the same under every keyboard layout. */
  code: string;
}

/** The next row without a mark after `from`, wrapping around; `from` itself if there is none. */
export function nextBlank(blanks: readonly boolean[], from: number): number {
  for (let step = 1; step <= blanks.length; step++) {
    const row = (from + step) % blanks.length;
    if (blanks[row]) return row;
  }
  return from;
}

/**
 * One key on the roll: what is typed afterwards and what is to be done, or null if the key is not the roll's.
 * `11A` marks row 11; `5L12 Enter` marks row 5 late by 12 minutes; a status alone marks the row in focus.
 */
export function press(typed: Typed, { code }: Pressed, view: RollView): { typed: Typed; acts: Act[] } | null {
  const last = view.blanks.length - 1;
  if (last < 0) return null;
  const digit = digitOf(code);
  if (digit !== null) return { typed: { ...typed, digits: (typed.digits + digit).slice(0, 3) }, acts: [] };

  const before = minutesTyped(typed);
  const done = (acts: Act[]) => ({ typed: nothingTyped, acts: [...before, ...acts] });
  const move = (row: number) => done([{ kind: 'focus', row: Math.max(0, Math.min(last, row)) }]);
  const status = view.statuses.find((one) => one.key === code && !one.hidden);
  if (status) return onStatus(typed, before, status, view);

  switch (rollCommand(code)) {
    case 'down':
      return move(view.focus + 1);
    case 'up':
      return move(view.focus - 1);
    case 'page_down':
      return move(view.focus + 10);
    case 'page_up':
      return move(view.focus - 10);
    case 'first':
      return move(0);
    case 'last':
      return move(last);
    case 'enter':
      return onEnter(typed, before, view);
    case 'forget':
      return typed === nothingTyped ? null : { typed: nothingTyped, acts: [] };
    case 'erase':
      if (typed.digits !== '') return { typed: { ...typed, digits: typed.digits.slice(0, -1) }, acts: [] };
      return done([{ kind: 'clear', row: view.focus }]);
    case 'clear':
      return done([{ kind: 'clear', row: view.focus }]);
    case 'fill':
      return done([{ kind: 'fill' }]);
    case 'find':
      return done([{ kind: 'find' }]);
    case 'note':
      return done([{ kind: 'note' }]);
    case 'history':
      return done([{ kind: 'history' }]);
    case 'past':
      return done([{ kind: 'past' }]);
    case 'excuse':
      return onExcuse(typed, before, view);
    default:
      return null;
  }
}

function minutesTyped({ digits, minutesFor }: Typed): Act[] {
  return minutesFor && digits !== '' ? [{ kind: 'minutes', ...minutesFor, minutes: Number(digits) }] : [];
}

function onStatus(
  typed: Typed,
  before: Act[],
  status: Status,
  view: RollView,
): { typed: Typed; acts: Act[] } {
  const numbered = typed.minutesFor === null && typed.digits !== '';
  const row = numbered ? Number(typed.digits) - 1 : view.focus;
  if (row < 0 || row >= view.blanks.length) {
    return { typed: nothingTyped, acts: [{ kind: 'noSuchRow', number: Number(typed.digits) }] };
  }
  const acts: Act[] = [...before, { kind: 'mark', row, status: status.code }];
  if (row !== view.focus) acts.push({ kind: 'focus', row });
  return {
    typed:
      status.countsAs === 'part' ? { digits: '', minutesFor: { row, status: status.code } } : nothingTyped,
    acts,
  };
}

/** Like a status it takes the row whose number was typed, else the one in focus. */
function onExcuse(typed: Typed, before: Act[], view: RollView): { typed: Typed; acts: Act[] } {
  const numbered = typed.minutesFor === null && typed.digits !== '';
  const row = numbered ? Number(typed.digits) - 1 : view.focus;
  const there = row >= 0 && row < view.blanks.length;
  const acts: Act[] = there
    ? [
        { kind: 'focus', row },
        { kind: 'excuse', row },
      ]
    : [{ kind: 'noSuchRow', number: row + 1 }];
  return { typed: nothingTyped, acts: [...before, ...acts] };
}

function onEnter(typed: Typed, before: Act[], view: RollView): { typed: Typed; acts: Act[] } {
  // Enter ends the minutes, a row number alone goes to that row, and otherwise it looks for the next blank.
  if (typed.minutesFor) return { typed: nothingTyped, acts: before };
  if (typed.digits !== '') {
    const row = Number(typed.digits) - 1;
    const there = row >= 0 && row < view.blanks.length;
    return {
      typed: nothingTyped,
      acts: [there ? { kind: 'focus', row } : { kind: 'noSuchRow', number: row + 1 }],
    };
  }
  return { typed: nothingTyped, acts: [{ kind: 'focus', row: nextBlank(view.blanks, view.focus) }] };
}

/**
 * Minutes that the clock proposes: since the start for who comes late, to the end for who leaves early,
 * at least one. Times are `HH:MM` of the center; outside the session a guess of ten minutes.
 */
export function proposedMinutes(
  missing: 'start' | 'end',
  now: string,
  startsAt: string,
  endsAt: string,
): number {
  const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
  if (now < startsAt || now > endsAt) return 10;
  return Math.max(1, missing === 'start' ? minutes(now) - minutes(startsAt) : minutes(endsAt) - minutes(now));
}
