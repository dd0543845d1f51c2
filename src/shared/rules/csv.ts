/**
 * The one place through which text leaves the app into a spreadsheet.
 *
 * Excel, LibreOffice and Google Sheets run a CSV cell that begins with = + - or @ (also in full width,
 * and after white space) as a formula (OWASP, "CSV Injection"). Quoting does not help: what is in quotes
 * is run all the same. An apostrophe in front does. Where the list separator is a semicolon, Excel
 * splits our comma-separated lines at semicolons and line ends inside texts, so what follows one of
 * these inside a cell gets its apostrophe too.
 *
 * A phone in E.164 form begins with + and is treated no differently. That costs one visible character
 * and keeps the number whole: as a bare cell, +380671234567 would become an amount shown as 3.80671E+11.
 * Our own import takes the apostrophe away again, and workbooks (`writeXlsx`), whose cells have a type,
 * hold the number untouched.
 */

/** What a cell may hold. Numbers are written as numbers and can do no harm. */
export type CsvCell = string | number | null;

const RUN_SIGN = /[=+\-@＝＋－＠]/;
/** White space, control and format characters, and apostrophes already there. */
const PASSED_OVER = /['\s\p{Cc}\p{Cf}]/u;
const SEPARATOR = /[;\t\r\n]/;
const RUNS_AT_START = /^(?:['\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]|'*[\t\r\n])/u;
const MAY_RUN_INSIDE = /[;\t\r\n]/;

/** Positions inside a text of the signs that would run if a spreadsheet cut the text at its separators. */
function signsInside(text: string): number[] {
  const signs: number[] = [];
  if (!MAY_RUN_INSIDE.test(text)) return signs;
  let atStart = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (SEPARATOR.test(letter)) atStart = true;
    else if (atStart && RUN_SIGN.test(letter)) {
      signs.push(at);
      atStart = false;
    } else if (!PASSED_OVER.test(letter)) atStart = false;
  }
  return signs;
}

/** Puts an apostrophe before whatever a spreadsheet might run. `restoreFormula` gives the text back. */
export function neutralizeFormula(text: string): string {
  let safe = '';
  let from = 0;
  for (const sign of signsInside(text)) {
    safe += `${text.slice(from, sign)}'`;
    from = sign;
  }
  safe += text.slice(from);
  return RUNS_AT_START.test(text) ? `'${safe}` : safe;
}

/** Takes away the apostrophes that `neutralizeFormula` put in, and no other. */
export function restoreFormula(text: string): string {
  const body = text.startsWith("'") && RUNS_AT_START.test(text.slice(1)) ? text.slice(1) : text;
  let restored = '';
  let from = 0;
  for (const sign of signsInside(body)) {
    if (body.charAt(sign - 1) !== "'") continue;
    restored += body.slice(from, sign - 1);
    from = sign;
  }
  return restored + body.slice(from);
}

function writeCell(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  const text = neutralizeFormula(cell);
  return /[",;\r\n\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Rows as CSV text after RFC 4180, comma-separated with CRLF, behind a byte order mark so that Excel
 * reads it as UTF-8. Every text cell is neutralized here: callers pass what they mean.
 */
export function writeCsv(rows: Iterable<readonly CsvCell[]>): string {
  let text = '\uFEFF';
  for (const row of rows) text += `${row.map(writeCell).join(',')}\r\n`;
  return text;
}
