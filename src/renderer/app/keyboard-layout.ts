import { useCallback, useSyncExternalStore } from 'react';

/** What some layouts write on the keys that Rollbook uses, by KeyboardEvent.code; the rest is learned from typing. */
const known: readonly Record<string, string>[] = [
  {
    KeyP: 'З',
    KeyL: 'Д',
    KeyA: 'Ф',
    KeyE: 'У',
    KeyR: 'К',
    KeyO: 'Щ',
    KeyF: 'А',
    KeyN: 'Т',
    KeyH: 'Р',
    KeyV: 'М',
  },
  {
    KeyP: 'П',
    KeyL: 'Л',
    KeyA: 'А',
    KeyE: 'Е',
    KeyR: 'Р',
    KeyO: 'О',
    KeyF: 'Ф',
    KeyN: 'Н',
    KeyH: 'Х',
    KeyV: 'Ж',
  },
  {
    KeyP: 'З',
    KeyL: 'В',
    KeyA: 'Ь',
    KeyE: 'Е',
    KeyR: 'И',
    KeyO: 'Д',
    KeyF: 'О',
    KeyN: 'Х',
    KeyH: 'Г',
    KeyV: 'Э',
  },
  {
    KeyP: 'ح',
    KeyL: 'م',
    KeyA: 'ش',
    KeyE: 'ث',
    KeyR: 'ق',
    KeyO: 'خ',
    KeyF: 'ب',
    KeyN: 'ى',
    KeyH: 'ا',
    KeyV: 'ر',
  },
];

let letters: Record<string, string> = {};
const listeners = new Set<() => void>();

function learn(event: KeyboardEvent): void {
  const letter = event.key.toLocaleUpperCase();
  if (
    !event.code.startsWith('Key') ||
    event.ctrlKey ||
    event.altKey ||
    event.metaKey ||
    [...letter].length !== 1
  )
    return;
  const present = letters[event.code] ?? event.code.slice(3);
  if (present === letter) return;
  // A key that contradicts what we showed means another layout: start from the one that knows it.
  letters = { ...known.find((layout) => layout[event.code] === letter), [event.code]: letter };
  for (const listener of listeners) listener();
}

if (typeof window !== 'undefined') window.addEventListener('keydown', learn, { capture: true });

/** The letter that the layout in use has on a key: `KeyP` is P, З or ح. */
export function useKeyLetters(): (code: string) => string {
  const now = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => letters,
  );
  return useCallback((code) => now[code] ?? code.replace(/^(?:Key|Digit)/, ''), [now]);
}
