const SPACE = 0x20;
const INVISIBLE = /[\u200B\u200E\u200F\u061C\u2060\uFEFF]/g;
/** Control characters other than white space. */
const CONTROL = /[^\P{Cc}\s]/gu;

/** White space other than the plain space, control characters, invisible marks. */
function isOdd(code: number): boolean {
  if (code < 0xa1) return code < SPACE || code > 0x7e;
  if (code < 0x2000) return code === 0x061c || code === 0x1680;
  return (
    code <= 0x200f ||
    (code >= 0x2028 && code <= 0x202f) ||
    (code >= 0x205f && code <= 0x206f) ||
    code === 0x3000 ||
    code === 0xfeff
  );
}

/** Nearly every cell is clean already; telling that by one pass is far cheaper than replacing. */
function isClean(text: string): boolean {
  let before = SPACE;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if ((code === SPACE && before === SPACE) || isOdd(code)) return false;
    before = code;
  }
  return before !== SPACE || text === '';
}

/** One line: spaces of every kind collapsed to one and trimmed, invisible marks and control characters gone. */
export function cleanLine(text: string): string {
  if (isClean(text)) return text;
  return text.replace(INVISIBLE, '').replace(CONTROL, '').replace(/\s+/g, ' ').trim();
}

/** Several lines: as `cleanLine`, but line ends stay. */
export function cleanLines(text: string): string {
  if (isClean(text)) return text;
  return text
    .split(/\r\n?|\n/)
    .map((line) => cleanLine(line))
    .join('\n')
    .trim();
}

const ARABIC_INDIC_ZERO = 0x0660;
const PERSIAN_ZERO = 0x06f0;
const FULL_WIDTH_ZERO = 0xff10;

/** Value of a decimal digit of the scripts that rosters are typed in, -1 for anything else. */
export function digitOf(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  if (code < ARABIC_INDIC_ZERO) return -1;
  for (const zero of [ARABIC_INDIC_ZERO, PERSIAN_ZERO, FULL_WIDTH_ZERO]) {
    if (code >= zero && code <= zero + 9) return code - zero;
  }
  return -1;
}

/** The same text with digits of other scripts as 0 to 9. */
export function asciiDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06F0-\u06F9\uFF10-\uFF19]/g, (digit) =>
    String(digitOf(digit.charCodeAt(0))),
  );
}

/** For looking a word up in our lists: small letters, one kind of apostrophe, no punctuation, single spaces. */
export function wordKey(text: string): string {
  return asciiDigits(text)
    .replaceAll('№', ' ')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u064B-\u0652\u0640]/g, '')
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/[’ʼ`‘´ʹ′]/g, "'")
    .replace(/[_\-–—:;.,?!؟،؛*"«»“”()[\]{}#/\\|\s\u00A0]+/g, ' ')
    .replace(INVISIBLE, '')
    .trim();
}
