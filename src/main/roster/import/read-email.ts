/** The longest address that mail servers take, RFC 5321 4.5.3.1.3. */
const MOST = 254;
const ADDRESS = /^[^\s@<>()[\],;:"\\]+@[^\s@<>()[\],;:"\\.]+(\.[^\s@<>()[\],;:"\\.]+)+$/;

const AT = 0x40;
const DOT = 0x2e;

/** Letters, digits, dots, dashes and one @ with a dot after it: nearly every address, told without a regular expression. */
export function isPlainAddress(text: string): boolean {
  let at = -1;
  let dot = -1;
  let before = DOT;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index) | 0x20;
    const raw = text.charCodeAt(index);
    if (raw === AT || raw === DOT) {
      if (before === DOT || before === AT || (raw === AT && at !== -1)) return false;
      if (raw === AT) at = index;
      else dot = index;
    } else if (
      !((code >= 0x61 && code <= 0x7a) || (raw >= 0x30 && raw <= 0x39) || raw === 0x2d || raw === 0x5f)
    ) {
      return false;
    }
    before = raw;
  }
  return at > 0 && dot > at && before !== DOT;
}

/**
 * An address as typed, without `mailto:` and angle brackets; null where mail could never reach it.
 * Letter case is kept: comparing folds it.
 */
export function readEmail(text: string): string | null {
  if (text.length > MOST) return null;
  if (isPlainAddress(text) || ADDRESS.test(text)) return text;
  const unwrapped = text.replace(/^[^<>]*<([^<>]*)>$/, '$1').replace(/^mailto:/i, '');
  return ADDRESS.test(unwrapped) ? unwrapped : null;
}
