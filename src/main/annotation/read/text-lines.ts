/** Longer lines are no lines of any format here; an outline of ten thousand points is a fifth of it. */
export const MAX_LINE = 1_000_000;

/** Gives out the lines of a text one by one, numbered from 1: a text of nothing but line ends is no list in memory. */
export function eachLine(text: string, take: (line: string, number: number) => void): void {
  let number = 0;
  for (let at = 0; at <= text.length; ) {
    const found = text.indexOf('\n', at);
    const end = found === -1 ? text.length : found;
    number += 1;
    if (end > at) take(text.slice(at, end), number);
    at = end + 1;
  }
}

/** Its first lines, without line ends. */
export const firstLines = (text: string, most: number): string[] =>
  text.slice(0, MAX_LINE * 2).split(/\r?\n/, most);
