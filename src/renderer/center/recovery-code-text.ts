/** Characters of a recovery code: Crockford's base 32 in seven groups of four. */
export const codeLength = 28;
export const groupLength = 4;

/** What of a typed text belongs to a code: any case, with or without dashes; O is 0, I and L are 1. */
export function codeCharacters(typed: string): string {
  return typed
    .toUpperCase()
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
    .replace(/[^0-9A-HJKMNP-TV-Z]/g, '');
}

/** The same characters in groups: `7KQ2-9FXB`. */
export function inGroups(characters: string): string {
  return (characters.slice(0, codeLength).match(/.{1,4}/g) ?? []).join('-');
}

/** Where the cursor stands in the grouped text after `count` characters of the code. */
export function placeAfter(count: number): number {
  return count + Math.max(0, Math.ceil(count / groupLength) - 1);
}
