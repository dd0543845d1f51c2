import { useRef } from 'react';

const pause = 900;
const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();

/** Whose name begins with what was typed, else one word of whose name does; null if nobody's. */
export function findByStart<T extends { name: string }>(people: readonly T[], typed: string): T | null {
  const start = fold(typed);
  const wordBegins = (name: string): boolean => name.split(/[\s-]+/).some((word) => word.startsWith(start));
  return (
    people.find((person) => fold(person.name).startsWith(start)) ??
    people.find((person) => wordBegins(fold(person.name))) ??
    null
  );
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
