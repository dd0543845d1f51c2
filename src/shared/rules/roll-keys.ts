/**
 * What the keys of the roll do, by KeyboardEvent.code: the one list that the roll works by and that keeps statuses
 * off these keys.
 */
export const rollCommands = {
  ArrowDown: 'down',
  ArrowUp: 'up',
  PageDown: 'page_down',
  PageUp: 'page_up',
  Home: 'first',
  End: 'last',
  Enter: 'enter',
  NumpadEnter: 'enter',
  Escape: 'forget',
  Backspace: 'erase',
  Delete: 'clear',
  KeyF: 'fill',
  Slash: 'find',
  KeyN: 'note',
  KeyH: 'history',
  KeyV: 'past',
  KeyX: 'excuse',
} as const satisfies Record<string, string>;
export type RollCommand = (typeof rollCommands)[keyof typeof rollCommands];

/** The command of a key, or null. */
export function rollCommand(code: string): RollCommand | null {
  return Object.hasOwn(rollCommands, code) ? rollCommands[code as keyof typeof rollCommands] : null;
}

/** A digit of the top row or of the number pad, or null. */
export function digitOf(code: string): string | null {
  return /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1] ?? null;
}

/** Places whose letter or sign a status may take: each types something under every layout. */
const places = /^(?:Key[A-Z]|Comma|Period|Semicolon|Quote|BracketLeft|BracketRight)$/;

/** Whether a status may have this key. `Z` is a slip away from undo. */
export function isStatusKey(code: string): boolean {
  return places.test(code) && code !== 'KeyZ' && rollCommand(code) === null;
}
