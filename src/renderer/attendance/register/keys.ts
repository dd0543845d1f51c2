import type { Status } from '../../../shared/rules/statuses.ts';

export interface Place {
  row: number;
  column: number;
}

/** Minutes that are being typed for a mark that counts in part, until Enter or a key that is no digit. */
export interface TypedMinutes extends Place {
  status: string;
  digits: string;
}

export type Act =
  | ({ kind: 'focus' } & Place)
  | { kind: 'mark'; status: string }
  | { kind: 'minutes'; place: Place; status: string; minutes: number }
  | { kind: 'clear' }
  | { kind: 'next_blank' }
  | { kind: 'note' }
  | { kind: 'history' };

export interface GridView extends Place {
  rows: number;
  columns: number;
  /** Rows that fit on the screen. */
  page: number;
  statuses: readonly Status[];
  rightToLeft: boolean;
}

export interface Pressed {
  /** Physical place of the key, as on the roll. */
  code: string;
  ctrl: boolean;
}

/**
 * One key on the register: what is typed afterwards and what is to be done, or null if the key is not the register's.
 * Status keys and the minutes behind them are those of the roll.
 */
export function press(
  typed: TypedMinutes | null,
  { code, ctrl }: Pressed,
  view: GridView,
): { typed: TypedMinutes | null; acts: Act[] } | null {
  if (view.rows === 0 || view.columns === 0) return null;
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  if (digit !== undefined && !ctrl)
    return typed ? { typed: { ...typed, digits: (typed.digits + digit).slice(0, 3) }, acts: [] } : null;
  const before = minutesTyped(typed);
  const place = move(code, ctrl, view);
  if (place) return { typed: null, acts: [...before, { kind: 'focus', ...place }] };
  if (ctrl) return null;
  const status = view.statuses.find((one) => one.key === code);
  if (status) {
    const next =
      status.countsAs === 'part'
        ? { row: view.row, column: view.column, status: status.code, digits: '' }
        : null;
    return { typed: next, acts: [...before, { kind: 'mark', status: status.code }] };
  }
  switch (code) {
    case 'Enter':
    case 'NumpadEnter':
      return { typed: null, acts: typed ? before : [{ kind: 'next_blank' }] };
    case 'Escape':
      return typed ? { typed: null, acts: [] } : null;
    case 'Backspace':
      if (typed && typed.digits !== '')
        return { typed: { ...typed, digits: typed.digits.slice(0, -1) }, acts: [] };
      return { typed: null, acts: [{ kind: 'clear' }] };
    case 'Delete':
      return { typed: null, acts: [...before, { kind: 'clear' }] };
    case 'KeyN':
      return { typed: null, acts: [...before, { kind: 'note' }] };
    case 'KeyH':
      return { typed: null, acts: [...before, { kind: 'history' }] };
    default:
      return null;
  }
}

function minutesTyped(typed: TypedMinutes | null): Act[] {
  if (!typed || typed.digits === '') return [];
  const { row, column, status, digits } = typed;
  return [{ kind: 'minutes', place: { row, column }, status, minutes: Number(digits) }];
}

/** Arrows follow the eye: in a register that runs from right to left, the next session lies to the left. */
function move(code: string, ctrl: boolean, view: GridView): Place | null {
  const { row, column, rows, columns, page, rightToLeft } = view;
  const to = (toRow: number, toColumn: number): Place => ({
    row: Math.max(0, Math.min(rows - 1, toRow)),
    column: Math.max(0, Math.min(columns - 1, toColumn)),
  });
  const ahead = rightToLeft ? -1 : 1;
  switch (code) {
    case 'ArrowDown':
      return to(ctrl ? rows - 1 : row + 1, column);
    case 'ArrowUp':
      return to(ctrl ? 0 : row - 1, column);
    case 'ArrowRight':
      return to(row, ctrl ? ahead * columns : column + ahead);
    case 'ArrowLeft':
      return to(row, ctrl ? -ahead * columns : column - ahead);
    case 'Home':
      return to(ctrl ? 0 : row, 0);
    case 'End':
      return to(ctrl ? rows - 1 : row, columns - 1);
    case 'PageDown':
      return to(row + page, column);
    case 'PageUp':
      return to(row - page, column);
    default:
      return null;
  }
}

/** The next place without a mark, down the session first, then through those after it; null if there is none. */
export function nextBlank(
  from: Place,
  rows: number,
  columns: number,
  isBlank: (place: Place) => boolean,
): Place | null {
  const all = rows * columns;
  const start = from.column * rows + from.row;
  for (let step = 1; step <= all; step++) {
    const at = (start + step) % all;
    const place = { row: at % rows, column: Math.floor(at / rows) };
    if (isBlank(place)) return place;
  }
  return null;
}
