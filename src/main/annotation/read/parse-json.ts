import type { Budget } from './budget.ts';
import { findJsonFault } from './json-fault.ts';
import { MAX_CONTAINERS, MAX_DEPTH, MAX_TEXTS, MAX_VALUES } from './limits.ts';
import { ReadingError } from './reading-error.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
/** Of the signs that mean anything outside of texts, only the comma and the quote lie before it. */
const NINE = 0x39;

/** Where the text that begins at a quote ends; the end of all where it does not. */
function endOfText(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (text.charCodeAt(at - 1 - slashes) === BACKSLASH) slashes += 1;
    if (slashes % 2 === 0) return at;
  }
  return text.length;
}

/** The same in bytes. A text is short as a rule: asking the engine to look for its end costs more than looking. */
function endOfBytes(bytes: Buffer, from: number): number {
  const near = Math.min(bytes.length, from + 64);
  for (let at = from + 1; at < near; at += 1) {
    const code = bytes[at] as number;
    if (code === QUOTE) return at;
    if (code === BACKSLASH) break;
  }
  for (let at = bytes.indexOf(QUOTE, from + 1); at !== -1; at = bytes.indexOf(QUOTE, at + 1)) {
    let slashes = 0;
    while (bytes[at - 1 - slashes] === BACKSLASH) slashes += 1;
    if (slashes % 2 === 0) return at;
  }
  return bytes.length;
}

/**
 * Counts what a JSON would become before it does: a few bytes of it can be many of memory. Bytes are looked at, and not
 * the text made of them: it is done in a fraction of the time that parsing takes.
 */
function measure(bytes: Buffer, place: string, budget: Budget): void {
  let [containers, texts, values, depth, deepest] = [0, 0, 0, 0, 0];
  const { length } = bytes;
  for (let at = 0; at < length; at += 1) {
    const code = bytes[at] as number;
    if (code === COMMA) values += 1;
    else if (code === QUOTE) {
      texts += 1;
      at = endOfBytes(bytes, at);
    } else if (code <= NINE) continue;
    else if (code === 0x5b || code === 0x7b) {
      containers += 1;
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if (code === 0x5d || code === 0x7d) depth -= 1;
  }
  if (deepest > MAX_DEPTH) throw new ReadingError('too_deep', place, { limit: MAX_DEPTH });
  budget.spend('containers', containers, MAX_CONTAINERS, place);
  budget.spend('texts', texts, MAX_TEXTS, place);
  budget.spend('values', values, MAX_VALUES, place);
}

/** Line and column, from 1, of a place in a text. */
export function lineAt(text: string, at: number): { line: number; column: number } {
  let line = 1;
  let start = 0;
  for (let end = text.indexOf('\n'); end !== -1 && end < at; end = text.indexOf('\n', end + 1)) {
    line += 1;
    start = end + 1;
  }
  return { line, column: at - start + 1 };
}

/** `bytes` are those of the text in UTF-8. Throws ReadingError not_json with line and column, too_deep, too_large. */
export function parseJson(text: string, bytes: Buffer, place: string, budget: Budget): unknown {
  measure(bytes, place, budget);
  try {
    return JSON.parse(text);
  } catch {
    const { line, column } = lineAt(text, findJsonFault(text, endOfText));
    throw new ReadingError('not_json', `${place}:${line}:${column}`, { line, column });
  }
}

const IMAGE_DATA = Buffer.from('"imageData"');

/**
 * The same file without the pictures that LabelMe writes into it, in base64: nine tenths of its bytes, found by
 * searching bytes and never made into a text.
 */
export function withoutImageData(bytes: Buffer): Buffer {
  const parts: Buffer[] = [];
  let kept = 0;
  for (let at = bytes.indexOf(IMAGE_DATA); at !== -1; at = bytes.indexOf(IMAGE_DATA, at + 1)) {
    let from = at + IMAGE_DATA.length;
    while (from < bytes.length && ' \t\r\n:'.includes(String.fromCharCode(bytes[from] ?? 0))) from += 1;
    // A null, or these words inside of another text.
    if (bytes[from] !== QUOTE || bytes[at - 1] === BACKSLASH) continue;
    const end = bytes.indexOf(QUOTE, from + 1);
    if (end === -1) break;
    parts.push(bytes.subarray(kept, from + 1));
    kept = end;
    at = end;
  }
  return parts.length === 0 ? bytes : Buffer.concat([...parts, bytes.subarray(kept)]);
}
