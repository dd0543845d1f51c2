import { useRef } from 'react';

const pause = 900;
const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();

/** The first whose name, or one word of it, begins with what was typed; null if nobody's does. */
export function findByStart<T extends { name: string }>(people: readonly T[], typed: string): T | null {
  const start = fold(typed);
  const begins = (name: string): boolean =>
    name.startsWith(start) || name.split(/[\s-]+/).some((word) => word.startsWith(start));
  return people.find((person) => begins(fold(person.name))) ?? null;
}

/** Letters typed in a row, forgotten after a short pause. */
export function useTypeAhead(): (letter: string) => string {
  const typed = useRef({ text: '', at: 0 });
  return (letter) => {
    const now = Date.now();
    const text = now - typed.current.at > pause ? letter : typed.current.text + letter;
    typed.current = { text, at: now };
    return text;
  };
}
