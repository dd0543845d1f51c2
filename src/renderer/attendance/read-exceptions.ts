import type { Status } from '../../shared/rules/statuses.ts';
import { onlyDigits } from '../ui/digits.ts';
import { type Act, nothingTyped, press, type Typed } from './keys.ts';

export type Fault =
  /** A letter without a row before it. */
  | 'no_row'
  /** The sheet has no such row. */
  | 'no_such_row'
  /** No status has this letter. */
  | 'unknown_letter'
  /** A row without a letter behind it. */
  | 'no_letter'
  /** A row that was named before. */
  | 'twice';

/** A piece of the line and what it means; rows count from 1 as on the paper. */
export type Token = { text: string; start: number } & (
  | { kind: 'mark'; row: number; status: string; minutes: number | null }
  | { kind: 'rest' }
  | { kind: 'fault'; fault: Fault; row: number | null }
);

interface Sheet {
  /** Rows on the paper, those for names written by hand with them. */
  rows: number;
  statuses: readonly Status[];
  /** The key of a letter of another alphabet, where the layout in use is known. */
  keyOf?: (letter: string) => string | null;
}

/**
 * What a line of exceptions says: `11A 5L12 23E F`, keys as on the roll, one after another, spaces or commas between
 * them. It is read by the roll's own grammar; what that would do to the row in focus is a fault here, where no row is
 * in focus. Faults are told by place, and nothing behind one is lost.
 */
export function readExceptions(line: string, { rows, statuses, keyOf = () => null }: Sheet): Token[] {
  const view = { focus: -1, blanks: Array.from({ length: rows }, () => true), statuses };
  const tokens: Token[] = [];
  const seen = new Set<number>();
  let typed: Typed = nothingTyped;
  let start = 0;
  /** The mark that is waiting for its minutes. */
  let open: Extract<Token, { kind: 'mark' }> | null = null;

  const fault = (kind: Fault, end: number, row: number | null): void => {
    tokens.push({ kind: 'fault', fault: kind, row, start, text: line.slice(start, end) });
    typed = nothingTyped;
    open = null;
  };
  const take = (acts: readonly Act[], end: number): void => {
    for (const act of acts) {
      if (act.kind === 'minutes' && open) {
        open.minutes = act.minutes;
        open.text = line.slice(open.start, end);
        open = null;
      } else if (act.kind === 'noSuchRow') fault(act.number < 1 ? 'no_row' : 'no_such_row', end, act.number);
      else if (act.kind === 'mark') {
        const row = act.row + 1;
        if (seen.has(row)) fault('twice', end, row);
        else {
          seen.add(row);
          open = {
            kind: 'mark',
            row,
            status: act.status,
            minutes: null,
            start,
            text: line.slice(start, end),
          };
          tokens.push(open);
        }
      }
    }
  };
  /** What ends at a space: minutes do, a row waits in vain for its letter. */
  const finish = (end: number): void => {
    if (typed.minutesFor) take(press(typed, { code: 'Enter' }, view)?.acts ?? [], end);
    else if (typed.digits !== '') fault('no_letter', end, Number(typed.digits));
    typed = nothingTyped;
    open = null;
  };

  let at = 0;
  for (const sign of line) {
    const [from, end] = [at, at + sign.length];
    at = end;
    const digit = onlyDigits(sign);
    if (/[\s,;،؛]/u.test(sign)) {
      finish(from);
      continue;
    }
    // Minutes belong to the mark before them; everything else begins a new piece.
    if (typed.digits === '' && !typed.minutesFor) start = from;
    if (digit !== '') {
      typed = press(typed, { code: `Digit${digit}` }, view)?.typed ?? typed;
      continue;
    }
    if (typed.minutesFor) {
      finish(from);
      start = from;
    }
    const code = /^[a-z]$/i.test(sign) ? `Key${sign.toUpperCase()}` : keyOf(sign.toLocaleUpperCase());
    if (code === 'KeyF' && typed.digits === '') {
      tokens.push({ kind: 'rest', start, text: sign });
      continue;
    }
    if (!code || !statuses.some((status) => status.key === code)) {
      fault('unknown_letter', end, typed.digits === '' ? null : Number(typed.digits));
      continue;
    }
    if (typed.digits === '') {
      fault('no_row', end, null);
      continue;
    }
    const pressed = press(typed, { code }, view);
    if (!pressed) continue;
    take(pressed.acts, end);
    typed = open ? pressed.typed : nothingTyped;
  }
  finish(line.length);
  return tokens;
}
