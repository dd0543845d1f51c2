/** The longest address that mail servers take, RFC 5321 4.5.3.1.3. */
const MOST = 254;
const ADDRESS = /^[^\s@<>()[\],;:"\\]+@[^\s@<>()[\],;:"\\.]+(\.[^\s@<>()[\],;:"\\.]+)+$/;

/**
 * An address as typed, without `mailto:` and angle brackets; null where mail could never reach it.
 * Letter case is kept: comparing folds it.
 */
export function readEmail(text: string): string | null {
  if (text.length > MOST) return null;
  if (ADDRESS.test(text)) return text;
  const unwrapped = text.replace(/^[^<>]*<([^<>]*)>$/, '$1').replace(/^mailto:/i, '');
  return ADDRESS.test(unwrapped) ? unwrapped : null;
}
