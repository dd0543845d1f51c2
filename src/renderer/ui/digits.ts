/** First digit of each block of decimal digits that a keyboard of our languages can type. */
const zeros = [0x30, 0x660, 0x6f0];

/** The digits of a text as 0 to 9, whichever digits they were typed in; everything else is left out. */
export function onlyDigits(text: string): string {
  let digits = '';
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const zero = zeros.find((first) => code >= first && code < first + 10);
    if (zero !== undefined) digits += String(code - zero);
  }
  return digits;
}
