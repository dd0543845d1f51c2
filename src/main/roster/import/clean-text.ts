const SPACE = 0x20;
const INVISIBLE = /[\u200B\u200E\u200F\u061C\u2060\uFEFF]/g;
/** Control characters other than white space. */
const CONTROL = /[^\P{Cc}\s]/gu;
/**
 * All that a cell would have to be cleaned of but plain spaces: control characters, other white space,
 * invisible marks. Said as what it is not, in one class: whole files are searched for it.
 */
const COMMON =
  ' -~\u00A1-\u061B\u061D-\u167F\u1681-\u1FFF\u2010-\u2027\u2030-\u205E\u2070-\u2FFF\u3001-\uFEFE\uFF00-\uFFFC';
const ODD = new RegExp(`[^${COMMON}]`);
const ODD_OR_DOUBLE = new RegExp(`[^${COMMON}]| {2}`);
const ODD_IN_LINES = new RegExp(`[^${COMMON}\n]`);
const ODD_BETWEEN_TABS = new RegExp(`[^${COMMON}\n\t]`);

/** How much cleaning the cells of a text may need: told once for the text, so that it costs nothing by cell. */
export type Tidiness = 'trim' | 'spaces' | 'anything';

/**
 * @param text of a whole file, line ends `\n`
 * @param tabs whether tabs are what separates its cells
 * @param oneLineEach whether no cell spans lines
 */
export function tidinessOf(text: string, tabs: boolean, oneLineEach: boolean): Tidiness {
  if (!oneLineEach || (tabs ? ODD_BETWEEN_TABS : ODD_IN_LINES).test(text)) return 'anything';
  return text.includes('  ') ? 'spaces' : 'trim';
}

/** Nearly every cell is clean already; telling that is far cheaper than replacing. */
function isClean(text: string, tidiness: Tidiness): boolean {
  if (text === '') return true;
  if (text.charCodeAt(0) === SPACE || text.charCodeAt(text.length - 1) === SPACE) return false;
  return tidiness === 'trim' || !(tidiness === 'spaces' ? text.includes('  ') : ODD_OR_DOUBLE.test(text));
}

/** One line: spaces of every kind collapsed to one and trimmed, invisible marks and control characters gone. */
export function cleanLine(text: string, tidiness: Tidiness = 'anything'): string {
  if (isClean(text, tidiness)) return text;
  const visible = ODD.test(text) ? text.replace(INVISIBLE, '').replace(CONTROL, '') : text;
  return visible.replace(/\s+/g, ' ').trim();
}

/** Several lines: as `cleanLine`, but line ends stay. */
export function cleanLines(text: string, tidiness: Tidiness = 'anything'): string {
  if (isClean(text, tidiness)) return text;
  const lines = text.split(/\r\n?|\n/).map((line) => cleanLine(line));
  return lines.join('\n').trim();
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
