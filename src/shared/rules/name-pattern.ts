/** Where a name says its class. */
export const CLASS = '{class}';

/** One part of a pattern: how many characters of which kind it takes. */
interface Part {
  takes: (character: string) => boolean;
  /** Takes one character, one or more, or any number. */
  count: 'one' | 'some' | 'any';
}

/**
 * A pattern of file names that a person can write: `*` stands for anything, `#` for one digit or more, `{class}` and
 * other words in braces for letters and digits; all else for itself, in whatever case. The ending is left out: formats
 * are asked for apart. Walked through once for each part, so that no pattern takes long on any name.
 * @param className what `{class}` stands for, where only names of one class are asked for; spaces, `_` and `-` in it
 * are alike
 */
export function namePattern(pattern: string, className?: string): (name: string) => boolean {
  const parts = partsOf(folded(pattern), className);
  return (name) => {
    const characters = [...folded(name)];
    // Whether the parts so far can have taken the first so many characters.
    let reached = [true, ...characters.map(() => false)];
    for (const { takes, count } of parts) {
      const next = reached.map((here) => here && count === 'any');
      characters.forEach((character, at) => {
        const goesOn = reached[at] || (count !== 'one' && next[at]);
        if (goesOn && takes(character)) next[at + 1] = true;
      });
      reached = next;
    }
    return reached.at(-1) ?? false;
  };
}

const folded = (name: string): string =>
  name
    .replace(/(?<=.)\.[a-z0-9]{1,5}$/i, '')
    .normalize('NFC')
    .toLowerCase();

const isWordy = (character: string): boolean => /[\p{Letter}\p{Number}\p{Mark}]/u.test(character);
const isDigit = (character: string): boolean => /\p{Decimal_Number}/u.test(character);

const isBetween = (character: string): boolean => /[\s_-]/u.test(character);

/** Itself, one character after another. */
const literally = (text: string): Part[] =>
  [...text].map((letter) => ({ takes: (character) => character === letter, count: 'one' }));

const named = (name: string): Part[] =>
  name
    .normalize('NFC')
    .toLowerCase()
    .split(/[\s_-]+/u)
    .flatMap((word, index): Part[] => [
      ...(index > 0 ? [{ takes: isBetween, count: 'some' as const }] : []),
      ...literally(word),
    ]);

function partsOf(pattern: string, className?: string): Part[] {
  return pattern.split(/(\*+|#+|\{[^{}]*\})/u).flatMap((part, index): Part[] => {
    if (index % 2 === 0) return literally(part);
    if (part === CLASS && className !== undefined) return named(className);
    if (part.startsWith('*')) return [{ takes: () => true, count: 'any' }];
    return [{ takes: part.startsWith('#') ? isDigit : isWordy, count: 'some' }];
  });
}
